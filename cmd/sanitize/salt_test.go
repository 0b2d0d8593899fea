package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// slip is a salt that stands where its name should.
const slip = "kX9vQ2mB7tLw4ZrN8cYd"

// TestSaltIsNeverPrinted makes the slips that put a salt where the name of one
// belongs.
func TestSaltIsNeverPrinted(t *testing.T) {
	dump := framed("CREATE TABLE public.t (name text);\nCOPY public.t (name) FROM stdin;\nx\n\\.\n")
	getenv := func(name string) string {
		if name == "SNAPSHOT_SALT" {
			return slip
		}
		return ""
	}
	for name, tt := range map[string]struct {
		policy string
		args   []string
	}{
		"env by value":        {"[salt]\nenv = \"${SNAPSHOT_SALT}\"\n", nil},
		"env of a part":       {"[salt]\nenv = \"X_${SNAPSHOT_SALT}\"\n", nil},
		"env is the salt":     {"[salt]\nenv = \"" + slip + "\"\n", nil},
		"env is no name":      {"[salt]\nenv = \"" + slip + "!\"\n", nil},
		"file by value":       {"[salt]\nfile = \"${SNAPSHOT_SALT}\"\n", nil},
		"file is the salt":    {"[salt]\nfile = \"" + slip + "\"\n", nil},
		"not TOML":            {"[salt]\nenv = " + slip + "\n", nil},
		"not TOML, dotted":    {"salt.env = " + slip + "\n", nil},
		"not TOML, in line":   {"salt = " + slip + "-\n", nil},
		"an unknown key":      {"[salt]\n" + slip + " = \"x\"\n", nil},
		"an unknown table":    {"[salt." + slip + "]\n", nil},
		"of an unknown key":   {"[salt]\nvalue = \"" + slip + "\"\n", nil},
		"in place of a table": {"salt = \"" + slip + "\"\n", nil},
		"env by a message":    {"[salt]\nenv = \"${NOPE:?" + slip + "}\"\n", nil},
		"file by a message":   {"[salt]\nfile = \"${NOPE:?" + slip + "}\"\n", nil},
		"env by its name":     {"[salt]\nenv = \"${" + slip + "}\"\n", nil},
		"name and message":    {"[salt]\nenv = \"${" + slip + ":?" + slip + "}\"\n", nil},
		"a default":           {"[salt]\nenv = \"${NOPE:-" + slip + "}\"\n", nil},
		"a broken message":    {"[salt]\nenv = \"${NOPE?" + slip + "}\"\n", nil},
		"key by a message":    {"[salt]\nkey = \"${NOPE:?" + slip + "}\"\n", nil},
		"a list":              {"[salt]\nenv = [\"${NOPE:?" + slip + "}\"]\n", nil},
		"a dotted key":        {"salt.env = \"${NOPE:?" + slip + "}\"\n", nil},
		"salt in capitals":    {"[SALT]\nenv = \"${NOPE:?" + slip + "}\"\n", nil},
		"salts":               {"[[salts]]\nfile = \"${NOPE:?" + slip + "}\"\n", nil},
		"a mask's salt":       {"[columns]\nname = { mask = \"hash\", salt = \"${NOPE:?" + slip + "}\" }\n", nil},
		"a mask's key":        {"[columns]\nname = { mask = \"hash\", key = \"${NOPE:?" + slip + "}\" }\n", nil},
		"--salt-file":         {"", []string{"--salt-file", slip}},
		"for whom":            {"[release]\naudience = \"${SNAPSHOT_SALT}\"\n[salt]\nenv = \"SNAPSHOT_SALT\"\n", nil},
		"for whom, in words":  {"[release]\nrecipient = \"to ${SNAPSHOT_SALT}.\"\n[salt]\nenv = \"SNAPSHOT_SALT\"\n", nil},
		"what for, a default": {"[release]\npurpose = \"${NOPE:-" + slip + "}\"\n[salt]\nenv = \"SNAPSHOT_SALT\"\n", nil},
		"what for, a message": {"[release]\npurpose = \"${NOPE:?" + slip + "}\"\n", nil},
		"a message elsewhere": {"[columns]\nname = { set = \"${NOPE:?" + slip + "}\" }\n", nil},
		"a column's name":     {"[columns]\nname = { mask = \"text\", key = \"${SNAPSHOT_SALT}\" }\n", nil},
		"a sample's column":   {"[tables.\"public.t\"]\nsample = { percent = 10, by = \"${SNAPSHOT_SALT}\" }\n", nil},
		"a default's table":   {"[tables.\"public.t\"]\nsample = { percent = 10, by = \"${API_PASSWORD:-" + slip + "}\" }\n", nil},
		"a default's mask":    {"[columns]\nname = { mask = \"array\", of = \"${API_PASSWORD:-" + slip + "}\" }\n", nil},
		"a default as a key":  {"[columns]\nname = \"hash\"\n\"${API_PASSWORD:-" + slip + "}\" = \"keep\"\n", nil},
		"a path's mask":       {"[columns]\nname = { mask = \"json\", paths = { \"$.a\" = \"${SNAPSHOT_SALT}\" } }\n", nil},
	} {
		report := filepath.Join(t.TempDir(), "report.json")
		args := append([]string{"-p", policyFile(t, "version = 1\n"+tt.policy), "--report", report}, tt.args...)
		var stdout, stderr strings.Builder
		code := run(t.Context(), args, strings.NewReader(dump), &stdout, &stderr, getenv)
		written, err := os.ReadFile(report)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if code != exitUsage {
			t.Errorf("%s: exit code %d, want %d: %s", name, code, exitUsage, stderr.String())
		}
		if strings.Contains(stdout.String()+stderr.String()+string(written), slip) {
			t.Errorf("%s: the salt is printed", name)
		}
	}
}

// TestWeakSalts refuses what is guessed, and what is no salt at all.
func TestWeakSalts(t *testing.T) {
	dump := framed("CREATE TABLE public.t (name text);\n")
	for name, file := range map[string]string{
		"padded":      tempFile(t, "salt", []byte("      abcdefgh      \n")),
		"blanks":      tempFile(t, "salt", []byte(strings.Repeat(" ", 40))),
		"one letter":  tempFile(t, "salt", []byte(strings.Repeat("a", 40)+"\n")),
		"few letters": tempFile(t, "salt", []byte(strings.Repeat("abcdefg", 9))),
		"short":       tempFile(t, "salt", []byte("kX9vQ2mB7tLw4Zr")),
		"empty":       tempFile(t, "salt", nil),
		"endless":     "/dev/zero",
		"a directory": t.TempDir(),
	} {
		if got := runDump(dump, "--salt-file", file); got.code != exitUsage || !strings.Contains(got.stderr, "keygen") {
			t.Errorf("%s: exit code %d, want %d: %s", name, got.code, exitUsage, got.stderr)
		}
	}
	open := tempFile(t, "salt", []byte(slip))
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := runDump(dump, "--salt-file", open); got.code != exitOK || !strings.Contains(got.stderr, "can be read by all") {
		t.Errorf("a file that all can read: exit code %d: %s", got.code, got.stderr)
	}
}

// TestSecretsHideWhole replaces the longer of two secrets that begin alike as a
// whole.
func TestSecretsHideWhole(t *testing.T) {
	env := &environment{}
	env.secret("ADMIN_PASSWORD", "correcthorse")
	env.secret("STAGING_PASSWORD", "correcthorsebattery")
	if got, want := env.hide("correcthorsebattery, correcthorse"), "${STAGING_PASSWORD}, ${ADMIN_PASSWORD}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
