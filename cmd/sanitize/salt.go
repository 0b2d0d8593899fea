package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// saltEnv is the environment variable that holds the salt where nothing else
// is said.
const saltEnv = "SANITIZE_SALT"

// salt is the secret behind the masks.
type salt struct {
	key    *mask.Key
	source string // where it came from, for the report
	random bool   // made for this run alone
}

// salt finds the secret: in the file of the flag, in what the policy names, in
// the environment; or makes a new one.
func (env *environment) salt(file string, p *policy.Policy) (*salt, error) {
	s, secret, err := env.secret(file, p)
	if err != nil {
		return nil, usageError(err, "sanitize keygen > FILE makes a salt")
	}
	if s.key, err = mask.NewKey(secret); err != nil {
		return nil, usageError(fmt.Errorf("the salt of %s: %w", s.source, err), "sanitize keygen > FILE makes a salt")
	}
	return s, nil
}

func (env *environment) secret(file string, p *policy.Policy) (*salt, []byte, error) {
	policyEnv, policyFile := p.Salt()
	if file == "" && policyEnv == "" {
		file = policyFile
	}
	if file != "" {
		text, err := os.ReadFile(file)
		return &salt{source: "file " + file}, bytes.TrimRight(text, "\r\n"), err
	}
	name := saltEnv
	if policyEnv != "" {
		name = policyEnv
	}
	if v := env.getenv(name); v != "" {
		return &salt{source: "environment variable " + name}, []byte(v), nil
	}
	if policyEnv != "" {
		return nil, nil, errors.New("the policy takes the salt from the environment variable " + name + ", which is not set")
	}
	return &salt{source: "random", random: true}, []byte(newSalt()), nil
}
