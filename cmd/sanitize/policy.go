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

// readPolicy reads the policy in file, else in the file that the environment
// names, else the built-in one.
func (env *environment) readPolicy(file string) (*policy.Policy, error) {
	file = env.policyFile(file)
	if file == "" {
		words.Prepare() // it goes by names
		return policy.Builtin(), nil
	}
	text, err := readSmall(file)
	if err != nil {
		return nil, err
	}
	env.defaults(text)
	p, err := policy.Parse(text, file, func(name string) (string, bool) {
		v := env.getenv(name)
		env.secret(name, v)
		return v, v != ""
	})
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

// maxSmall is how large a policy, a floor or a lock may be: a schema of 100,000 columns
// has one of some megabytes. A device has no end.
const maxSmall = 64 << 20

// readSmall reads a policy, a floor or a lock.
func readSmall(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSmall+1))
	if err == nil && len(text) > maxSmall {
		err = fmt.Errorf("%s has more than %d MiB, and is no policy", file, maxSmall>>20)
	}
	return text, err
}

func readLock(file string) (*bind.Lock, error) {
	text, err := readSmall(file)
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
