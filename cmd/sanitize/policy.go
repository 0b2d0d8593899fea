package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// policyEnv is the environment variable that names the policy where --policy
// does not.
const policyEnv = "SANITIZE_POLICY"

// policyFile returns the policy's file: that of --policy, else what the
// environment names; "" stands for the built-in policy.
func (env *environment) policyFile(flag string) string {
	if flag == "" {
		return env.getenv(policyEnv)
	}
	return flag
}

// readPolicy reads the policy that --policy names, else the environment, else the
// built-in one.
func (env *environment) readPolicy(flag string) (*policy.Policy, error) {
	file := env.policyFile(flag)
	if file == "" {
		words.Prepare() // it goes by names
		return policy.Builtin(), nil
	}
	text, err := env.readSmall(file)
	if err != nil && flag == "" {
		err = fmt.Errorf("$%s: %w", policyEnv, err)
	}
	if err != nil {
		return nil, err
	}
	return env.parsePolicy(text, file)
}

// parsePolicy reads the text of the policy in file.
func (env *environment) parsePolicy(text []byte, file string) (*policy.Policy, error) {
	env.defaults(text)
	p, err := policy.Parse(text, file, env.lookup)
	var wrong policy.Errors
	if errors.As(err, &wrong) && wrong[0].Syntax && wrong[0].Line <= 1 {
		if what := zio.TextKind(text); what != "" {
			return nil, &userError{
				err: fmt.Errorf("%s is %s, want a policy in TOML", file, what), usage: true,
				hint: "sanitize init drafts one of a schema; init --from translates Greenmask's and Confiture's",
			}
		}
	}
	return p, err
}

// How large files may be that are read beside a dump: a device has no end. A schema
// of 100,000 columns has a policy and a lock of some megabytes, and a report of
// some dozens.
const (
	maxSmall  = 64 << 20
	maxReport = 1 << 30
)

// readSmall reads a policy, a floor, a lock or the rules of another tool.
func (env *environment) readSmall(file string) ([]byte, error) {
	if err := env.aside(file); err != nil {
		return nil, err
	}
	return readUpTo(file, maxSmall)
}

// readUpTo reads a file of at most so many bytes.
func readUpTo(file string, most int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%s has more than %d MiB, which is too much for what it should be", file, most>>20)
	}
	return text, err
}

func (env *environment) readLock(file string) (*bind.Lock, error) {
	text, err := env.readSmall(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("--lock: %w; sanitize check --lock %s --update-lock makes it", err, filepath.Base(file))
	}
	if err != nil {
		return nil, fmt.Errorf("--lock: %w", err)
	}
	return bind.ParseLock(text, file)
}

// throwAwayKey is the key that check binds with: what it masks is thrown away.
const throwAwayKey = "a key for looking, never for masking"
