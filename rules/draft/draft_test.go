package draft

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/ddl"
	"sanitize/dumpfmt/dumptest"
	"sanitize/rules/policy"
)

// database reads DDL.
func database(t *testing.T, sql string) Database {
	t.Helper()
	s := dumpfmt.NewScanner(strings.NewReader(sql), dumpfmt.Partial())
	schema := dumpfmt.NewSchema()
	var b dumpfmt.Batch
	for s.Scan(&b) {
		for i := range b.Segs {
			if seg := &b.Segs[i]; seg.Kind == dumpfmt.SQL {
				if _, err := ddl.Apply(schema, seg.Bytes, seg.Session); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return Database{Schema: schema}
}

// made drafts a policy for DDL, and returns its lines that are neither comments
// nor empty, without the comments behind them.
func made(t *testing.T, sql ...string) string {
	t.Helper()
	var dbs []Database
	for _, s := range sql {
		dbs = append(dbs, database(t, s))
	}
	d, err := Make(dbs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range d.Warnings {
		if strings.Contains(w.Msg, "public.cities.must is kept as it is") {
			continue
		}
		t.Errorf("warning: %v", w)
	}
	return rules(d.Text)
}

func rules(text []byte) string {
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

const people = `
CREATE TYPE public.mood AS ENUM ('calm', 'cross');
CREATE TABLE public.users (
    id bigint NOT NULL PRIMARY KEY,
    email text,
    status text,
    mood public.mood,
    created_at timestamp with time zone,
    full_name text GENERATED ALWAYS AS (email) STORED,
    odd text
);
CREATE TABLE public.orders (
    id bigint NOT NULL PRIMARY KEY,
    user_id bigint REFERENCES public.users(id),
    email text,
    created_at timestamp with time zone
);
`

func TestEveryColumnHasOneRule(t *testing.T) {
	want := `version = 1
unlisted = "fail"
unlisted_json = "name"
[columns]
email = "email"
"{id, user_id}" = "keep"
mood = "keep"
status = "keep"
created_at = "date_shift"
odd = "scramble"
`
	if diff := cmp.Diff(want, made(t, people)); diff != "" {
		t.Error(diff)
	}
}

func TestEveryRuleHasItsReason(t *testing.T) {
	d, err := Make([]Database{database(t, people)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(d.Text)) {
		if rule, why, ok := strings.Cut(line, " # "); strings.Contains(rule, " = ") && (!ok || strings.TrimSpace(why) == "") && rule != "version = 1\n" {
			t.Errorf("no reason: %s", line)
		}
	}
}

func TestTheSameBytesEveryTime(t *testing.T) {
	first, err := Make([]Database{database(t, people)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := Make([]Database{database(t, people)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(first.Text), string(again.Text)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// A name that is masked in most tables is masked in [columns]; one that is kept
// in most tables is not kept there if it is personal in one.
func TestTablesThatDiffer(t *testing.T) {
	got := made(t, `
CREATE TABLE public.schema_migrations (version character varying NOT NULL PRIMARY KEY);
CREATE TABLE public.a (version text, code text);
CREATE TABLE public.b (version bytea, code text);
`)
	for _, want := range []string{"\n[tables]\n", "\n\"public.schema_migrations\".columns.version = \"keep\"\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
}

// Tables that differ alike are one line; one that differs in much has a section.
func TestTablesThatDifferAlike(t *testing.T) {
	got := made(t, `
CREATE TABLE public.users (name text, a text, b bigint, c uuid, d date, e inet, f time);
CREATE TABLE public.clients (name text, a text, b bigint, c uuid, d date, e inet, f time);
CREATE TABLE public.roles (name text);
CREATE TABLE public.statuses (name text);
CREATE TABLE public."Types" (name text, a bigint, b uuid, c date, d bytea, e text, f inet);
CREATE TABLE public.scopes (name text);
`)
	for _, want := range []string{
		"\n[tables]\n\"{public.roles, public.scopes, public.statuses}\".columns.name = \"keep\"\n",
		"\n[tables.'public.\"Types\"'.columns]\nf = \"ip\"\nname = \"keep\"\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
}

// What is new in a table of which a policy speaks in one line, as a draft does,
// goes where TOML lets it.
func TestUpdateOfTablesInOneLine(t *testing.T) {
	const old = "version = 1\nunlisted = \"fail\"\n[tables]\n\"{public.roles, public.types}\".columns.name = \"keep\"\n\"public.t\".columns.label = \"keep\"\n"
	d := updated(t, old, "CREATE TABLE public.roles (name text, label text); CREATE TABLE public.types (name text); CREATE TABLE public.t (label text); CREATE TABLE public.u (label text);")
	want := old + "\n[[more.\"public.roles\"]]\nlabel = \"keep\" # name says label\n" +
		"\n[tables.\"public.u\".columns]\nlabel = \"scramble\" # by type, text\n"
	if diff := cmp.Diff(want, string(d.Text)); diff != "" {
		t.Error(diff)
	}
}

func TestGlobsStandForNamesThatAreMaskedAlike(t *testing.T) {
	got := made(t, `
CREATE TABLE public.t (
    sent_at timestamp, seen_at timestamp, paid_at timestamp, left_at timestamp, born_at date, looked_at text,
    a_id integer, b_id integer, c_id integer, d_id integer, e_id integer
);`)
	for _, want := range []string{"\n\"*_at\" = \"date_shift\"\n", "\nlooked_at = \"scramble\"\n", "\n\"{a_id, b_id, c_id, d_id, e_id}\" = \"keep\"\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "sent_at") || strings.Contains(got, `"*_id"`) {
		t.Errorf("names that a glob stands for, or a glob that keeps:\n%s", got)
	}
}

// Keys, CHECKs and partitions are settled in the draft: bound to the schema it
// has neither an error nor a warning, which Make itself looks at.
func TestConstraintsAreSettled(t *testing.T) {
	dumptest.NeedsGrammar(t)
	got := made(t, `
CREATE TABLE public.countries (name text NOT NULL PRIMARY KEY);
CREATE TABLE public.cities (
    country text REFERENCES public.countries(name),
    label text UNIQUE, grade integer,
    "from" date, "until" date,
    CHECK ("from" < "until"),
    shape polygon NOT NULL, thing tsquery, must pg_lsn NOT NULL, page xml NOT NULL
);
CREATE UNIQUE INDEX of_grade ON public.cities (country) WHERE grade > 3;
CREATE TABLE public.log (at date NOT NULL, email text) PARTITION BY RANGE (at);
CREATE TABLE public.log_1 PARTITION OF public.log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
`)
	if !strings.Contains(got, "must = \"keep\"\n") || !strings.Contains(got, "thing = \"null\"\n") || !strings.Contains(got, "page = { set = \"\" }\n") {
		t.Errorf("no last resort:\n%s", got)
	}
	if !strings.Contains(got, "grade = \"keep\"\n") {
		t.Errorf("what an index chooses its rows by is masked:\n%s", got)
	}
	if strings.Contains(got, "log_1") {
		t.Errorf("a partition has lines of its own:\n%s", got)
	}
}

// What is kept as the last resort is that where NULL would not do either: a CHECK
// tells NULL from values.
func TestNullThatACheckTells(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for _, check := range []string{"num_nonnulls(email, phone) > 0", "email IS DISTINCT FROM phone", "email IS NOT NULL OR phone IS NULL"} {
		d, err := Make([]Database{database(t, "CREATE TABLE public.t (email text, phone text, CHECK (email <> phone AND length(md5(email)) < 40), CHECK ("+check+"));")}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := rules(d.Text); strings.Contains(got, "email = \"null\"") || strings.Contains(got, "email, phone}\" = \"null\"") {
			t.Errorf("CHECK (%s): NULL breaks it:\n%s", check, got)
		}
	}
	d, err := Make([]Database{database(t, "CREATE TABLE public.t (email text, CHECK (public.fits(email)));")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(d.Text); !strings.Contains(got, "email = \"null\"") {
		t.Errorf("a CHECK that does not tell NULL:\n%s", got)
	}
}

// Names are those of the schema, whatever they hold; they end up in keys, and in
// comments of one line.
func TestNamesOfAnyKind(t *testing.T) {
	made(t, `CREATE TABLE public."we ""ird`+"\n"+`]# t" ("a*b" text, "x`+"\n"+`y" text, "ü" integer, "E-Mail" text, "#" text);`)
}

// Databases of one cluster share a policy.
func TestTablesOfOneNameInTwoDatabases(t *testing.T) {
	made(t,
		`CREATE TABLE public.t (id integer PRIMARY KEY, kind boolean, v integer);`,
		`CREATE TABLE public.t (id text PRIMARY KEY, kind text, v jsonb);`)
}

func TestRowsWithoutATable(t *testing.T) {
	db := database(t, "CREATE TABLE public.t (id integer);")
	db.Strange = []*dumpfmt.Header{{Table: dumpfmt.Name{Schema: "ext", Name: "config"}, Columns: []string{"a"}}}
	d, err := Make([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(d.Text); !strings.HasSuffix(got, "[tables.\"ext.config\"]\noptional = true\ndata = \"drop\"\n") {
		t.Errorf("got:\n%s", got)
	}
	db.Strange = []*dumpfmt.Header{{Table: dumpfmt.Name{Schema: "public", Name: "spatial_ref_sys"}, Columns: []string{"srid", "auth_name", "srtext"}}}
	if d, err = Make([]Database{db}, Options{}); err != nil {
		t.Fatal(err)
	}
	if got := rules(d.Text); !strings.HasSuffix(got, "\noptional = true\ncolumns.\"*\" = \"keep\"\n") {
		t.Errorf("a table that is known: got:\n%s", got) // whatever [columns] say of its columns' names
	}
}

// The rows of a table stand with its name alone where the schema has it with its
// schema in front: to a policy it is one.
func TestRowsOfATableByItsNameAlone(t *testing.T) {
	db := database(t, "CREATE TABLE public.t (id integer);")
	db.Strange = []*dumpfmt.Header{{Table: dumpfmt.Name{Name: "t"}, Columns: []string{"id"}}, {Table: dumpfmt.Name{Name: "u"}}, {Table: dumpfmt.Name{Schema: "public", Name: "u"}}}
	d, err := Make([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(d.Text); strings.Count(got, "[tables.") != 1 {
		t.Errorf("got:\n%s", got)
	}
}

// What the DDL says of a column holds where nothing else is known of it, and its
// rows are no persons and no answers.
func TestWhatTheDDLSays(t *testing.T) {
	dumptest.NeedsGrammar(t)
	listed := "CHECK (x::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))"
	for _, tt := range []struct {
		table, column, ddl string
		kept               bool
	}{
		{"machines", "x", "character varying(9) " + listed, true},
		{"machines", "x", "character varying(9) DEFAULT 'first_class'::character varying", true},
		{"machines", "x", "integer DEFAULT 30", true},
		{"machines", "x", "integer DEFAULT '-1'::integer NOT NULL", true},
		{"machines", "x", "character varying(9)", false},
		{"machines", "x", "character varying(9) DEFAULT ''::character varying", false},
		{"machines", "x", "text DEFAULT 'New one'::text", false}, // that people overwrite
		{"machines", "x", "text DEFAULT 'unknown'::text", false},
		{"machines", "x", "text DEFAULT lower('A'::text)", false},
		{"machines", "x", "integer DEFAULT nextval('s'::regclass)", false},
		{"machines", "open_balance", "integer DEFAULT 0", false},
		{"machines", "note", "text DEFAULT 'none_yet'::text", false},
		{"survey_answers", "x", "character varying(9) " + listed, false},
		{"patients", "x", "character varying(9) " + listed, false},
		{"users", "x", "text DEFAULT 'first_class'::text", false},
	} {
		db := database(t, "CREATE TABLE public."+tt.table+" ("+tt.column+" "+tt.ddl+");")
		d, err := Make([]Database{db}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := rules(d.Text); strings.Contains(got, `"keep"`) != tt.kept {
			t.Errorf("%s.%s %s: kept %v, want %v:\n%s", tt.table, tt.column, tt.ddl, !tt.kept, tt.kept, got)
		}
	}
}

// updated updates a policy for DDL.
func updated(t *testing.T, text, sql string) *Draft {
	t.Helper()
	p, err := policy.Parse([]byte(text), "policy.toml", unset)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Update([]Database{database(t, sql)}, []byte(text), p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const ours = `# ours
version = 1
unlisted = "fail"

[columns] # all of them
id = "keep"   # ours
email = { mask = "email", domain = "x.invalid" }
"*_id" = "keep"

[tables."public.users".columns]
status = "keep"
`

func TestUpdateAddsLinesAndNothingElse(t *testing.T) {
	sql := `
CREATE TABLE public.users (id integer, email text, status text, phone text);
CREATE TABLE public.orders (id integer, user_id integer, status text, amount numeric);
`
	d := updated(t, ours, sql)
	want := strings.Replace(ours, "# all of them\n", "# all of them\n"+
		"phone = \"phone\" # name says phone; public.users\n"+
		"amount = \"scramble\" # by type, numeric; public.orders\n", 1) +
		"\n[tables.\"public.orders\".columns]\nstatus = \"keep\" # name says status\n"
	if diff := cmp.Diff(want, string(d.Text)); diff != "" {
		t.Error(diff)
	}
	if again := updated(t, string(d.Text), sql); string(again.Text) != string(d.Text) || again.Added != 0 {
		t.Errorf("updated once more it is another:\n%s", again.Text)
	}
}

// TestUpdateOfEveryForm of a policy that TOML lets a person write: each line of it
// stays, to the byte, what is new is decided on, and a second time nothing is.
func TestUpdateOfEveryForm(t *testing.T) {
	const begin = "version = 1\nunlisted = \"fail\"\n"
	const rules = "id = \"keep\"\nemail = \"email\"\n"
	for name, text := range map[string]string{
		"no rules":         begin,
		"quoted header":    begin + "[\"columns\"] # mine\n" + rules,
		"blanks":           begin + "\t[ 'columns' ]\t\n\t" + rules,
		"CRLF":             strings.ReplaceAll(begin+"[columns]\n"+rules, "\n", "\r\n"),
		"no end of line":   begin + "[columns]\nid = \"keep\"\nemail = \"email\" # last",
		"a table in line":  begin + "columns = { id = \"keep\", email = \"email\" }\n",
		"keys with dots":   begin + "columns.id = \"keep\"\ncolumns.email = \"email\"\n",
		"arrays of lines":  begin + "[columns]\nid = { mask = \"keep\", types = [\n \"integer\", # one\n] }\nemail = \"email\"\n",
		"columns of it":    begin + "[\"tables\" . 'public.t' . \"columns\"]\n" + rules,
		"its table inline": begin + "[tables.\"public.t\"]\ncolumns = { id = \"keep\", email = \"email\" }\n",
	} {
		sql := "CREATE TABLE public.t (id integer, email text, phone text); CREATE TABLE public.u (id integer, amount numeric);"
		d := updated(t, text, sql)
		rest := string(d.Text)
		for line := range strings.Lines(text) {
			_, after, ok := strings.Cut(rest, line)
			if !ok {
				t.Fatalf("%s: the line %q is not as it was:\n%s", name, line, d.Text)
			}
			rest = after
		}
		if !strings.Contains(string(d.Text), "phone = \"phone\" # name says phone") || !strings.Contains(string(d.Text), "amount = \"scramble\"") {
			t.Errorf("%s: got:\n%s", name, d.Text)
		}
		if again := updated(t, string(d.Text), sql); string(again.Text) != string(d.Text) || again.Added != 0 {
			t.Errorf("%s: updated once more it is another:\n%s", name, again.Text)
		}
	}
}

// What is added is nothing that the policy is refused for.
func TestUpdateIsBound(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for _, sql := range []string{
		"CREATE TABLE public.t (note text) PARTITION BY LIST (lower(note)); CREATE TABLE public.t_1 PARTITION OF public.t FOR VALUES IN ('a');",
		"CREATE TABLE public.t (note text); CREATE UNIQUE INDEX i ON public.t (\"left\"(note, 100));",
		"CREATE TABLE public.p (a tsquery, b integer, UNIQUE (a, b)); CREATE TABLE public.t (note tsquery, b integer, FOREIGN KEY (note, b) REFERENCES public.p (a, b) MATCH FULL);",
		"CREATE TABLE public.t (nr integer PRIMARY KEY, key integer, CHECK (nr < key)); CREATE TABLE public.kid () INHERITS (public.t);",
	} {
		const old = "version = 1\nunlisted = \"mask\"\n"
		d := updated(t, old, sql)
		p, err := policy.Parse(d.Text, "policy.toml", unset)
		if err != nil {
			t.Fatal(err)
		}
		m, err := newMaker([]Database{database(t, sql)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, errs, _ := m.bind(p); len(errs) > 0 || d.Added == 0 {
			t.Errorf("%s: %v, from:\n%s", sql, errs, d.Text)
		}
	}
}

func TestUpdateNamesWhatIsGone(t *testing.T) {
	d := updated(t, ours, "CREATE TABLE public.users (id integer, email text, a_id integer);")
	if string(d.Text) != ours {
		t.Error("the text has changed")
	}
	if len(d.Gone) != 1 || d.Gone[0].Line != 11 {
		t.Errorf("got %v", d.Gone)
	}
}

// What a table's own strictness stops is decided on by names, too.
func TestUpdateOfAStrictTable(t *testing.T) {
	d := updated(t, "version = 1\nunlisted = \"keep\"\n[tables.\"public.t\"]\nunlisted = \"fail\"\n",
		"CREATE TABLE public.t (email text); CREATE TABLE public.u (email text, x text);")
	if !strings.Contains(string(d.Text), "\n[[more.\"public.t\"]]\nemail = \"email\"") || d.Added != 1 {
		t.Errorf("got:\n%s", d.Text)
	}
}

// Lines for a table whose rules a person put under [[more]] go there, below the
// header of the last of them.
func TestUpdateAppendsWhereMoreRulesAre(t *testing.T) {
	text := "version = 1\nunlisted = \"keep\"\n[tables.\"public.users\"]\nunlisted = \"fail\"\n" +
		"[[more.\"public.users\"]]\nname = \"name\"\n\n[[more.users]] # of mine\nid = \"keep\"\n"
	d := updated(t, text, "CREATE TABLE public.users (id integer, name text, email text); CREATE TABLE public.t (email text);")
	want := strings.Replace(text, "# of mine\n", "# of mine\nemail = \"email\" # name says email\n", 1)
	if diff := cmp.Diff(want, string(d.Text)); diff != "" {
		t.Error(diff)
	}
}
