package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/rows"
)

// blockOf returns what is done to a COPY block of a table.
func blockOf(t *testing.T, b *Binder, table string, columns ...string) *rows.Block {
	t.Helper()
	block, err := b.Block(&dumpfmt.Header{Table: testName(table), Columns: columns}, "UTF8")
	if err != nil {
		t.Fatal(err)
	}
	return block
}

// TestRebind wants only tables that are new to be bound: what was decided on
// others stays, with its blocks.
func TestRebind(t *testing.T) {
	s := schemaOf(t, "a: id int4!, note text\nb: id int4!, note text")
	b := New(parseText(t, "version = 1\n[columns]\nid = \"keep\"\n"), Options{Key: testKey(t)})
	if _, err := b.Bind(s); err != nil {
		t.Fatal(err)
	}
	first, second := blockOf(t, b, "a", "id", "note"), blockOf(t, b, "b", "id", "note")
	changed := *s.Tables[testName("b")]
	changed.Columns = append([]dumpfmt.Column{}, changed.Columns[1], changed.Columns[0])
	s.Tables[testName("b")] = &changed
	s.Tables[testName("c")] = schemaOf(t, "c: id int4!, note text").Tables[testName("c")]
	plan, err := b.Bind(s)
	if err != nil {
		t.Fatal(err)
	}
	if blockOf(t, b, "a", "id", "note") != first {
		t.Error("a has not changed, and its block has")
	}
	if blockOf(t, b, "b", "id", "note") == second {
		t.Error("b has changed, and its block has not")
	}
	if m := maskedBy(blockOf(t, b, "c", "id", "note")); len(m) != 1 || m[0].Column != "note" {
		t.Errorf("c, which is new, has the masks %v", m)
	}
	if n := len(plan.Tables()); n != 3 {
		t.Errorf("the plan has %d tables, want all 3", n)
	}
}

// TestRebindSettled: what rows have gone out by is not changed by a table that
// comes later. It follows, or the run ends.
func TestRebindSettled(t *testing.T) {
	fk := dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"nr"}, RefTable: testName("a"), RefColumns: []string{"nr"}}
	for _, tt := range []struct{ policy, fate, err string }{
		{"[tables.a.columns]\nnr = \"permute\"\n[tables.b]\noptional = true", "permute (as public.a.nr, FOREIGN KEY fk)", ""},
		{"", "scramble (as public.a.nr, FOREIGN KEY fk)", ""},
		{"[tables.b]\noptional = true\ncolumns = { nr = \"keep\" }", "", "to which it refers by FOREIGN KEY fk"},
	} {
		s := schemaOf(t, "a: nr int4!")
		b := New(parseText(t, "version = 1\n"+tt.policy), Options{Key: testKey(t), Partial: true})
		if _, err := b.Bind(s); err != nil {
			t.Fatal(err)
		}
		before := b.binding(testName("a"), "nr").mask
		s.Tables[testName("b")] = schemaOf(t, "b: nr int4").Tables[testName("b")]
		constrain(t, s, "b", fk)
		plan, err := b.Bind(s)
		if b.binding(testName("a"), "nr").mask != before {
			t.Error("a.nr has another mask than its rows went out by")
		}
		switch {
		case tt.err != "":
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v, want one with %s", err, tt.err)
			}
		case err != nil:
			t.Error(err)
		default:
			if got := fateOf(t, &bound{b, plan}, "public.b", "nr"); got != tt.fate {
				t.Errorf("b.nr: %s, want %s", got, tt.fate)
			}
		}
	}
}

// TestRebindFamily: partitions follow a table above them that has changed.
func TestRebindFamily(t *testing.T) {
	s := schemaOf(t, "root / at: id int4!, at date, note text\nleaf <| root:")
	b := New(parseText(t, "version = 1\n[columns]\nid = \"keep\"\nat = \"keep\"\n"), Options{Key: testKey(t)})
	if _, err := b.Bind(s); err != nil {
		t.Fatal(err)
	}
	changed := *s.Tables[testName("root")]
	changed.PartitionKey = []string{"note"}
	s.Tables[testName("root")] = &changed
	if _, err := b.Bind(s); err == nil || !strings.Contains(err.Error(), "partition key") {
		t.Errorf("error %v, want one about the partition key", err)
	}
}

// TestForeignKeyOfFamilies: of two families with one leaf that differs, that
// leaf is at fault.
func TestForeignKeyOfFamilies(t *testing.T) {
	s := schemaOf(t, "a / id: id int4!\na_1 <| a:\na_2 <| a:\nb: ref int4")
	constrain(t, s, "a", dumpfmt.Constraint{Name: "a_pkey", Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}})
	constrain(t, s, "b", dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"ref"}, RefTable: testName("a")})
	b := New(parseText(t, "version = 1\nunlisted = \"keep\"\n"), Options{Key: testKey(t)})
	if _, err := b.Bind(s); err != nil {
		t.Fatal(err)
	}
	s = schemaOf(t, "a: id int4!\na_1 <| a:\na_2 <| a:\nb: ref int4")
	constrain(t, s, "a", dumpfmt.Constraint{Name: "a_key", Kind: dumpfmt.PrimaryKey, Columns: []string{"id"}})
	constrain(t, s, "b", dumpfmt.Constraint{Name: "fk", Kind: dumpfmt.ForeignKey, Columns: []string{"ref"}, RefTable: testName("a")})
	_, err := New(parseText(t, "version = 1\nunlisted = \"keep\"\n[tables.a_2.columns]\nid = \"permute\"\n"), Options{Key: testKey(t)}).Bind(s)
	if err == nil || !strings.Contains(err.Error(), "public.a_2.id, to which it refers by FOREIGN KEY fk") {
		t.Errorf("error %v, want one about a_2", err)
	}
}
