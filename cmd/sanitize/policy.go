package main

import (
	"os"

	"sanitize/rules/policy"
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
