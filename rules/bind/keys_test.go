package bind

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
	"sanitize/rules/facts"
	"sanitize/rules/policy"
)

func keyedSchema(tb testing.TB) *dumpfmt.Schema {
	s := schemaOf(tb, `
		people: nr int4!, contact text, email text, phone text
		letters: nr int4!, sender text, mail_to text, person int4, phone text
		rooms: span text, live text, gone date, nick text, flag bool
	`)
	constrain(tb, s, "people",
		dumpfmt.Constraint{Name: "people_pkey", Kind: dumpfmt.PrimaryKey, Columns: []string{"nr"}},
		dumpfmt.Constraint{Name: "people_contact", Kind: dumpfmt.Unique, Columns: []string{"contact"}},
		dumpfmt.Constraint{Name: "people_email", Kind: dumpfmt.Unique, Columns: []string{"email"}})
	fk := func(name, column, ref string) dumpfmt.Constraint {
		return dumpfmt.Constraint{Name: name, Kind: dumpfmt.ForeignKey, Columns: []string{column}, RefTable: testName("people"), RefColumns: []string{ref}}
	}
	constrain(tb, s, "letters", fk("f1", "sender", "contact"), fk("f2", "mail_to", "email"), fk("f3", "person", "nr"))
	return s
}

// TestKeys has keys that are known by their constraints alone.
func TestKeys(t *testing.T) {
	plan := bindText(t, "version = 1\n[tables.people.columns]\nemail = \"email\"\n", keyedSchema(t))
	for column, want := range map[string]string{
		"public.people.nr":       "keep (a surrogate in the FOREIGN KEY f3)",
		"public.people.contact":  "scramble (by type)",
		"public.people.email":    "email ([tables.people.columns] email)",
		"public.people.phone":    "scramble (by type)",
		"public.letters.nr":      "scramble (by type)",
		"public.letters.sender":  "scramble (by type)",
		"public.letters.mail_to": "email (as public.people.email, FOREIGN KEY f2)",
		"public.letters.person":  "keep (a surrogate in the FOREIGN KEY f3)",
	} {
		i := strings.LastIndexByte(column, '.')
		if got := fateOf(t, plan, column[:i], column[i+1:]); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
}

// TestKeysOfTextAreKeptWhereTheyAreReferredTo: who did something is named by the key
// that the column refers to, where that has room for no more than a uuid.
func TestKeysOfTextAreKeptWhereTheyAreReferredTo(t *testing.T) {
	for typ, kept := range map[string]bool{"bpchar(26)": true, "varchar(36)": true, "varchar(40)": false} {
		s := schemaOf(t, "users: id "+typ+"!, email text\n teams: id int4!, deleted_by "+typ+", name text")
		constrain(t, s, "users", dumpfmt.Constraint{Name: "users_pkey", Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}})
		constrain(t, s, "teams", dumpfmt.Constraint{Name: "f", Kind: dumpfmt.ForeignKey, Columns: []string{"deleted_by"},
			RefTable: testName("users"), RefColumns: []string{"id"}})
		plan := bindText(t, "version = 1\nunlisted = \"name\"\n", s)
		for _, at := range [][2]string{{"public.users", "id"}, {"public.teams", "deleted_by"}} {
			if got := fateOf(t, plan, at[0], at[1]); strings.HasPrefix(got, "keep") != kept {
				t.Errorf("%s of %s: %s", at, typ, got)
			}
		}
	}
}

// TestUniqueIndexes has indexes of expressions and of parts of a table.
func TestUniqueIndexes(t *testing.T) {
	for _, tt := range []struct {
		name, policy string
		c            dumpfmt.Constraint
		err, warning string // parts of them, "" for none
	}{
		{"partial, by null", `live = "hash"`, dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true, Uses: []string{"live", "gone"},
			Where: "(gone IS NULL)"}, "", ""},
		{"partial, by null, and that is what it becomes", "live = \"hash\"\ngone = \"null\"", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "gone"}, Where: "(gone IS NULL)"}, "rooms.gone", ""},
		{"partial, by a value", "live = \"hash\"\nflag = \"choice\"", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "flag"}, "", ""},
		{"partial, by a value, not listed", `live = "hash"`, dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "flag"}, "", ""},
		{"partial, which all rows leave", "live = \"redact\"\nflag = { set = \"false\" }", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "flag", WhereUses: []string{"flag"}}, "", ""},
		{"partial, which all rows leave by NULL", "live = \"redact\"\nflag = \"null\"", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "(flag = true)", WhereUses: []string{"flag"}}, "", ""},
		{"partial, which all rows enter", "live = \"hash\"\nflag = { set = \"true\" }", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "flag", WhereUses: []string{"flag"}}, "rooms.flag", ""},
		{"partial, and NULLs stay", "live = \"redact\"\nflag = { set = \"false\", keep_null = true }", dumpfmt.Constraint{Columns: []string{"live"}, Predicate: true,
			Uses: []string{"live", "flag"}, Where: "(flag IS NOT FALSE)", WhereUses: []string{"flag"}}, "rooms.live", ""},
		{"expression of a digest", `nick = "hash"`, dumpfmt.Constraint{HasExpr: true, Uses: []string{"nick"}}, "", ""},
		{"expression, lossy", `nick = "scramble"`, dumpfmt.Constraint{HasExpr: true, Uses: []string{"nick"}}, "rooms.nick", ""},
		{"expression of a text", `nick = "scramble"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"left(nick, 3)"}, Uses: []string{"nick"}}, "rooms.nick", ""},
		{"expression of a form, by a digest for short", `nick = "email"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"split_part(nick, '@', 2)"}, Uses: []string{"nick"}}, "rooms.nick", ""},
		{"trimmed", `nick = "username"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"lower(btrim(nick))"}, Uses: []string{"nick"}}, "", ""},
		{"trimmed, lossy", `nick = "text"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"btrim(nick)"}, Uses: []string{"nick"}}, "may give two values one result", ""},
		{"in the place of NULL", `nick = "name"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"COALESCE(nick, ''::text)"}, Uses: []string{"nick"}}, "", ""},
		{"in the place of NULL, a value", `nick = "name"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"COALESCE(nick, 'Ann'::text)"}, Uses: []string{"nick"}}, "", ""},
		{"in the place of NULL, which all become", `nick = "null"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"COALESCE(nick, ''::text)"}, Uses: []string{"nick"}}, "may give two values one result", ""},
		{"lower(), scramble", `nick = "scramble"`, dumpfmt.Constraint{Lower: []string{"nick"}}, "", ""},
		{"lower(), digest", `nick = "hash"`, dumpfmt.Constraint{Lower: []string{"nick"}}, "", ""},
		{"lower(), lossy", `nick = "text"`, dumpfmt.Constraint{Lower: []string{"nick"}}, "may give two values one result", ""},
		{"lower(), of two cases", `nick = { mask = "fpe", key = "2b7e151628aed2a6abf7158809cf4f3c", alphabet = "alnum" }`, dumpfmt.Constraint{Lower: []string{"nick"}}, "may give two values one result", ""},
		{"nulls not distinct", `nick = "null"`, dumpfmt.Constraint{Columns: []string{"nick"}, NullsNotDistinct: true}, "may give two values one result", ""},
		{"nulls distinct", `nick = "null"`, dumpfmt.Constraint{Columns: []string{"nick"}}, "", ""},
		{"exclude by equality", `nick = "scramble"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick"}, Operators: []string{"="}}, "", ""},
		{"exclude by equality, lossy", `nick = "text"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick"}, Operators: []string{"="}}, "may break the constraint EXCLUDE", ""},
		{"exclude by more", `span = "scramble"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick", "span"}, Operators: []string{"=", "&&"}}, "public.rooms.span", ""},
		{"exclude by equality of some", `nick = "scramble"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick"}, Operators: []string{"="}, Predicate: true,
			Uses: []string{"gone"}, Where: "(gone IS NULL)"}, "", ""},
		{"exclude by an expression", `span = "scramble"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, HasExpr: true, Uses: []string{"span"}}, "EXCLUDE", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.c.Where != "" && tt.err == "" || tt.c.Exprs != nil {
				dumptest.NeedsGrammar(t)
			}
			s := keyedSchema(t)
			if tt.c.Name = "x"; tt.c.Kind == 0 {
				tt.c.Kind = dumpfmt.Unique
			}
			constrain(t, s, "rooms", tt.c)
			plan, errs := Examine(parseText(t, "version = 1\n[tables.rooms.columns]\n"+tt.policy), s, Options{Key: testKey(t)})
			if got := policy.Errors(errs).Error(); !strings.Contains(got, tt.err) || tt.err == "" && got != "" {
				t.Errorf("errors %q, want %q", got, tt.err)
			}
			if got := policy.Errors(plan.Warnings()).Error(); !strings.Contains(got, tt.warning) || tt.warning == "" && got != "" {
				t.Errorf("warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

// TestLockRound wants a lock that was written and read to be the same, and to
// see each change.
func TestLockRound(t *testing.T) {
	s := keyedSchema(t)
	s.Types[testName("mood")] = &dumpfmt.Type{Name: testName("mood"), Kind: dumpfmt.Enum, Labels: []string{"ok", "a \"b\"\n"}}
	s.Tables[testName("empty")] = &dumpfmt.Table{Name: testName("empty")}
	s.Tables[testName("odd")] = &dumpfmt.Table{Name: dumpfmt.Name{Schema: "public", Name: "odd. \"t\""}, Columns: []dumpfmt.Column{{Name: "a\tb", Type: facts.CatalogType("text")}}}
	plan := bindText(t, "version = 1", s)
	text := plan.Lock().Text()
	lock, err := ParseLock(text, "lock.toml")
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if drift := lock.Drift(plan.Lock()); len(drift) > 0 {
		t.Errorf("drift: %v", policy.Errors(drift))
	}
	for name, change := range map[string]func(s *dumpfmt.Schema){
		"column people.extra is new": func(s *dumpfmt.Schema) {
			p := s.Tables[testName("people")]
			p.Columns = append(p.Columns, dumpfmt.Column{Name: "extra", Type: facts.CatalogType("text")})
		},
		"column people.phone is now text NOT NULL": func(s *dumpfmt.Schema) { s.Tables[testName("people")].Columns[3].NotNull = true },
		"table people is gone":                     func(s *dumpfmt.Schema) { delete(s.Tables, testName("people")) },
		"constraint people.people_email is gone": func(s *dumpfmt.Schema) {
			s.Tables[testName("people")].Constraints = s.Tables[testName("people")].Constraints[:2]
		},
		"constraint rooms.c is new: CHECK ((… = …))": func(s *dumpfmt.Schema) { constrain(t, s, "rooms", check("c", "(1 =  1)")) },
	} {
		s := keyedSchema(t)
		change(s)
		p, _ := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t), Partial: true})
		if got := policy.Errors(lock.Drift(p.Lock())).Error(); !strings.Contains(strings.ReplaceAll(got, "public.", ""), name) {
			t.Errorf("drift:\n%s\nwant %s", got, name)
		}
	}
}

// TestLockOfUsingIndex: the index that becomes a key of the lock is not new, and one
// that becomes none is.
func TestLockOfUsingIndex(t *testing.T) {
	lock := bindText(t, "version = 1", keyedSchema(t)).Lock()
	table := keyedSchema(t).Tables[testName("people")]
	for i := range table.Constraints {
		index := table.Constraints[i]
		if index.Kind != dumpfmt.PrimaryKey && index.Kind != dumpfmt.Unique {
			continue
		}
		index.Kind, index.Name = dumpfmt.Unique, "people_idx"
		if err := lock.constraint(table, &index); err != nil {
			t.Errorf("%v", err)
		}
		index.NullsNotDistinct = true
		if err := lock.constraint(table, &index); err == nil || !strings.Contains(err.Error(), "people_idx is new") {
			t.Errorf("%v: %v", index.Columns, err)
		}
	}
}

// TestFloorNamesTypes: a type of a floor that is nearly one that there is, is an error,
// and one that another dump may have is not.
func TestFloorNamesTypes(t *testing.T) {
	for types, want := range map[string]string{
		`"integer", "TIMESTAMP WITH TIME ZONE", "varchar(20)", "text[]", "xml", "citext", "mood", "public.mood", "email_address", "intger*"`: "",
		`"intger"`:      `types has "intger", which neither PostgreSQL nor the dump has / did you mean "integer"?`,
		`"varcahr(20)"`: `types has "varcahr(20)", which neither PostgreSQL nor the dump has / did you mean "varchar"?`,
		`"modo"`:        `types has "modo", which neither PostgreSQL nor the dump has / did you mean "mood"?`,
	} {
		s := keyedSchema(t)
		s.Types[testName("mood")] = &dumpfmt.Type{Name: testName("mood"), Kind: dumpfmt.Enum, Labels: []string{"ok"}}
		floor, err := policy.ParseFloor([]byte("version = 1\n[[require]]\nsays = [\"secret\"]\ntypes = ["+types+"]\n"), "floor.toml", nil)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, err := range bindText(t, "version = 1", s).plan.Below(floor, nil) {
			said += strings.TrimPrefix(err.Error(), "floor.toml:2:1: ") + " / " + err.Hint
		}
		if said != want {
			t.Errorf("%s: %s\nwant %s", types, said, want)
		}
	}
}

// TestUniqueByEncoding: scramble keeps the text of UTF-8 apart, and no other,
// which gets a digest.
func TestUniqueByEncoding(t *testing.T) {
	for _, tt := range []struct {
		encoding, column, want string
	}{
		{"", "nick", "scramble"}, {"UTF8", "nick", "scramble"}, {"LATIN1", "nick", "hash"}, {"SQLASCII", "nick", "hash"}, {"EUCJP", "nick", "hash"},
		{"LATIN1", "number", "scramble"},
	} {
		s := schemaOf(t, "rooms: nick text, number int4")
		constrain(t, s, "rooms", dumpfmt.Constraint{Name: "x", Kind: dumpfmt.Unique, Columns: []string{tt.column}})
		plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t), Encoding: tt.encoding})
		if got, _, _ := strings.Cut(fateOf(t, plan, "public.rooms", tt.column), " "); got != tt.want || len(errs) > 0 {
			t.Errorf("%s in %q: %s, %v, want %s", tt.column, tt.encoding, got, errs, tt.want)
		}
	}
}

// TestUniqueUnderCheck: numbers that a CHECK bounds are permuted between its ends.
func TestUniqueUnderCheck(t *testing.T) {
	dumptest.NeedsGrammar(t)
	for _, check := range []string{"(number > 0)", "(number >= 5 AND number <= 31)"} {
		s := schemaOf(t, "rooms: number int4")
		constrain(t, s, "rooms", dumpfmt.Constraint{Name: "c", Kind: dumpfmt.Check, Columns: []string{"number"}, Def: check})
		constrain(t, s, "rooms", dumpfmt.Constraint{Name: "x", Kind: dumpfmt.Unique, Columns: []string{"number"}})
		plan, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
		if len(errs) > 0 {
			t.Fatalf("CHECK %s: %v", check, errs)
		}
		seen := map[string]bool{}
		for n := 5; n <= 31; n++ {
			out, err := plan.binding(testName("rooms"), "number").mask.mask.Append(nil, fmt.Append(nil, n), nil)
			if err != nil || seen[string(out)] {
				t.Fatalf("CHECK %s: %d becomes %s, as another does, %v", check, n, out, err)
			}
			seen[string(out)] = true
		}
	}
}

// TestSetsInIndexes has rules that give a column the same value in several rows,
// and wants them refused where an index tells rows apart by it.
func TestSetsInIndexes(t *testing.T) {
	dumptest.NeedsGrammar(t)
	const several = "may get the same value"
	for _, tt := range []struct {
		name, set string
		c         dumpfmt.Constraint
		err       string // a part of it, "" for none
	}{
		{"the column", `nick = "x"`, dumpfmt.Constraint{Columns: []string{"nick"}}, several},
		{"another", `live = "x"`, dumpfmt.Constraint{Columns: []string{"nick"}}, ""},
		{"a digest", `nick = { mask = "hash" }`, dumpfmt.Constraint{Columns: []string{"nick"}}, ""},
		{"NULL", `nick = { mask = "null" }`, dumpfmt.Constraint{Columns: []string{"nick"}}, ""},
		{"NULL, nulls not distinct", `nick = { mask = "null" }`, dumpfmt.Constraint{Columns: []string{"nick"}, NullsNotDistinct: true}, several},
		{"under lower()", `nick = "x"`, dumpfmt.Constraint{Lower: []string{"nick"}}, several},
		{"folded", `nick = "x"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"upper(btrim(nick))"}, Uses: []string{"nick"}}, several},
		{"a member", "doc = '{\"a\": 1}'", dumpfmt.Constraint{HasExpr: true, Exprs: []string{"(doc ->> 'a'::text)"}, Uses: []string{"doc"}}, several},
		{"in the place of NULL", `nick = { mask = "null" }`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"COALESCE(nick, ''::text)"}, Uses: []string{"nick"}}, several},
		{"an expression", `nick = "x"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"left(nick, 3)"}, Uses: []string{"nick"}}, several},
		{"an expression of another", `live = "x"`, dumpfmt.Constraint{HasExpr: true, Exprs: []string{"left(nick, 3)"}, Uses: []string{"nick"}}, ""},
		{"EXCLUDE by equality", `nick = "x"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick"}, Operators: []string{"="}}, several},
		{"EXCLUDE", `nick = "x"`, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"nick"}}, several},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.c.Name = "x"; tt.c.Kind == 0 {
				tt.c.Kind = dumpfmt.Unique
			}
			for expect, want := range map[string]string{"": tt.err, "expect = 1": ""} {
				s := schemaOf(t, "rooms: live text, nick text, doc jsonb")
				constrain(t, s, "rooms", tt.c)
				_, errs := Examine(parseText(t, "version = 1\nunlisted = \"keep\"\n[[tables.rooms.rows]]\nwhere = { live = \"a\" }\nset = { "+tt.set+" }\n"+expect), s, Options{Key: testKey(t)})
				if got := policy.Errors(errs).Error(); !strings.Contains(got, want) || want == "" && got != "" {
					t.Errorf("%s: errors %q, want %q", expect, got, want)
				}
			}
		})
	}
}

// TestSetsEnterIndexes: a rule for rows that may bring several into an index by
// what its WHERE asks for says so.
func TestSetsEnterIndexes(t *testing.T) {
	dumptest.NeedsGrammar(t)
	const set = "[[tables.rooms.rows]]\nwhere = { nick = \"a\" }\nset = "
	for policy, want := range map[string]string{
		set + `{ live = "x" }`:                    "rows that get public.rooms.live may meet in the UNIQUE u, whose WHERE asks for it",
		set + `{ live = "x" }` + "\nexpect = 1":   "",
		set + `{ live = "y" }`:                    "",
		set + `{ live = { mask = "null" } }`:      "",
		set + `{ live = { mask = "hash" } }`:      "whose WHERE asks for it",
		set + `{ more = "x" }`:                    "",
		set + `{ live = { mask = "keep" } }` + "": "",
	} {
		s := schemaOf(t, "rooms: live text, nick text, more text")
		constrain(t, s, "rooms", dumpfmt.Constraint{Name: "u", Kind: dumpfmt.Unique, Columns: []string{"nick"}, Predicate: true,
			Where: "(live = 'x'::text)", Uses: []string{"live"}, WhereUses: []string{"live"}})
		wantWarning(t, s, policy, want)
	}
}

// TestRefusedByAnother has a key that a CHECK of another column of its group
// forbids to mask, and wants the line for it to say which.
func TestRefusedByAnother(t *testing.T) {
	dumptest.NeedsGrammar(t)
	s := keyedSchema(t)
	constrain(t, s, "people", check("odd", "public.plausible(contact)", "contact"))
	_, errs := Examine(parseText(t, "version = 1"), s, Options{Key: testKey(t)})
	const want = `sender = "keep" # text, joined to public.people.contact, under CHECK odd, and no mask of its type is sure to meet it`
	if len(errs) != 1 || !strings.Contains(errs[0].Hint, want) {
		t.Errorf("%v, want a line %s", policy.Errors(errs), want)
	}
}
