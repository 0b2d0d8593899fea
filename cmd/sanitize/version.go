package main

import "runtime/debug"

// release is the version that a release is built with: see the Makefile.
var release string

// version returns the version of the release, else of the module, else the commit
// it was built from, as the go command has stamped them.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "devel" + commit(info.Settings)
}

// commit returns what the build's settings say of the commit, "" if nothing.
func commit(settings []debug.BuildSetting) string {
	revision, dirty := "", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision":
			revision = "-" + s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+dirty"
		}
	}
	return revision + dirty
}

// version prints the version.
func (env *environment) version() error { return env.print("sanitize " + version() + "\n") }
