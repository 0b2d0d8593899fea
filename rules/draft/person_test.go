package draft

import (
	"strings"
	"testing"
)

// With rows, dates of what hangs on a person are moved with those of the person,
// and by a glob where a table has many; other dates go by their own rows.
func TestDatesGoByPerson(t *testing.T) {
	db := database(t, `
CREATE TABLE public.customers (id bigint PRIMARY KEY, email text, born date);
CREATE TABLE public.addresses (id bigint PRIMARY KEY, street text, seen_on date);
CREATE TABLE public.visits (
    customer_id bigint REFERENCES public.customers(id), address_id bigint REFERENCES public.addresses(id),
    came_at timestamp, left_at timestamp, paid_at timestamp, told_at timestamp
);
CREATE TABLE public.films (made date);`)
	db.fill(100, func(_ string, c *columnEvidence) {
		c.many = true
		c.overflow()
	})
	d, err := Make([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := rules(d.Text)
	for _, want := range []string{
		"[tables]\n\"public.customers\".columns.born = { mask = \"date_shift\", by = \"id\" }\n",
		"\n\"public.visits\".columns.\"*_at\" = { mask = \"date_shift\", by = \"customer_id\" }\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "by ="); n != 2 {
		t.Errorf("%d rules go by a column, want 2:\n%s", n, got)
	}
	for range 5 {
		again, err := Make([]Database{db}, Options{})
		if err != nil || string(again.Text) != string(d.Text) {
			t.Fatalf("another draft, %v", err)
		}
	}
}

// fill gives each table of a database so many rows, of which see notes what a column
// of a name has.
func (db *Database) fill(rows int64, see func(column string, c *columnEvidence)) {
	db.Rows = NewEvidence(100)
	for name, table := range db.Schema.Tables {
		e := &tableEvidence{rows: rows, columns: map[string]*columnEvidence{}}
		for _, c := range table.Columns {
			e.columns[c.Name] = &columnEvidence{}
			see(c.Name, e.columns[c.Name])
		}
		db.Rows.tables[name] = e
	}
}
