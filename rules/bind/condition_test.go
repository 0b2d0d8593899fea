package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestTypesOfRule holds a rule to the types that it is for: columns of others go
// to the next rule.
func TestTypesOfRule(t *testing.T) {
	s := schemaOf(t, "users: order_id int8, passport_id text, tag_id varchar(3), device_id uuid, ids int8[]")
	s.PutType(&dumpfmt.Type{Name: testName("serial_no"), Kind: dumpfmt.Domain, Base: s.Tables[testName("users")].Columns[0].Type})
	plan := bindText(t, `version = 1
		[columns]
		"*_id" = { mask = "keep", types = ["bigint", "UUID"] }
		"tag*" = { mask = "redact", types = ["varchar(3)"] }
		ids = { mask = "keep", types = ["int8[]"] }
		"p*" = "hash"`, s)
	for column, want := range map[string]string{
		"order_id": `keep ([columns] "*_id")`, "device_id": `keep ([columns] "*_id")`,
		"passport_id": `hash ([columns] "p*")`, "tag_id": `redact ([columns] "tag*")`, "ids": `keep ([columns] ids)`,
	} {
		if got := fateOf(t, plan, "public.users", column); got != want {
			t.Errorf("%s: %s, want %s", column, got, want)
		}
	}
}

// TestTypesMatchNothing: a rule whose types no column of the name has says so, as
// a name does that no column has.
func TestTypesMatchNothing(t *testing.T) {
	s := schemaOf(t, "users: id int8, email text")
	_, errs := Examine(parseText(t, `version = 1
		[columns]
		email = { mask = "email", types = ["citext"] }
		[tables.users.columns]
		id = { mask = "keep", types = ["uuid"] }`), s, Options{Key: testKey(t)})
	for _, want := range []string{`no table of the dump has a column "email" of a type`, `table users has no column "id" of a type`} {
		if !strings.Contains(errs.Error(), want) {
			t.Errorf("the errors say nothing of %q: %v", want, errs)
		}
	}
}

// TestTypesOfUnknownTable: in a table without CREATE TABLE no type is known, so a
// rule for some types is not passed over, which would keep what it masks.
func TestTypesOfUnknownTable(t *testing.T) {
	plan := bindText(t, `version = 1
		unlisted = "keep"
		[columns]
		email = { mask = "null", types = ["text"] }`, schemaOf(t, "users: email text"))
	_, err := plan.Block(&dumpfmt.Header{Table: testName("app.new"), Columns: []string{"email"}}, "UTF8")
	if err == nil {
		t.Error("the column is kept, or masked, though its type is not known")
	}
}
