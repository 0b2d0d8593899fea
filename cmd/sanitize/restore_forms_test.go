package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// secondDB has a table of the same name as one of the zoo's, with its columns
// in another order and none of its rules' columns.
const secondDB = `
	CREATE SCHEMA app;
	CREATE TABLE app.users (notes text, id int, email text);
	INSERT INTO app.users VALUES ('canary notes', 1, 'canary-mail1@canary.example');`

// testDumpAll filters a whole cluster, which has two databases with data. The
// output creates the role postgres, so it restores into a cluster whose
// superuser has another name.
func (l *lab) testDumpAll(t *testing.T) {
	l.pg.CreateDB(t, "second zoo")
	l.pg.PSQL(t, "second zoo", secondDB)
	dump := l.pg.DumpAll(t, "--exclude-database=out *")

	// The rules of a table in one database find no such column in the other.
	out := sanitize(t, dump, []string{"canary", "finch"}, "-p", zooPolicy, "--partial")
	target := pgtest.StartAs(t, "bootstrap")
	requireRestored(t, target.RestoreAll(out))

	after := target.Snapshot(t, "zoo")
	c := restoreCase{name: "pg_dumpall", bulk: true}
	c.compare(t, l.before, after)
	c.same(t, l.masked, after)
	users := target.Snapshot(t, "second zoo")["app.users"]
	if users == nil || len(users.Rows) != 1 {
		t.Fatal("the second database has lost its row")
	}
	first := slices.Index(l.before["app.users"].Col("email"), pgtest.Value{Text: "canary-mail1@canary.example"})
	if users.Col("email")[0] != l.masked["app.users"].Col("email")[first] {
		t.Error("the same e-mail is masked in another way in the second database")
	}
}

// testUntouched wants a policy that keeps everything to keep every byte, in
// every form of dump.
func (l *lab) testUntouched(t *testing.T) {
	policy := tempFile(t, "policy.toml", []byte("version = 1\nunlisted = \"keep\"\n[salt]\nenv = \"ZOO_SALT\"\n"))
	for _, flag := range []string{"--verbose", "--inserts", "--rows-per-insert=7", "--column-inserts", "--clean", "--section=data"} {
		dump := l.pg.Dump(t, "zoo", flag)
		out, stderr, code := filter(dump, "-p", policy)
		if code != 0 || !bytes.Equal(out, dump) {
			t.Errorf("%s: exit code %d, output is the input: %v, stderr:\n%s", flag, code, bytes.Equal(out, dump), stderr)
		}
	}
}

// refusedPolicy masks what testRefused dumps. Not all of its rules match in
// each of these dumps.
const refusedPolicy = `
version = 1
unlisted = "mask"
[salt]
env = "ZOO_SALT"
[columns]
id = "keep"
"*email" = "email"
`

// testRefused goes through dumps that would have to be masked by position
// where the position is not certain.
func (l *lab) testRefused(t *testing.T) {
	policy := tempFile(t, "policy.toml", []byte(refusedPolicy))
	for _, tc := range []struct {
		name  string
		flags []string
	}{
		{"INHERITS", []string{"-t", "app.creature", "-t", "app.creature_bird"}},
		{"columns that move", []string{"-t", "app.late_parent", "-t", movedTable}},
		{"partition root", []string{"-t", "app.shards*", "--load-via-partition-root"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, form := range []string{"--inserts", "--rows-per-insert=100"} {
				dump := l.pg.Dump(t, "zoo", append(tc.flags, form)...)
				out, stderr, code := filter(dump, "-p", policy, "--partial")
				if code != 1 && code != 2 {
					t.Errorf("%s: exit code %d, want a refusal", form, code)
				}
				if code == 2 && string(out) != poison {
					t.Errorf("%s: exit code 2 says that nothing was written, but %d bytes were", form, len(out))
				}
				if !strings.Contains(stderr, "sanitize: hint: ") || !strings.Contains(stderr, "--column-inserts") {
					t.Errorf("%s: stderr has no hint at --column-inserts:\n%s", form, stderr)
				}
				for _, leak := range findLeaks(append(out, stderr...), []string{"canary", "finch"}) {
					t.Errorf("%s: refused, but the output has %s", form, leak)
				}
			}
			dump := l.pg.Dump(t, "zoo", append(tc.flags, "--column-inserts")...)
			if _, stderr, code := filter(dump, "-p", policy, "--partial"); code != 0 {
				t.Errorf("--column-inserts: exit code %d, want 0, stderr:\n%s", code, stderr)
			}
		})
	}
}

// checkMasks looks at the table with one column a mask.
func checkMasks(t *testing.T, masks *pgtest.Table) {
	want := map[string]func(v string) bool{
		"m_null":      func(string) bool { return false },
		"m_set":       func(v string) bool { return v == "" || v == `it's \N set` },
		"m_empty":     func(v string) bool { return v == "" },
		"m_redact":    func(v string) bool { return v == "" || v == "[REDACTED]" },
		"m_email":     func(v string) bool { return v == "" || strings.HasSuffix(v, "@staging.invalid") },
		"m_choice":    func(v string) bool { return v == "" || slices.Contains([]string{"red", "green", "blue"}, v) },
		"m_uuid_text": func(v string) bool { return v == "" || len(v) == 36 && strings.Count(v, "-") == 4 },
		"m_url":       func(v string) bool { return v == "" || strings.Contains(v, "://") },
		"m_scramble":  func(v string) bool { return v == "" || len(v) == len("Canary scramble 10") && v[6] == ' ' },
		"m_keep":      func(v string) bool { return v == "" || strings.HasPrefix(v, "decoy kept ") },
	}
	for _, col := range masks.Columns {
		ok := want[col.Name]
		if ok == nil {
			continue
		}
		delete(want, col.Name)
		for i, v := range masks.Col(col.Name) {
			if !v.Null && !ok(v.Text) {
				t.Errorf("column %s: row %d is not what the mask makes", col.Name, i+1)
				break
			}
		}
	}
	for name := range want {
		t.Errorf("column %s is missing", name)
	}
}

func containsFold(s, lower string) bool {
	return bytes.Contains(bytes.ToLower([]byte(s)), []byte(lower))
}
