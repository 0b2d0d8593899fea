package bind

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/dumpfmt"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

func TestPrecedence(t *testing.T) {
	schema := schemaOf(t, `
		root: id int4, email text, city text, mood text
		mid < root: extra text, phone varchar(20)
		leaf < mid: lives int2
		tenant_1.user: id int4, email text, city text
		other: email text, price numeric(10 2), size numeric
		person / id: id int4!, email text
		person_1 <| person:
	`)
	plan := bindText(t, `version = 1
		[columns]
		"*m*" = "hash"
		"email" = "email"
		"*" = "scramble"
		[types]
		numeric = "permute"
		"numeric(10,2)" = "keep"
		[tables.root.columns]
		mood = "redact"
		"e*" = "username"
		[tables.mid]
		unlisted = "keep"
		[tables.mid.columns]
		mood = "keep"
		phone = "phone"
		[tables.leaf.columns]
		mood = "null"
		[tables."tenant_*.user".columns]
		email = "null"
		city = "redact"
		[tables."tenant_1.user".columns]
		city = "empty"
		[tables."person".columns]
		id = "keep"
		email = "redact"
		[tables.other.columns]
		price = "scramble"`, schema)
	for _, tt := range []struct{ table, column, want string }{
		{"public.root", "email", `username ([tables.root.columns] "e*")`},
		{"public.root", "mood", "redact ([tables.root.columns] mood)"},
		{"public.root", "city", `scramble ([columns] "*")`},
		{"public.mid", "mood", "keep ([tables.mid.columns] mood)"},
		{"public.mid", "email", `username ([tables.root.columns] "e*")`},
		{"public.mid", "extra", `scramble ([columns] "*")`}, // root's e* is for columns that root has
		{"public.leaf", "mood", "null ([tables.leaf.columns] mood)"},
		{"public.leaf", "phone", "phone ([tables.mid.columns] phone)"},
		{"public.leaf", "email", `username ([tables.root.columns] "e*")`},
		{"tenant_1.user", "city", `empty ([tables."tenant_1.user".columns] city)`},
		{"tenant_1.user", "email", `null ([tables."tenant_*.user".columns] email)`},
		{"public.other", "email", "email ([columns] email)"},
		{"public.other", "price", "scramble ([tables.other.columns] price)"},
		{"public.other", "size", `scramble ([columns] "*")`},
		{"public.person_1", "id", "keep ([tables.person.columns] id)"},
		{"public.person_1", "email", "redact ([tables.person.columns] email)"},
	} {
		if got := fateOf(t, plan, tt.table, tt.column); got != tt.want {
			t.Errorf("%s.%s: %s, want %s", tt.table, tt.column, got, tt.want)
		}
	}
}

func TestTypeRules(t *testing.T) {
	schema := schemaOf(t, `t: a int4, b varchar(20), c varchar(30), d timestamptz, e app.word, f app.name, g int4[], h citext, i app.mood, j bpchar(3)`)
	addType(schema, "app.word", dumpfmt.Domain, "text")
	addType(schema, "app.name", dumpfmt.Domain, "varchar")
	schema.Types[testName("app.mood")] = &dumpfmt.Type{Name: testName("app.mood"), Kind: dumpfmt.Enum, Labels: []string{"sad", "ok"}}
	plan := bindText(t, `version = 1
		[types]
		INT = "permute"
		"character varying" = "redact"
		"varchar( 20 )" = "hash"
		"timestamp with time zone" = "keep"
		"text" = "empty"
		"app.name" = "name"
		"int[]" = "null"
		"cit*" = "username"
		mood = "keep"
		char = "keep"`, schema)
	want := map[string]string{
		"a": "permute ([types] INT)", "b": `hash ([types] "varchar( 20 )")`, "c": `redact ([types] "character varying")`,
		"d": `keep ([types] "timestamp with time zone")`, "e": "empty ([types] text)", "f": `name ([types] "app.name")`,
		"g": `null ([types] "int[]")`, "h": `username ([types] "cit*")`, "i": "keep ([types] mood)", "j": "keep ([types] char)",
	}
	for column, want := range want {
		if got := fateOf(t, plan, "public.t", column); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
}

func addType(s *dumpfmt.Schema, name string, kind dumpfmt.TypeKind, base string) *dumpfmt.Type {
	t := &dumpfmt.Type{Name: testName(name), Kind: kind, Base: facts.CatalogType(base)}
	s.Types[t.Name] = t
	return t
}

func TestUnlisted(t *testing.T) {
	schema := schemaOf(t, "t: id int8!, a text, b xml, c date, d bool, e uuid, f inet, g text[], h numeric(5 2), i jsonb, j text=")
	want := map[string]map[string]string{
		"mask": {"id": "scramble (by type)", "a": "scramble (by type)", "b": "null (NULL, as no mask knows the type)", "c": "date_shift (by type)",
			"d": "scramble (by type)", "e": "uuid (by type)", "f": "ip (by type)", "g": "scramble (by type)", "h": "scramble (by type)",
			"i": "scramble (by type)", "j": "keep (generated)"},
		"keep": {"a": `keep (unlisted = "keep")`, "b": `keep (unlisted = "keep")`, "j": "keep (generated)"},
	}
	for mode, columns := range want {
		plan := bindText(t, "version = 1\nunlisted = \""+mode+"\"\n", schema)
		for column, want := range columns {
			if got := fateOf(t, plan, "public.t", column); got != want {
				t.Errorf("%s: column %s: %s, want %s", mode, column, got, want)
			}
		}
	}
}

// The lines that a strict policy asks for make it whole.
func TestPaste(t *testing.T) {
	schema := schemaOf(t, testSchema+`
		app.Odd"T: a*b text, 'q' text, "d" int4, key.dot text, x xml!
		events / at: id int8!, at timestamptz!, body text
		events_1 <| events: more text
		logs / (expr): id int8!, at timestamptz!
	`)
	text := "version = 1\nunlisted = \"fail\"\n"
	_, err := Bind(parseText(t, text), schema, Options{Key: testKey(t)})
	var errs policy.Errors
	if !errors.As(err, &errs) {
		t.Fatalf("error %v, want Errors", err)
	}
	for _, e := range errs {
		_, lines, _ := strings.Cut(e.Hint, "\n")
		text += lines
	}
	// The reasons come in blocks of their own, so a table may come twice.
	text = joinTables(text)
	plan := bindText(t, text, schema)
	if got := fateOf(t, plan, "public.events_1", "at"); !strings.HasPrefix(got, "keep ") {
		t.Errorf("the partition key: %s, want keep", got)
	}
	if got := fateOf(t, plan, "public.users", "email"); !strings.HasPrefix(got, "email ") {
		t.Errorf("the e-mail: %s, want email", got)
	}
}

// joinTables puts the lines of tables that come several times under one header.
func joinTables(text string) string {
	var order []string
	bodies, header := map[string]string{}, ""
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "[") {
			header = line
		}
		if _, ok := bodies[header]; !ok {
			order = append(order, header)
		}
		if line != header {
			bodies[header] += line
		} else if bodies[header] == "" {
			bodies[header] = "\n"
		}
	}
	var b strings.Builder
	for _, h := range order {
		b.WriteString(h + bodies[h])
	}
	return b.String()
}

func TestUnmatched(t *testing.T) {
	schema := schemaOf(t, "users: id int8!, email text\nother: x int4")
	p := parseText(t, `version = 1
		[columns]
		id = "keep"
		gone = "keep"
		[tables.users.columns]
		email = "email"
		gone_too = "keep"
		[tables.away.columns]
		x = "keep"
		[tables.maybe]
		optional = true
		columns = { x = "keep" }`)
	messages := func(errs []*policy.Error) []string {
		var list []string
		for _, e := range errs {
			list = append(list, e.Error())
		}
		return list
	}
	want := []string{
		`policy.toml:4:3: no table of the dump has a column "gone"`,
		`policy.toml:7:3: table users has no column "gone_too"`,
		`policy.toml:8:11: the dump has no table away`,
	}
	_, err := Bind(p, schema, Options{Key: testKey(t)})
	var errs policy.Errors
	if !errors.As(err, &errs) {
		t.Fatalf("error %v, want Errors", err)
	}
	if d := cmp.Diff(want, messages(errs)); d != "" {
		t.Errorf("errors of Bind (-want +got):\n%s", d)
	}
	if _, err := Bind(p, schema, Options{Key: testKey(t), Partial: true}); err != nil {
		t.Errorf("partial: %v", err)
	}
	marks := p.NewMarks(nil)
	first, err := Bind(p, schema, Options{Key: testKey(t), DeferUnmatched: true, Marks: marks})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, messages(first.Unmatched())); d != "" {
		t.Errorf("unmatched (-want +got):\n%s", d)
	}
	second, err := Bind(p, schemaOf(t, "away: x int4, gone text"), Options{Key: testKey(t), DeferUnmatched: true, Marks: marks})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want[1:2], messages(second.Unmatched())); d != "" {
		t.Errorf("unmatched after two databases (-want +got):\n%s", d)
	}
}

func TestBuiltin(t *testing.T) {
	schema := schemaOf(t, testSchema+`
		schema_migrations: version varchar(14)!
		all_of_it: id uuid!, user_id int4, userId int4, session_id text, Email text, mobile int8, ip text, client_ip inet, is_admin bool, password bytea, password_hash text, dob date, birth_year int4, url text, tags text[], name jsonb`)
	plan, err := Bind(policy.Builtin(), schema, Options{Key: testKey(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"id": "keep", "user_id": "keep", "userId": "keep", "session_id": "hash", "Email": "email", "mobile": "scramble",
		"ip": "ip", "client_ip": "ip", "is_admin": "keep", "password": "scramble", "password_hash": "hash", "dob": "date_shift",
		"birth_year": "scramble", "url": "url", "tags": "scramble", "name": "scramble",
	}
	for column, want := range want {
		if got, _, _ := strings.Cut(fateOf(t, plan, "public.all_of_it", column), " "); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
	if got := fateOf(t, plan, "public.schema_migrations", "version"); !strings.HasPrefix(got, "keep ") {
		t.Errorf("version of a migration: %s, want keep", got)
	}
	if string(policy.BuiltinText()) == "" || policy.Builtin().Digest() == parseText(t, "version = 1\n").Digest() {
		t.Error("the digest does not tell policies apart")
	}
}

// A soft rule that is passed over does not leave its column to unlisted =
// "keep".
func TestSoftKeep(t *testing.T) {
	plan := bindText(t, `version = 1
		soft = true
		[columns]
		"*email*" = "phone"
		born = "phone"
		[tables.t]
		unlisted = "keep"`, schemaOf(t, "t: id int8!, email int4[], born date, note text"))
	for column, want := range map[string]string{
		"id": `keep (unlisted = "keep")`, "note": `keep (unlisted = "keep")`, "email": "scramble (by type)", "born": "date_shift (by type)",
	} {
		if got := fateOf(t, plan, "public.t", column); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
}

func TestSalt(t *testing.T) {
	env, file := parseText(t, "version = 1\n[salt]\nenv = \"SALT\"\n").Salt()
	if env != "SALT" || file != "" {
		t.Errorf("salt from %q, %q", env, file)
	}
	env, file = parseText(t, "version = 1\n[salt]\nfile = \"/run/${MAIL_DOMAIN}\"\n").Salt()
	if env != "" || file != "/run/staging.invalid" {
		t.Errorf("salt from %q, %q", env, file)
	}
}

func TestEnvironment(t *testing.T) {
	p := parseText(t, `version = 1
		[columns]
		a = { set = "x${MAIL_DOMAIN}y$${MAIL_DOMAIN}${EMPTY}$5" }`)
	if got := p.Columns.Exact["a"].Params["value"]; got != "xstaging.invalidy${MAIL_DOMAIN}$5" {
		t.Errorf("value %q", got)
	}
	_, err := policy.Parse([]byte("version = 1\nunlisted = \"${MAIL_DOMAIN}\"\n[columns]\na = \"${MAIL_DOMAIN}\"\n"), "p", testEnv)
	if err == nil || strings.Contains(err.Error(), "staging") {
		t.Errorf("error %v, want one without what the environment holds", err)
	}
}

func TestNoKey(t *testing.T) {
	if _, err := Bind(policy.Builtin(), dumpfmt.NewSchema(), Options{}); err == nil {
		t.Error("Bind without a key succeeds")
	}
}

// bigPolicy returns a policy of n rules and a schema of tables with ten
// columns.
func bigPolicy(rules, tables int) (string, *dumpfmt.Schema) {
	var b strings.Builder
	b.WriteString("version = 1\n[columns]\n\"c?\" = \"keep\"\n\"*_0\" = \"scramble\"\n")
	for i := range rules / 10 {
		fmt.Fprintf(&b, "\"p%d_*\" = \"keep\"\n\"*_s%d\" = \"keep\"\n\"*in%d*\" = \"keep\"\n", i, i, i)
	}
	for i := range rules * 7 / 10 {
		fmt.Fprintf(&b, "[tables.\"public.t%d\".columns]\ncol_%d_1 = \"email\"\n", i, i)
	}
	s := dumpfmt.NewSchema()
	for i := range tables {
		t := &dumpfmt.Table{Name: dumpfmt.Name{Schema: "public", Name: fmt.Sprintf("t%d", i)}}
		for j := range 10 {
			t.Columns = append(t.Columns, dumpfmt.Column{Name: fmt.Sprintf("col_%d_%d", i, j), Type: facts.CatalogType("text")})
		}
		s.Tables[t.Name] = t
	}
	return b.String(), s
}

func BenchmarkParse(b *testing.B) {
	text, _ := bigPolicy(5000, 0)
	for b.Loop() {
		parseText(b, text)
	}
}

func BenchmarkBind(b *testing.B) {
	text, schema := bigPolicy(5000, 10000)
	policy, key := parseText(b, text), testKey(b)
	for b.Loop() {
		if _, err := Bind(policy, schema, Options{Key: key, Partial: true}); err != nil {
			b.Fatal(err)
		}
	}
}
