package bind

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
	"sanitize/rules/rows"
)

// keptText returns what is said of the columns of a table whose COPY block has
// these rows.
func keptText(t *testing.T, policy, schema, columns string, lines ...string) string {
	t.Helper()
	text := "version = 1\nunlisted = \"keep\"\n" + policy
	allowed, plan := parseText(t, text).Kept(), bindText(t, text, schemaOf(t, schema))
	h := &dumpfmt.Header{Table: testName("tickets"), Columns: strings.Fields(columns)}
	block, err := plan.Block(h, "UTF8")
	if err != nil {
		t.Fatal(err)
	}
	if block.Look == nil {
		return "not looked at"
	}
	var s rows.Scratch
	seg := &dumpfmt.Segment{Kind: dumpfmt.CopyData, Header: h, Session: &dumpfmt.Session{StdStrings: true}, Bytes: []byte(strings.Join(lines, "\n") + "\n")}
	_, err = new(dumpfmt.Rewriter).Append(nil, seg, func(r *dumpfmt.Row) error {
		if block.Mask != nil {
			if err := block.Apply(r, &s); err != nil {
				return err
			}
		}
		block.LookAt(r, &s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for i, c := range s.Tally.Of(block).Looked {
		var twice rows.LookCounts
		twice.Add(&c)
		twice.Add(&c)
		if e := JudgeKept(allowed, h.Table, &block.Look.Fields[i], &twice); e != nil {
			hint := strings.Split(e.Hint, "\n")
			said = append(said, e.Msg+" / "+hint[len(hint)-1])
		}
	}
	return strings.Join(said, "; ")
}

func TestKept(t *testing.T) {
	const schema = "tickets: id int8!, note text, extra jsonb, tags text[], at timestamp"
	const columns = "id note extra tags at"
	row := "1\tjane@acme.com\t{}\t{a}\t2024-01-02 03:04:05"
	other := "2\tx\t{}\t{a}\t2024-01-02 03:04:05"
	many := strings.Split(strings.Repeat(other+"\n", 18)+other, "\n")
	for _, tt := range []struct {
		name, policy string
		rows         []string
		want         string
	}{
		{"all", "", []string{row}, `public.tickets.note is kept, and 100 % of its values look like e-mail addresses / note = "email"`},
		{"at the threshold", "", append(many, row), ""},
		{"below the threshold", "", append(many, other, row), ""},
		{"above the threshold", "[kept]\nthreshold = 4.5", append(many, row), `public.tickets.note is kept, and 5 % of its values look like e-mail addresses / note = "email"`},
		{"of any", "[kept]\nthreshold = 0", append(many, row), `public.tickets.note is kept, and 5 % of its values look like e-mail addresses / note = "email"`},
		{"nothing", "[kept]\nthreshold = 0", many, ""},
		{"NULL and empty", "", []string{row, "1\t\\N\t{}\t{}\t\\N", "1\t\t{}\t{}\t\\N"}, `public.tickets.note is kept, and 100 % of its values look like e-mail addresses / note = "email"`},
		{"json and array", "", []string{"1\tx\t{\"a\": \"+49 30 1234567\"}\t{a@b.de,c}\t\\N"},
			`public.tickets.extra is kept, and 100 % of its values look like phone numbers / extra = "scramble"; ` +
				`public.tickets.tags is kept, and 100 % of its values look like e-mail addresses / tags = "scramble"`},
		{"two kinds", "", []string{"1\ta@b.de or +49 30 1234567\t{}\t{}\t\\N", row},
			`public.tickets.note is kept, and 100 % of its values look like e-mail addresses, 50 % like phone numbers / note = "scramble"`},
		{"masked", "[columns]\nnote = \"email\"", []string{row}, ""},
		{"ignored", "[kept]\ndetect = \"ignore\"", []string{row}, "not looked at"},
		{"allowed", "[kept]\nallow = [\"public.tickets.note\"]", []string{row}, ""},
		{"allowed by globs", "[kept]\nallow = [\"*.*.*\"]", []string{row}, "not looked at"},
		{"set", "[[tables.tickets.rows]]\nwhere = { id = 1 }\nset = { note = \"x\" }", []string{row, other}, ""},
		{"dropped", "[[tables.tickets.rows]]\nwhere = { id = 1 }\ndrop = true", []string{row, other}, ""},
		{"all rows dropped", "[tables.tickets]\ndata = \"drop\"", nil, "not looked at"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := keptText(t, tt.policy, schema, columns, tt.rows...); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestKeptTypes wants columns whose values are no texts not to be looked at.
func TestKeptTypes(t *testing.T) {
	for typ, want := range map[string]bool{
		"text": true, "varchar(9)": true, "bpchar": true, "json": true, "app.thing": true, "text[]": true,
		"int8": false, "timestamp": false, "uuid": false, "bytea": false, "inet": false, "int4[]": false, "bool": false, "numeric": false,
	} {
		got := keptText(t, "", "tickets: a "+typ, "a", `\N`) != "not looked at"
		if got != want {
			t.Errorf("%s: looked at: %t", typ, got)
		}
	}
}

func TestPercent(t *testing.T) {
	for _, tt := range []struct {
		n, all int64
		want   string
	}{{1, 1000, "less than 1"}, {1, 100, "1"}, {1, 8, "12"}, {999, 1000, "99"}, {1000, 1000, "100"}} {
		if got := percent(tt.n, tt.all); got != tt.want {
			t.Errorf("%d of %d: %s %%, want %s", tt.n, tt.all, got, tt.want)
		}
	}
}

// TestKeptProposals wants a mask that can do the type.
func TestKeptProposals(t *testing.T) {
	for typ, value := range map[string]string{"text": "a@b.de", "varchar(30)": "a@b.de", "bpchar": "a@b.de", "json": `{"a": "a@b.de"}`, "text[]": "{a@b.de}", "citext": "+49 30 1234567"} {
		said := keptText(t, "", "tickets: a "+typ, "a", value)
		_, line, _ := strings.Cut(said, " / ")
		if line == "" {
			t.Errorf("%s: nothing is said", typ)
			continue
		}
		bindText(t, fmt.Sprintf("version = 1\n[tables.\"public.tickets\".columns]\n%s\n", line), schemaOf(t, "tickets: a "+typ))
	}
}

// TestKeptNoAllocations wants a row that is looked at to cost no memory.
func TestKeptNoAllocations(t *testing.T) {
	plan := bindText(t, "version = 1\nunlisted = \"keep\"\n", schemaOf(t, "tickets: a text, b text"))
	h := &dumpfmt.Header{Table: testName("tickets"), Columns: []string{"a", "b"}}
	block, err := plan.Block(h, "UTF8")
	if err != nil {
		t.Fatal(err)
	}
	seg := &dumpfmt.Segment{Kind: dumpfmt.CopyData, Header: h, Session: &dumpfmt.Session{}, Bytes: []byte("a@b.de\tx\\ty\nx\t\\N\n")}
	var s rows.Scratch
	var w dumpfmt.Rewriter
	look := func() {
		w.Look(seg, block.Look.Wants, func(r *dumpfmt.Row) { block.LookAt(r, &s) })
	}
	look()
	if n := testing.AllocsPerRun(100, look); n > 0 {
		t.Errorf("%.0f allocations", n)
	}
	if c := s.Tally.Of(block).Looked; c[0].Matched[detect.Email] == 0 || c[0].Sampled != 2*c[1].Sampled {
		t.Errorf("counts %v", c)
	}
}
