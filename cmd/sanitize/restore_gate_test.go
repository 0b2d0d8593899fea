package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// gate runs the scripts of dist/gate against a server, with the programs that
// they run in production.
type gate struct {
	pg     *pgtest.Server
	dir    string
	policy string
}

func newGate(t *testing.T) *gate {
	t.Helper()
	for _, program := range []string{"sh", "zstd"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	g := &gate{pg: pgtest.Start(t), dir: t.TempDir(), policy: tempFile(t, "policy.toml", []byte(patientsPolicy))}
	g.pg.CreateDB(t, "prod")
	g.pg.PSQL(t, "prod", patientsDump(patientRows(60), false))
	if err := writeKeys(g.dir, "signer", "stranger"); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *gate) at(name string) string { return filepath.Join(g.dir, name) }

// run runs a script, and returns what it prints.
func (g *gate) run(env []string, script string, args ...string) (string, error) {
	cmd := exec.Command("sh", append([]string{"../../dist/gate/" + script}, args...)...)
	cmd.Env = append(append(g.pg.Env(), "SANITIZE_SALT=a salt for the gate's test"), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (g *gate) publish(t *testing.T, snapshot string, env ...string) {
	t.Helper()
	if out, err := g.run(env, "publish.sh", "prod", g.policy, snapshot); err != nil || out != "" {
		t.Fatalf("publish: %v\n%s", err, out)
	}
}

// restored restores a snapshot into a database that is new, and reports whether
// there is anything in it.
func (g *gate) restored(t *testing.T, snapshot string, env ...string) (whole bool, out string) {
	t.Helper()
	g.pg.CreateDB(t, "staging")
	defer g.pg.DropDB(t, "staging")
	out, err := g.run(env, "restore.sh", snapshot, "staging")
	tables := g.pg.QueryText(t, "staging", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
	if (err == nil) != (tables == "2") || err != nil && tables != "0" {
		t.Errorf("%v, and %s tables are there\n%s", err, tables, out)
	}
	if err == nil {
		same := g.pg.QueryText(t, "staging", "SELECT count(*) FROM patients") == g.pg.QueryText(t, "prod", "SELECT count(*) FROM patients")
		if left := g.pg.QueryText(t, "staging", "SELECT count(*) FROM patients WHERE surname = 'Baker'"); !same || left != "0" {
			t.Errorf("%s rows with an original, or others than there were", left)
		}
	}
	return err == nil, out
}

// copyFiles copies a snapshot's files to those of another.
func (g *gate) copyFiles(t *testing.T, from, to string, suffixes ...string) {
	t.Helper()
	for _, suffix := range suffixes {
		text, err := os.ReadFile(from + suffix)
		if err == nil {
			err = os.WriteFile(to+suffix, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestRestoreGate publishes a database and restores it elsewhere, with the
// programs themselves: nothing is restored without a proof, with the proof of
// somebody else, or with that of another day.
func TestRestoreGate(t *testing.T) {
	g := newGate(t)
	sign, pub := "SIGN="+g.at("signer.key"), "PUBKEY="+g.at("signer.pub")
	first, second, trial := g.at("monday.sql.zst"), g.at("tuesday.sql.zst"), g.at("trial.sql.zst")
	g.publish(t, first, sign)
	g.pg.PSQL(t, "prod", "INSERT INTO patients VALUES (1000, 'Newcomer', 1990, '1000', 'gout', '')")
	g.publish(t, second, sign)
	if ok, out := g.restored(t, second, pub); !ok {
		t.Errorf("with its proof nothing is restored:\n%s", out)
	}
	const report, signature = ".json", ".json.minisig"
	for _, test := range []struct {
		name, want string
		make       func()
		env        string
	}{
		{"without a key to ask by", "usage", func() {}, "PUBKEY="},
		{"by another key", "signature", func() {}, "PUBKEY=" + g.at("stranger.pub")},
		{"without a signature", "minisig", func() { os.Remove(trial + signature) }, pub},
		{"without a report", "json", func() { os.Remove(trial + report) }, pub},
		{"with the proof of the day before", "not the output", func() { g.copyFiles(t, first, trial, report, signature) }, pub},
		{"with the report of the day before", "signature", func() { g.copyFiles(t, first, trial, report) }, pub},
		{"with the snapshot of the day before", "not the output", func() { g.copyFiles(t, first, trial, "") }, pub},
		{"with a proof that a stranger has signed", "signature", func() {
			if _, stderr, code := filter(nil, "report", "--sign", g.at("stranger.key"), trial+report); code != 0 {
				t.Fatal(stderr)
			}
		}, pub},
	} {
		g.copyFiles(t, second, trial, "", report, signature)
		test.make()
		if ok, out := g.restored(t, trial, test.env); ok || !strings.Contains(out, test.want) {
			t.Errorf("%s: restored %v, want %q in\n%s", test.name, ok, test.want, out)
		}
	}
}

// TestRestoreGateStages makes each stage of the gate fail, with the programs
// themselves: what was published before stays as it was.
func TestRestoreGateStages(t *testing.T) {
	g := newGate(t)
	snapshot, sign := g.at("snap.sql.zst"), "SIGN="+g.at("signer.key")
	g.publish(t, snapshot, sign)
	busy := g.at("busy.sql.zst")
	if err := os.Mkdir(busy+".lock", 0o700); err != nil {
		t.Fatal(err)
	}
	before := g.files(t)
	keep := tempFile(t, "keep.toml", []byte("version = 1\nunlisted = \"keep\"\n"))
	program := func(text string) string {
		file := tempFile(t, "program", []byte("#!/bin/sh\n"+text))
		if err := os.Chmod(file, 0o700); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, test := range []struct {
		name, want string
		args       []string
		env        []string
	}{
		{"no such database", "does not exist", []string{"nowhere", g.policy, snapshot}, []string{sign}},
		{"a dump that is cut", "", []string{"prod", g.policy, snapshot}, []string{sign, "PG_DUMP=" + program(`pg_dump "$@" && truncate -s -100 "${1#--file=}"`)}},
		{"pg_dump is killed", "", []string{"prod", g.policy, snapshot}, []string{sign, "PG_DUMP=" + program(`kill -9 $$`)}},
		{"no policy", "no such file", []string{"prod", g.at("nosuch.toml"), snapshot}, []string{sign}},
		{"a policy that does not fit", "", []string{"prod", tempFile(t, "odd.toml", []byte("version = 1\nunlisted = \"fail\"\n")), snapshot}, []string{sign}},
		{"a salt that is too short", "salt", []string{"prod", g.policy, snapshot}, []string{sign, "SANITIZE_SALT=x"}},
		{"verify finds something", "value-left", []string{"prod", g.policy, snapshot}, []string{sign, "SANITIZE=" + program(`[ "$1" = -q ] || exec sanitize "$@"
shift 3; exec sanitize -q -p `+keep+` "$@"`)}},
		{"verify is killed", "", []string{"prod", g.policy, snapshot}, []string{sign, "SANITIZE=" + program(`[ "$1" != verify ] || kill -9 $$; exec sanitize "$@"`)}},
		{"no key to sign with", "no such file", []string{"prod", g.policy, snapshot}, []string{"SIGN=" + g.at("nosuch.key")}},
		{"a key that is none", "key", []string{"prod", g.policy, snapshot}, []string{"SIGN=" + g.at("signer.pub")}},
		{"nowhere to publish to", "", []string{"prod", g.policy, g.at("nowhere/snap.sql.zst")}, []string{sign}},
		{"another run that publishes", "another run", []string{"prod", g.policy, busy}, []string{sign}},
		{"a signal that would dump core", "", []string{"prod", g.policy, snapshot}, []string{sign, "SANITIZE=" + program(`kill -QUIT $PPID; exec sanitize "$@"`)}},
		{"a directory to publish to", "directory", []string{"prod", g.policy, g.dir}, []string{sign}},
	} {
		out, err := g.run(test.env, "publish.sh", test.args...)
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.Contains(out, test.want) {
			t.Errorf("%s: %v, want %q in\n%s", test.name, err, test.want, out)
		}
		if after := g.files(t); after != before {
			t.Errorf("%s: there is\n%s\nwant\n%s", test.name, after, before)
		}
	}
	if ok, out := g.restored(t, snapshot, "PUBKEY="+g.at("signer.pub")); !ok {
		t.Errorf("what was published first is not restored:\n%s", out)
	}
}

// files lists what is in the gate's directory, with its digests.
func (g *gate) files(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(g.dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		sum, err := sumOf(g.at(e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %x\n", e.Name(), sum[:4])
	}
	return b.String()
}

// TestReportMinisign uses keys that minisign has made, has it check a signature of
// the program's, and the program check one of its own.
func TestReportMinisign(t *testing.T) {
	program, err := exec.LookPath("minisign")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	minisign := func(args ...string) error {
		out, err := exec.Command(program, args...).CombinedOutput()
		if err != nil {
			t.Logf("minisign %v: %s", args, out)
		}
		return err
	}
	if err := minisign("-G", "-W", "-p", at("key.pub"), "-s", at("key.sec")); err != nil {
		t.Fatal(err)
	}
	run, signature, dump := at("run.json"), at("run.json.minisig"), "../../fixtures/dumps/shop.sql"
	sanitize := func(args ...string) int {
		_, stderr, code := filter(nil, args...)
		if code != 0 {
			t.Logf("%v: %s", args, stderr)
		}
		return code
	}
	if sanitize("-q", "--salt-file", tempFile(t, "salt", []byte(zooSalt)), "--report", run, "-o", at("out.sql"), dump) != 0 ||
		sanitize("verify", "-q", "--report", run, dump, at("out.sql")) != 0 || sanitize("report", "--sign", at("key.sec"), run) != 0 {
		t.Fatal("no report is signed")
	}
	text := readFile(t, run)
	message, err := canonical(text)
	if err == nil {
		err = os.WriteFile(at("message"), message, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := minisign("-V", "-q", "-p", at("key.pub"), "-m", at("message"), "-x", signature); err != nil {
		t.Error("minisign does not accept the program's signature")
	}
	for _, form := range [][]string{nil, {"-l"}} { // of the message's hash, and of itself
		os.Remove(signature)
		if err := minisign(append([]string{"-S", "-s", at("key.sec"), "-m", at("message"), "-x", signature}, form...)...); err != nil {
			t.Fatal(err)
		}
		if sanitize("report", "--check", at("key.pub"), "--of", at("out.sql"), run) != 0 {
			t.Errorf("the program does not accept minisign's signature %v", form)
		}
		if err := os.WriteFile(at("message"), append(message, ' '), 0o600); err != nil {
			t.Fatal(err)
		}
		if minisign("-V", "-q", "-p", at("key.pub"), "-m", at("message"), "-x", signature) == nil {
			t.Error("minisign accepts a message that was changed")
		}
		if err := os.WriteFile(at("message"), message, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
