package main

import "sanitize/cmd/sanitize/internal/cli"

// completion prints the script that completes the command line in a shell.
func (env *environment) completion(program *cli.Program, shell string) error {
	switch shell {
	case "fish":
		return env.print(program.Fish())
	case "zsh":
		return env.print(program.Zsh())
	}
	return env.print(program.Bash())
}
