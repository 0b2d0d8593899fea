package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

func TestConstraint(t *testing.T) {
	schema := schemaOf(t, `
		users: id int8!, email varchar(255), mail2 text, code bpchar(8), nick text, born2 text, born date, gone text
		posts: user_email varchar(255), user_mail text, code bpchar(8), born date, user_id int8, other text
		root / id: id int8!, email text
		leaf <| root:
	`)
	plan := bindText(t, `version = 1
		[columns]
		"*id" = "keep"
		"*mail*" = "email"
		nick = "scramble"
		born2 = "text"
		code = "hash"
		gone = "null"
		other = { mask = "email", domain_key = "other" }
		[tables.leaf.columns]
		email = "redact"`, schema)
	users, posts := testName("users"), testName("posts")
	fk := func(column, ref string) dumpfmt.Constraint {
		return dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{column}, RefTable: users, RefColumns: []string{ref}}
	}
	for _, tt := range []struct {
		name  string
		table dumpfmt.Name
		c     dumpfmt.Constraint
		want  string // a part of the message, "" for none
	}{
		{"key", users, dumpfmt.Constraint{Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}}, ""},
		{"distinct", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"email"}}, ""},
		{"lossy", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"id", "born2"}}, "public.users.born2: mask text"},
		{"by row", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"born"}}, "public.users.born: mask date_shift"},
		{"scrambled", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"nick"}}, ""},
		{"not valid", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"born2"}, NotValid: true}, ""},
		{"null beside lossy", users, dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"gone", "born2"}}, ""},
		{"null in the key", users, dumpfmt.Constraint{Kind: dumpfmt.PrimaryKey, Columns: []string{"gone"}}, "public.users.gone: it becomes NULL"},
		{"exclude", users, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"id", "email"}}, "EXCLUDE"},
		{"exclude keys", users, dumpfmt.Constraint{Kind: dumpfmt.Exclude, Columns: []string{"id"}}, ""},
		{"check", users, dumpfmt.Constraint{Kind: dumpfmt.Check, Columns: []string{"nick"}}, ""},
		{"no such table", testName("nowhere"), dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"nick"}}, ""},
		{"a leaf's own mask", testName("root"), dumpfmt.Constraint{Kind: dumpfmt.Unique, Columns: []string{"email"}}, "public.leaf.email: mask redact"},
		{"foreign key kept", posts, fk("user_id", "id"), ""},
		{"foreign key alike", posts, fk("user_email", "email"), ""},
		{"foreign key of another length", posts, fk("user_mail", "email"), ""},
		{"foreign key of another domain", posts, fk("other", "mail2"), "gets mask email as text"},
		{"foreign key of another mask", posts, fk("user_mail", "nick"), "gets mask scramble as text"},
		{"foreign key to a kept one", posts, fk("user_email", "id"), "public.users.id, to which it refers by FOREIGN KEY fk, is kept"},
		{"foreign key by row", posts, fk("born", "born"), "goes by the row"},
		{"foreign key to partitions", posts, dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"user_mail"},
			RefTable: testName("root"), RefColumns: []string{"email"}}, "public.leaf.email, to which"},
		{"foreign key to the primary key", posts, dumpfmt.Constraint{Kind: dumpfmt.ForeignKey, Columns: []string{"user_id"}, RefTable: users}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := plan.Constraint(tt.table, tt.c)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

// The primary key that a FOREIGN KEY means without naming it.
func TestConstraintPrimaryKey(t *testing.T) {
	schema := schemaOf(t, "a: code text!\nb: a_code text")
	addConstraint(t, schema, []string{"a", "primary", "code"})
	plan := bindText(t, "version = 1\n[columns]\ncode = \"hash\"\na_code = \"keep\"\n", schema)
	c := dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"a_code"}, RefTable: testName("a")}
	if err := plan.Constraint(testName("b"), c); err == nil {
		t.Error("a kept column that refers to a masked one is accepted")
	}
}
