package main

import (
	"context"
	"errors"
	"fmt"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
	"sanitize/rules/draft"
	"sanitize/rules/policy"
)

// How check --require looks at values: so many of a column's, more or less, and
// more than so many percent of them are what a rule of the floor goes by.
const (
	floorSample  = 20000
	floorPercent = 5
)

// holdFloor finds what the policy keeps of that which --require wants masked.
func (c *checkRun) holdFloor(ctx context.Context) error {
	if c.flags.Require == "" {
		return nil
	}
	text, err := c.readSmall(c.flags.Require)
	if err != nil {
		return fmt.Errorf("--require: %w", err)
	}
	floor, err := policy.ParseFloor(text, c.flags.Require, c.lookup)
	if err != nil {
		return err
	}
	rows, err := c.evidence(ctx, floor)
	if err != nil {
		return err
	}
	for i, plan := range c.plans {
		var looks func(dumpfmt.Name, string) detect.Set
		if e := rows[c.where[i]]; e != nil {
			looks = func(table dumpfmt.Name, column string) detect.Set { return e.Kinds(table, column, floorPercent) }
		}
		c.add("error", plan.Below(floor, looks))
	}
	return nil
}

// evidence returns what the rows of the input say, by database, nil where the
// floor does not ask.
func (c *checkRun) evidence(ctx context.Context, floor *policy.Floor) (map[int]*draft.Evidence, error) {
	if !floor.Detects() {
		return nil, nil
	}
	if !rereads(c.flags.Input) {
		return nil, errors.New("--require: the floor goes by values, for which the rows are read once more: give the dump as a file")
	}
	in, _, err := openDump(c.flags.Input, printed)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	i := &initRun{
		environment: c.environment, flags: &initFlags{Sample: floorSample, Partial: c.flags.Partial},
		rows: map[int]*draft.Evidence{}, from: &foreign{},
	}
	_, err = i.read(ctx, in, c.flags.Input)
	return i.rows, err
}
