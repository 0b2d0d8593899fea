package draft

import (
	"strconv"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"sanitize/dumpfmt/dumptest"
)

// With rows, dates of a table that hangs on no person go by the key of others that
// recurs: a FOREIGN KEY before one by its name, the one with most values, none where
// values are few, or each is there once, or now and then twice without a FOREIGN KEY. What is a person's goes by no such key.
func TestDatesGoByOwner(t *testing.T) {
	dumptest.NeedsGrammar(t)
	db := database(t, `
CREATE TABLE public.accounts (id bigint PRIMARY KEY, branch_id bigint, opened_on date);
CREATE TABLE public.entries (id bigint PRIMARY KEY, account_id bigint REFERENCES public.accounts(id), batch_id bigint, posted_at timestamp);
CREATE TABLE public.stays (id bigint PRIMARY KEY, room_id bigint, kind_id bigint, birth_date date, starts_at timestamp, ends_at timestamp);
CREATE TABLE public.students (id bigint PRIMARY KEY, room_id bigint, since date);
CREATE TABLE public.readings (id bigint PRIMARY KEY, meter_id bigint REFERENCES public.meters(id), shelf_id bigint, read_on date);
CREATE TABLE public.meters (id bigint PRIMARY KEY);
CREATE TABLE public.notes (id bigint PRIMARY KEY, note_id bigint, made_at timestamp);`)
	const rows = 400
	values := map[string]int{"account_id": 60, "batch_id": 90, "room_id": 50, "kind_id": 9, "branch_id": 5, "meter_id": rows * 2 / 3, "shelf_id": rows * 2 / 3, "note_id": rows, "id": rows}
	db.fill(rows, func(column string, c *columnEvidence) {
		for i := range rows {
			n := i
			if most := values[column]; most > 0 {
				n %= most
			}
			c.count(xxhash.Sum64String(strconv.Itoa(n)), 1)
		}
	})
	d, err := Make([]Database{db}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := rules(d.Text)
	for _, want := range []string{
		`"public.accounts".columns.opened_on = { mask = "date_shift", by = "id" }`,
		`"public.entries".columns.posted_at = { mask = "date_shift", by = "account_id" }`,
		`"public.stays".columns."{ends_at, starts_at}" = { mask = "date_shift", by = "room_id" }`,
		`"public.readings".columns.read_on = { mask = "date_shift", by = "meter_id" }`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "by ="); n != 4 {
		t.Errorf("%d rules go by a column, want 4:\n%s", n, got)
	}
}
