package draft

import (
	"strings"
	"testing"
)

// What a type decides alone, or what is masked by it, is a line of the type;
// text and what is kept for another reason are lines of their names. uuids that
// are keys are one glob.
func TestLinesOfTypes(t *testing.T) {
	got := made(t, `
CREATE TYPE public.kind AS ENUM ('a', 'b');
CREATE TYPE public.mood AS ENUM ('c', 'd');
CREATE TABLE public.t (
    a_id uuid, b_id uuid, c_id uuid, d_id uuid, e_id bigint,
    is_a boolean, is_b boolean, qualm numeric(5,2), zonk numeric,
    k1 public.kind, k2 public.kind, m1 public.mood, m2 public.mood,
    status text, plugh text, xyzzy text
);`)
	for _, want := range []string{
		"\n\"*_id\" = { mask = \"keep\", types = [\"uuid\"] }\n", "\ne_id = \"keep\"\n",
		"\n\"*\" = { mask = \"keep\", types = [\"public.kind\", \"public.mood\"] }\n",
		"\n[types]\nboolean = \"keep\"\nnumeric = \"scramble\"", "\n\"{plugh, xyzzy}\" = \"scramble\"\n", "\nstatus = \"keep\"\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
	for _, not := range []string{"is_a", "a_id", "k1", "qualm"} {
		if strings.Contains(got, not) {
			t.Errorf("%s has a line of its own:\n%s", not, got)
		}
	}
}
