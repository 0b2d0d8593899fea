package main

import (
	"bytes"
	"strings"
	"testing"
)

// everyRow has all that a policy may say of the rows of longDump.
const everyRow = `version = 1
[columns]
id = "keep"
email = "email"
[tables.users]
sample = { percent = 30, by = "email", group = "mail" }
[[tables.users.rows]]
where = { id = [1, 1400, 2999] }
expect = 3
set = { note = "found" }
[[tables.users.rows]]
where = { email = { regexp = "7@" } }
expect = "300"
drop = true
[tables.guests]
sample = { percent = 30, by = "email", group = "mail" }
[[tables.guests.rows]]
where = { note = "" }
drop = true
`

// rowsDump is longDump with both tables before the rows, where pg_dump has them.
func rowsDump(rows int) string {
	const guests = "CREATE TABLE public.guests (\n    id integer,\n    email text,\n    note text\n);\n\n"
	return strings.Replace(strings.Replace(longDump(rows), guests, "", 1), usersTable, usersTable+guests, 1)
}

// TestRowsAnyNumberOfWorkers holds the program to dropping and finding the same
// rows, and missing the same, whatever the number of workers.
func TestRowsAnyNumberOfWorkers(t *testing.T) {
	s := sample{name: "several batches", text: []byte(rowsDump(3000))}
	for _, tt := range []struct {
		name, policy string
		args         []string
		code         int
	}{
		{"all that there is", everyRow, nil, exitOK},
		{"more than is expected", everyRow + "expect = \"1..2\"\n", nil, exitFailed},
		{"fewer than are expected", everyRow + "expect = \"3001..\"\n", nil, exitFailed},
		{"--no-data", everyRow, []string{"--no-data", "guests"}, exitOK},
		{"data", "version = 1\n[tables.users]\ndata = \"drop\"\n[columns]\nid = \"keep\"\n", nil, exitOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if code := checkWorkers(t, s, append(tt.args, "-p", policyFile(t, tt.policy))); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
		})
	}
}

// Both tables keep the same keys, in COPY and in INSERT.
func TestSampleOfTwoForms(t *testing.T) {
	const policy = `version = 1
unlisted = "keep"
[tables."public.*"]
sample = { percent = 30, by = "email", group = "mail" }
`
	got := runDump(rowsDump(4000), "-p", policyFile(t, policy))
	if got.code != 0 {
		t.Fatalf("exit code %d\n%s", got.code, got.stderr)
	}
	users := bytes.Count(got.stdout, []byte("\tann"))
	guests := bytes.Count(got.stdout, []byte("INSERT INTO public.guests"))
	if users < 1000 || users > 1400 || users != guests {
		t.Errorf("%d users and %d guests of 4000, want as many of both, about 1200", users, guests)
	}
}

// Each database of a stream is judged by itself, if the rule's table is in it.
func TestExpectOfDatabases(t *testing.T) {
	policy := policyFile(t, `version = 1
unlisted = "keep"
[[tables.users.rows]]
where = { email = "boss" }
expect = 1
`)
	rows := func(email string) string {
		return usersTable + "COPY public.users (id, email, note) FROM stdin;\n1\t" + email + "\t\\N\n\\.\n"
	}
	const other = "CREATE TABLE public.other (\n    id integer\n);\nCOPY public.other (id) FROM stdin;\n1\n\\.\n"
	for _, tt := range []struct {
		name, dump string
		found      string
	}{
		{"both", whole("\\connect a\n" + rows("boss") + "\\connect b\n" + rows("boss")), ""},
		{"one is without the table", whole("\\connect a\n" + rows("boss") + "\\connect b\n" + other), ""},
		{"the second has none", whole("\\connect a\n" + rows("boss") + "\\connect b\n" + rows("ann")), "found 0"},
		{"two blocks of one", whole(rows("boss") + rows("boss")[len(usersTable):]), "found 2"},
		{"two dumps in one stream", whole(rows("ann")) + whole("DROP TABLE public.users;\n"+rows("boss")), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := runDump(tt.dump, "-p", policy)
			want := exitOK
			if tt.found != "" {
				want = exitFailed
			}
			if got.code != want || !strings.Contains(got.stderr, tt.found) || want == exitFailed && !got.marked() {
				t.Errorf("exit code %d, want %d and %q, stderr:\n%s", got.code, want, tt.found, got.stderr)
			}
		})
	}
}

// A dump without a single row of the table fails, too, and what was written of
// it is poisoned.
func TestExpectWithoutRows(t *testing.T) {
	policy := policyFile(t, "version = 1\nunlisted = \"keep\"\n[[tables.users.rows]]\nwhere = { id = 1 }\nexpect = 1\n")
	got := runDump(whole(usersTable), "-p", policy)
	if got.code != exitFailed || len(got.stdout) == 0 || !got.marked() || !strings.Contains(got.stderr, "found 0") {
		t.Errorf("exit code %d, %d bytes, stderr:\n%s", got.code, len(got.stdout), got.stderr)
	}
}
