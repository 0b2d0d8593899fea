package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
	"sanitize/fixtures/shapes"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// The trials' database, and how much of it one is about.
const (
	trialSeed   = 4
	trialTables = 300
	trialPart   = 12 // tables, beside those that they refer to
)

// TestRestoreTrials holds check to its word: whatever it accepts restores, in
// one transaction. A database of 300 tables, of all types and constraints, is
// masked by the built-in policy; then parts of it by random policies, one each.
func TestRestoreTrials(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	db := shapes.New(trialSeed, trialTables)
	pg.CreateDB(t, "shapes")
	pg.PSQL(t, "shapes", db.SQL())
	t.Run("built-in", func(t *testing.T) {
		dump := pg.Dump(t, "shapes")
		schema := tempFile(t, "schema.sql", dump)
		text, report := settle(t, schema, string(policy.BuiltinText()))
		kept, masked := report.fates()
		t.Logf("%d columns masked, %d kept, %d lines pasted", masked, kept,
			strings.Count(text, "\n")-strings.Count(string(policy.BuiltinText()), "\n"))
		if masked < 1000 {
			t.Errorf("only %d columns are masked", masked)
		}
		restoreMasked(t, pg, "shapes built-in", dump, maskUnder(t, dump, schema, text), text)
	})
	archive := pg.Archive(t, "shapes")
	const trials = 200
	t.Run("random", func(t *testing.T) {
		for i := range trials {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				randomTrial(t, pg, db, archive, uint64(i))
			})
		}
	})
}

// randomTrial masks a part of the database by a random policy. The seed says
// which part and which policy: a failure is repeated by its number.
func randomTrial(t *testing.T, pg *pgtest.Server, db *shapes.Database, archive *pgtest.Archive, seed uint64) {
	rnd := rand.New(rand.NewPCG(7, seed))
	part := db.Closed(rnd, trialPart)
	dump := archive.Script(t, func(entry string) bool { return db.Belongs(entry, part) })
	schema := tempFile(t, "schema.sql", dump)
	policy, report := settle(t, schema, randomPolicy(rnd, columnsOf(t, schema)))
	out := maskUnder(t, dump, schema, policy)
	if out == nil {
		policy, report = settle(t, schema, rowwise.ReplaceAllString(policy, "#"))
		if out = maskUnder(t, dump, schema, policy); out == nil {
			return // a mask of another form than a CHECK wants: the run has ended in its mark
		}
	}
	kept, masked := report.fates()
	t.Logf("seed %d: %d tables, %d columns masked, %d kept", seed, len(part), masked, kept)
	restoreMasked(t, pg, fmt.Sprintf("trial %d", seed), dump, out, policy)
}

// rowwise are rules whose masks stop at values that they cannot do: a text that
// the pattern does not change, a result that is too long, an unlisted leaf.
// Only the rows show such values.
var rowwise = regexp.MustCompile(`(?m)^.*mask = "(regexp|template|json)".*$`)

// maskUnder masks a dump by a policy that check accepts. It returns nil where the
// filter stops at a row, for a reason that only the row could show.
func maskUnder(t *testing.T, dump []byte, schema, policy string) []byte {
	t.Helper()
	out, stderr, code := filter(dump, "-p", tempFile(t, "policy.toml", []byte(policy)), "--salt-file",
		tempFile(t, "salt", []byte(zooSalt)), "--schema", schema)
	if code == exitOK {
		return out
	}
	for _, reason := range [...]string{"no masked value was found", "does not change the value", "too long for the column's type", "that no path names"} {
		if code == exitFailed && strings.Contains(stderr, reason) && (len(out) == 0 || bytes.HasSuffix(out, []byte("\n]\r]\n"))) {
			return nil
		}
	}
	t.Fatalf("exit code %d, stderr:\n%s\npolicy:\n%s", code, stderr, policy)
	return nil
}

// restoreMasked restores what a dump was masked to, in one transaction. It wants
// as many rows as there were.
func restoreMasked(t *testing.T, pg *pgtest.Server, db string, dump, out []byte, policy string) {
	t.Helper()
	if bytes.Equal(out, dump) {
		t.Error("nothing was masked")
	}
	if was, is := bytes.Count(dump, []byte("\n")), bytes.Count(out, []byte("\n")); was != is {
		t.Errorf("%d lines, want %d", is, was)
	}
	pg.CreateDB(t, db)
	if res := pg.Restore(db, out); res.ExitCode != 0 {
		t.Fatalf("psql: exit code %d\n%s\npolicy:\n%s", res.ExitCode, res.Stderr, policy)
	}
	pg.DropDB(t, db)
}

// settle does what a user would: it pastes the lines that check proposes, keeps
// what they try if check warns of it, and removes other rules that check refuses or
// warns of, until there is none. It returns the policy and what check says of it.
func settle(t *testing.T, schema, policy string) (string, checked) {
	t.Helper()
	proposed := map[string]bool{}
	for range 60 {
		file := tempFile(t, "policy.toml", []byte(policy))
		report, stderr, code := checkStrictly(t, file, schema)
		if code == exitOK {
			return policy, report
		}
		if code != exitFound {
			t.Fatalf("exit code %d\n%s\npolicy:\n%s", code, stderr, policy)
		}
		if !slices.ContainsFunc(report.Findings, func(f finding) bool {
			return !strings.Contains(f.Message, "all its values become ") && !strings.Contains(f.Message, "it is kept: a number")
		}) {
			return policy, report // which is as it should be
		}
		lines := strings.Split(policy, "\n")
		pasted := ""
		before := policy
		for _, f := range report.Findings {
			if _, toml, ok := strings.Cut(f.Hint, "after a look at each mask:\n"); ok {
				pasted = toml
				for line := range strings.SplitSeq(toml, "\n") {
					proposed[line] = true
				}
				continue
			}
			if f.Line == 0 {
				continue
			}
			switch column, _, isRule := strings.Cut(lines[f.Line-1], " = "); {
			case isRule && proposed[lines[f.Line-1]]:
				lines[f.Line-1] = column + ` = "keep"`
			case isRule:
				lines[f.Line-1] = "#"
			}
		}
		if policy = paste(lines, pasted); strings.TrimSpace(policy) == strings.TrimSpace(before) {
			t.Fatalf("check has nothing to paste or remove:\n%+v\n%s", report.Findings, policy)
		}
	}
	report, _, _ := checkStrictly(t, tempFile(t, "policy.toml", []byte(policy)), schema)
	t.Fatalf("check is never content: %+v; policy:\n%s", report.Findings, policy)
	return "", report
}

// checkStrictly returns what check says of a policy.
func checkStrictly(t *testing.T, policy, schema string) (checked, string, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), []string{"check", "--strict", "--format", "json", "-p", policy, schema},
		strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
	var report checked
	if code == exitOK || code == exitFound {
		if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
			t.Fatalf("exit code %d, %v\n%s", code, err, stderr.String())
		}
	}
	return report, stderr.String(), code
}

// paste puts lines at the end of a policy.
func paste(lines []string, toml string) string { return strings.Join(lines, "\n") + "\n" + toml }

// columnsOf returns the columns of a schema by table, as check lists them.
func columnsOf(t *testing.T, schema string) []checkedTable {
	t.Helper()
	return checkLoosely(t, schema, "version = 1\nunlisted = \"keep\"\n").Tables
}

// fates returns how many columns a policy keeps, and how many it masks.
func (c checked) fates() (kept, masked int) {
	for _, table := range c.Tables {
		for _, c := range table.Columns {
			if c.Mask == "keep" {
				kept++
			} else {
				masked++
			}
		}
	}
	return kept, masked
}

// checkLoosely wants check to find no error.
func checkLoosely(t *testing.T, schema, policy string) checked {
	t.Helper()
	out, stderr, code := filter(nil, "check", "--format", "json", "-p", tempFile(t, "policy.toml", []byte(policy)), schema)
	var report checked
	if err := json.Unmarshal(out, &report); err != nil || code != 0 {
		t.Fatalf("exit code %d, %v\n%s", code, err, stderr)
	}
	return report
}

// randomPolicy gives a third of the columns random masks with random
// parameters.
func randomPolicy(rnd *rand.Rand, tables []checkedTable) string {
	var b strings.Builder
	fmt.Fprintf(&b, "version = 1\nunlisted = %q\n", [...]string{"mask", "mask", "keep"}[rnd.IntN(3)])
	// fpe stops at a value that has none of its alphabet, which only the rows show.
	specs := slices.DeleteFunc(mask.Catalog(), func(s mask.Spec) bool { return s.Name == "fpe" })
	for _, table := range tables {
		fmt.Fprintf(&b, "[tables.%s.columns]\n", asTOML(table.Name))
		for _, c := range table.Columns {
			if rnd.IntN(2) == 0 && c.From != "generated" {
				fmt.Fprintf(&b, "%s = %s\n", asTOML(quoted(c.Name)), randomRule(rnd, randomSpec(rnd, specs, c.Type), table.Columns))
			}
		}
	}
	return b.String()
}

// quoted returns a name in SQL's quotes, in which nothing is a glob.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// asTOML returns s as the lines to paste have it: a literal if it has quotes.
func asTOML(s string) string {
	if strings.Contains(s, `"`) && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	text, _ := json.Marshal(s)
	return string(text)
}

// randomSpec returns a mask, seven times in eight one that is for such a type,
// as far as its name shows.
func randomSpec(rnd *rand.Rand, specs []mask.Spec, typ string) *mask.Spec {
	kind := mask.Unknown
	for _, k := range [...]struct {
		name string
		kind mask.Kind
	}{
		{"[]", mask.Array}, {"range", mask.Range}, {"text", mask.Text}, {"character varying", mask.Text}, {"character", mask.Char},
		{"mail", mask.Text}, {"sku", mask.Text}, {"word", mask.Text}, {"name", mask.Text}, {"int", mask.Int}, {"positive", mask.Int},
		{"year", mask.Int}, {"numeric", mask.Numeric}, {"percent", mask.Numeric}, {"double", mask.Float}, {"real", mask.Float},
		{"money", mask.Money}, {"date", mask.Date}, {"timestamp with time", mask.TimestampTZ}, {"timestamp", mask.Timestamp},
		{"json", mask.JSONB}, {"uuid", mask.UUID}, {"bytea", mask.Bytea}, {"boolean", mask.Bool}, {"mood", mask.Enum}, {"size", mask.Enum},
	} {
		if strings.Contains(typ, k.name) {
			kind = k.kind
			break
		}
	}
	for {
		s := &specs[rnd.IntN(len(specs))]
		if s.Kinds == nil || slices.Contains(s.Kinds, kind) || rnd.IntN(8) == 0 {
			return s
		}
	}
}

// randomRule returns a rule for a mask: each parameter that it need not have is
// there now and then.
func randomRule(rnd *rand.Rand, s *mask.Spec, columns []checkedColumn) string {
	rule := fmt.Sprintf("{ mask = %q", s.Name)
	if s.Name == "json" {
		rule += `, malformed = "mask"` // which values are, only the rows show
	}
	for _, p := range s.Params {
		if p.Name == "malformed" {
			continue
		}
		if value := randomParam(rnd, s, &p, columns); value != "" && (p.Required || rnd.IntN(4) == 0) {
			rule += fmt.Sprintf(", %s = %s", p.Name, value)
		}
	}
	return rule + " }"
}

// randomParam returns a value for a parameter, "" if none is known.
func randomParam(rnd *rand.Rand, s *mask.Spec, p *mask.Param, columns []checkedColumn) string {
	switch example, ok := s.With[p.Name]; {
	case p.Name == "by":
		return asTOML(columns[rnd.IntN(len(columns))].Name)
	case len(p.Choices) > 0:
		return fmt.Sprintf("%q", p.Choices[rnd.IntN(len(p.Choices))])
	case p.Kind == mask.IntParam && p.Max > p.Min:
		return fmt.Sprint(int64(p.Min) + rnd.Int64N(min(int64(p.Max-p.Min), 40)+1))
	case p.Kind == mask.BoolParam:
		return fmt.Sprint(rnd.IntN(2) == 0)
	case ok:
		return tomlExample(example)
	}
	return ""
}

// tomlExample writes the value of a catalogue's example as TOML.
func tomlExample(v any) string {
	if m, ok := v.(map[string]any); ok {
		var list []string
		for _, key := range slices.Sorted(maps.Keys(m)) {
			list = append(list, fmt.Sprintf("%q = %s", key, tomlExample(m[key])))
		}
		return "{ " + strings.Join(list, ", ") + " }"
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}
