package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/fill"
	"sanitize/fixtures/pgtest"
)

// TestRestoreDrafts takes each dump of the fixtures, and of the directory of
// real ones if there is one, the way of a new user: init drafts, check accepts
// the draft, the filter takes the dump in a pipe with it and nothing else, and
// what comes out restores as the original does. A schema without rows is filled
// and goes the same way once more: with the draft of the schema, and with that
// of the rows.
func TestRestoreDrafts(t *testing.T) {
	t.Parallel()
	files := slices.DeleteFunc(everyDump(t), again)
	shared := pgtest.Start(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { restoreDraft(t, shared, file) })
	}
}

// everyDump returns the dumps of the fixtures, and those of the directory of
// real ones. That in SJIS is refused, whatever the policy.
func everyDump(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../fixtures/dumps/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dumps, %v", err)
	}
	if dir := os.Getenv(realEnv); dir != "" {
		real, err := filepath.Glob(filepath.Join(dir, "*.sql"))
		if err != nil || len(real) == 0 {
			t.Fatalf("no dumps in %s, %v", dir, err)
		}
		files = append(files, real...)
	}
	return slices.DeleteFunc(files, func(file string) bool { return strings.Contains(file, "SJIS") })
}

// again reports whether a dump is one more form of a database that others have:
// TestInitOfEveryDump takes it as far as to the filter.
func again(file string) bool {
	name := filepath.Base(file)
	form, ok := strings.CutPrefix(name, "odd15.")
	return ok && !slices.Contains([]string{"copy.sql", "column-inserts.sql", "schema-only.sql"}, form) ||
		slices.Contains([]string{"latin15.inserts.sql", "latin15.utf8.sql", "shop.bom.sql", "shop.inserts.sql", "nasty11.oids.sql"}, name)
}

func restoreDraft(t *testing.T, shared *pgtest.Server, file string) {
	dump := readFile(t, file)
	d := newDrafter(t, dump)
	policy := d.draft(dump)
	masked := d.mask(policy, dump)
	if !bytes.Contains(dump, []byte("CREATE TABLE")) {
		return // rows alone have nowhere to go
	}
	before, after := restoreFresh(t, shared, "original", dump), restoreFresh(t, shared, "masked", masked)
	sameFailures(t, before, after)
	compareFill(t, before.content, after.content, true)
	if 2*len(filledIn(before.content)) > len(before.content) || len(before.content) == 0 || connects.Match(dump) {
		return
	}
	if len(before.failed) > 0 {
		d.partial = []string{"--partial"} // the draft speaks of tables that are not there
	}
	filled := fillSchema(t, shared, dump)
	for name, policy := range map[string][]byte{"the schema's draft": policy, "the rows' draft": d.draft(filled)} {
		before, after := restoreFresh(t, shared, "filled", filled), restoreFresh(t, shared, "masked", d.mask(policy, filled))
		t.Log(name)
		sameFailures(t, before, after)
		compareFill(t, before.content, after.content, true)
	}
}

// fillSchema restores a schema, fills it and dumps it.
func fillSchema(t *testing.T, pg *pgtest.Server, schema []byte) []byte {
	t.Helper()
	db := "fill of " + t.Name()
	pg.CreateDB(t, db)
	defer pg.DropDB(t, db)
	pg.Anyhow(db, schema)
	all, empty := fill.Tables(t, pg, db, 40)
	t.Logf("%d of %d tables are filled; not %s", all-len(empty), all, strings.Join(empty, ", "))
	if 5*len(empty) > all {
		t.Error("more than a fifth of the tables stay empty")
	}
	return pg.Dump(t, db)
}

// filledIn returns the tables with rows.
func filledIn(s pgtest.Snapshot) (names []string) {
	for name, t := range s {
		if len(t.Rows) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// sameFailures wants the masked dump to fail where the original does, and
// nowhere else.
func sameFailures(t *testing.T, before, after restored) {
	t.Helper()
	for _, failure := range after.failed {
		if i := slices.Index(before.failed, failure); i >= 0 {
			before.failed = slices.Delete(before.failed, i, i+1)
			continue
		}
		t.Errorf("only the masked dump: %s", failure)
	}
}

// drafter calls init, check and the filter, none of which may say a word.
type drafter struct {
	*testing.T
	salt    string
	partial []string
}

func newDrafter(t *testing.T, dump []byte) *drafter {
	d := &drafter{T: t, salt: tempFile(t, "salt", []byte(zooSalt))}
	if _, stderr, _ := filter(dump, "init"); strings.Contains(stderr, "has no trailer") {
		d.partial = []string{"--partial"}
	}
	return d
}

func (d *drafter) call(stdin []byte, args ...string) []byte {
	d.Helper()
	out, stderr, code := filter(stdin, append(args, d.partial...)...)
	if code != 0 || !quiet(args[0], stderr) {
		d.Fatalf("%s: exit code %d, stderr:\n%s", args[0], code, stderr)
	}
	return out
}

// quiet reports whether a call has said nothing, or of init no more than which
// columns it has no mask for.
func quiet(command, stderr string) bool {
	for line := range strings.Lines(stderr) {
		if command != "init" || !strings.Contains(line, "is kept as it is") {
			return false
		}
	}
	return true
}

// draft drafts a policy for a dump, which check accepts without a warning, and
// which is the same the next time and after an update.
func (d *drafter) draft(dump []byte) []byte {
	d.Helper()
	text := d.call(dump, "init")
	file, p := tempFile(d.T, "dump.sql", dump), tempFile(d.T, "policy.toml", text)
	if again := d.call(nil, "init", file); !bytes.Equal(text, again) {
		d.Error("the draft of the file is another than that of the pipe")
	}
	d.call(nil, "check", "-q", "--strict", "-p", p, file)
	if updated := d.call(dump, "init", "-q", "--update", p); !bytes.Equal(text, updated) {
		d.Error("an update for the same dump changes the draft")
	}
	d.Logf("%d lines for %d tables", bytes.Count(text, []byte("\n")), bytes.Count(dump, []byte("CREATE TABLE ")))
	return text
}

// mask takes a dump through a pipe with a draft.
func (d *drafter) mask(policy, dump []byte) []byte {
	d.Helper()
	return d.call(dump, "-q", "-p", tempFile(d.T, "policy.toml", policy), "--salt-file", d.salt)
}
