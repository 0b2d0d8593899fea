package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
)

// maxRevealed is the longest line that reveal reads.
const maxRevealed = 1 << 20

// reveal turns masked values of a column back, one a line.
func (env *environment) reveal(ctx context.Context, flags *revealFlags) error {
	back, err := env.revealMask(ctx, flags)
	if err != nil {
		return usageError(err, "")
	}
	out := bufio.NewWriter(env.stdout)
	err = env.revealLines(ctx, back, out)
	return errors.Join(err, out.Flush())
}

// revealMask returns the mask that turns back what the policy makes of the
// column.
func (env *environment) revealMask(ctx context.Context, flags *revealFlags) (mask.Mask, error) {
	rules, err := env.readPolicy(flags.Policy)
	if err != nil {
		return nil, err
	}
	var schema *dumpfmt.Schema
	if flags.Schema != "" {
		if schema, err = env.readTables(ctx, flags.Schema); err != nil {
			return nil, err
		}
	}
	key, err := mask.NewKey([]byte(throwAwayKey))
	if err != nil {
		return nil, err
	}
	return bind.Reveal(rules, schema, flags.Table, flags.Column, key)
}

// revealLines turns back each line of the input. An empty one, and \N as COPY
// has it for NULL, stay.
func (env *environment) revealLines(ctx context.Context, back mask.Mask, out io.Writer) error {
	lines := bufio.NewScanner(env.stdin)
	lines.Buffer(nil, maxRevealed)
	var value []byte
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := bytes.TrimSuffix(lines.Bytes(), []byte{'\r'}), error(nil)
		if value = append(value[:0], line...); len(line) > 0 && string(line) != `\N` {
			if value, err = back.Append(value[:0], line, nil); err != nil {
				return fmt.Errorf("input line %d: %w", n, err)
			}
		}
		if _, err := out.Write(append(value, '\n')); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("input: %w", err)
	}
	return nil
}
