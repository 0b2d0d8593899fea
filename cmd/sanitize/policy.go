package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"sanitize/rules/bind"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// policyEnv is the environment variable that names the policy where --policy
// does not.
const policyEnv = "SANITIZE_POLICY"

// readPolicy reads the policy in file, else in the file that the environment
// names, else the built-in one.
func (env *environment) readPolicy(file string) (*policy.Policy, error) {
	if file == "" {
		file = env.getenv(policyEnv)
	}
	if file == "" {
		words.Prepare() // it goes by names
		return policy.Builtin(), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return policy.Parse(text, file, func(name string) (string, bool) {
		v := env.getenv(name)
		return v, v != ""
	})
}

func readLock(file string) (*bind.Lock, error) {
	text, err := os.ReadFile(file)
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
