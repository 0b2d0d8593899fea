package main

import (
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/rules/policy"
)

// TestRestoreSamples masks databases of the kinds that people have by the
// built-in policy. Where it refuses a column, its message has the lines to
// paste, and with these it is accepted and restores.
func TestRestoreSamples(t *testing.T) {
	pg := pgtest.Start(t)
	for _, name := range []string{"film_rental", "web_shop"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script := readFile(t, "../../fixtures/sql/"+name+".sql")
			pg.CreateDB(t, name)
			pg.PSQL(t, name, string(script))
			restoreSample(t, pg, name, []string{"canary", "finch"})
		})
	}
}

// TestRestorePgbench masks the database that pgbench makes, in the forms that it
// can: each as a file by the built-in policy, of which no line is missing.
func TestRestorePgbench(t *testing.T) {
	pg := pgtest.Start(t)
	for name, flags := range map[string][]string{
		"plain":      nil,
		"keys":       {"--foreign-keys"},
		"range":      {"--partitions=3"},
		"range keys": {"--partitions=3", "--foreign-keys"},
		"hash keys":  {"--partitions=3", "--partition-method=hash", "--foreign-keys"},
	} {
		t.Run(name, func(t *testing.T) {
			pg.CreateDB(t, name)
			pg.Run(t, "pgbench", append(slices.Clone(flags), "-i", "-s", "1", "-q", name)...)
			pg.Run(t, "pgbench", "-n", "-t", "30", name) // zeros alone would stay
			if lines := restoreSample(t, pg, name, nil); len(lines) > 0 {
				t.Errorf("it takes lines beside the built-in policy: %q", lines)
			}
		})
	}
}

// restoreSample masks a database, restores it and compares: rows, NULLs, empty
// strings, keys and the definitions of all that is in it. No word may be left. It
// returns the lines that the policy needed beside the built-in one.
func restoreSample(t *testing.T, pg *pgtest.Server, db string, words []string) []string {
	t.Helper()
	dump := pg.Dump(t, db)
	schema := tempFile(t, "schema.sql", dump)
	policy, report := settle(t, schema, string(policy.BuiltinText()))
	kept, masked := report.fates()
	lines := pasted(policy)
	for _, line := range lines {
		t.Log("pasted: " + line)
	}
	t.Logf("%d columns masked, %d kept", masked, kept)
	args := []string{"--salt-file", tempFile(t, "salt", []byte(zooSalt)), schema}
	if len(lines) > 0 {
		args = append(args, "-p", tempFile(t, "policy.toml", []byte(policy)))
	}
	out, stderr, code := filter(nil, args...)
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	for _, leak := range findLeaks(out, words) {
		t.Errorf("output has %s", leak)
	}
	pg.CreateDB(t, db+" out")
	requireRestored(t, pg.Restore(db+" out", out))
	compareShape(t, pg.Snapshot(t, db), pg.Snapshot(t, db+" out"))
	for name, query := range definitions {
		if before, after := pg.QueryText(t, db, query), pg.QueryText(t, db+" out", query); before != after {
			t.Errorf("%s are not what they were", name)
		}
	}
	return lines
}

// pasted returns the lines that a policy has beyond the built-in one.
func pasted(text string) []string {
	builtin := strings.Split(string(policy.BuiltinText()), "\n")
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return slices.Contains(builtin, line) })
}

// compareShape wants the same tables, rows and columns, and NULLs and empty
// strings in the same places.
func compareShape(t *testing.T, before, after pgtest.Snapshot) {
	t.Helper()
	for name, b := range before {
		a := after[name]
		if a == nil || len(a.Rows) != len(b.Rows) || !slices.Equal(a.Columns, b.Columns) {
			t.Errorf("table %s is not there with all its rows and columns", name)
			continue
		}
		for _, col := range b.Columns {
			x, y := b.Col(col.Name), a.Col(col.Name)
			nulls, empties, same := 0, 0, 0
			for i := range x {
				if x[i].Null != y[i].Null {
					nulls++
				} else if (x[i].Text == "") != (y[i].Text == "") {
					empties++
				}
				if x[i] == y[i] {
					same++
				}
			}
			if nulls > 0 && !slices.Contains([]string{"tsquery", "xml", "pg_lsn"}, col.Type) || empties > 0 {
				t.Errorf("column %s.%s: %d NULLs and %d empty strings have moved", name, col.Name, nulls, empties)
			}
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d tables, want %d", len(after), len(before))
	}
}

// definitions are queries whose one value tells what a database consists of.
var definitions = map[string]string{
	"constraints": `SELECT string_agg(conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid), E'\n' ORDER BY 1, conrelid::regclass::text, conname)
		FROM pg_constraint WHERE connamespace::regnamespace::text !~ '^pg_|^information'`,
	"indexes": `SELECT coalesce(string_agg(indexdef, E'\n' ORDER BY indexdef), '') FROM pg_indexes WHERE schemaname !~ '^pg_'`,
	"views":   `SELECT coalesce(string_agg(viewname || definition, E'\n' ORDER BY viewname), '') FROM pg_views WHERE schemaname !~ '^pg_|^information'`,
	"triggers": `SELECT coalesce(string_agg(pg_get_triggerdef(oid), E'\n' ORDER BY pg_get_triggerdef(oid)), '')
		FROM pg_trigger WHERE NOT tgisinternal`,
	"functions": `SELECT count(*) FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^pg_|^information'`,
	"sequences": `SELECT coalesce(string_agg(schemaname || '.' || sequencename || ' ' || coalesce(last_value, 0), E'\n' ORDER BY schemaname, sequencename), '') FROM pg_sequences`,
}
