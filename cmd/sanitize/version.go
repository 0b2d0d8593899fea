package main

import "runtime/debug"

// release is the version that a release is built with: see the Makefile.
var release string

// version returns the version of the release, else of the module as the go
// command has stamped it.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}

// version prints the version.
func (env *environment) version() error { return env.print("sanitize " + version() + "\n") }
