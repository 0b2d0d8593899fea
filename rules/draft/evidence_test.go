package draft

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// rowsOf adds the rows of a COPY block to a database, looked at by a number of
// workers in turns.
func rowsOf(t *testing.T, db Database, workers int, table string, columns []string, rows []string) Database {
	t.Helper()
	sql := fmt.Sprintf("COPY public.%s (%s) FROM stdin;\n%s\\.\n", table, strings.Join(columns, ", "), strings.Join(rows, ""))
	s := dumpfmt.NewScanner(strings.NewReader(sql), dumpfmt.Partial(), dumpfmt.BatchSize(512))
	first := NewEvidence(1000)
	var all []*Evidence
	for range workers {
		all = append(all, first.Another())
	}
	var b dumpfmt.Batch
	var w dumpfmt.Rewriter
	n := 0
	for s.Scan(&b) {
		for i := range b.Segs {
			if seg := &b.Segs[i]; seg.Kind == dumpfmt.CopyData {
				all[n%workers].Look(&w, seg, seg.Header.Table, columns)
				n++
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	db.Rows = first.Another()
	for _, e := range all {
		db.Rows.Merge(e)
	}
	return db
}

const tickets = `CREATE TABLE public.tickets (
    id integer PRIMARY KEY, reach text, bucket text, status text, kind text, who text, flag boolean, code integer
);`

// ticketRows has addresses in reach, three values each of bucket and status, a
// kind that is seldom, and names in who.
func ticketRows(n int) (columns []string, rows []string) {
	for i := range n {
		kind := "usual"
		if i == 7 {
			kind = "secret-thing"
		}
		rows = append(rows, fmt.Sprintf("%d\tann.q%d@kontor-lund.dk\t%s\topen\t%s\t%s\tt\t%d\n", i, i,
			[]string{"zebra", "giraffe", "okapi"}[i%3], kind, []string{"Mary Smith", "James Taylor", "Linda Brown"}[i%3], i))
	}
	return []string{"id", "reach", "bucket", "status", "kind", "who", "flag", "code"}, rows
}

func draftOf(t *testing.T, db Database, opts Options) string {
	t.Helper()
	d, err := Make([]Database{db}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return string(d.Text)
}

func TestRowsAreHeard(t *testing.T) {
	columns, rows := ticketRows(600)
	text := draftOf(t, rowsOf(t, database(t, tickets), 1, "tickets", columns, rows), Options{})
	for _, want := range []string{
		"\nreach = \"email\" # 100 % look like e-mail addresses; ",
		"\nbucket = \"keep\" # 3 values, each in at least 200 of 600 rows; ",
		"\nstatus = \"keep\" # name says status; ",
		"\nkind = \"scramble\" # name says kind, but not each value is in 20 rows; ",
		"\nwho = \"name\" # 100 % look like names of people; ",
		"\nid = \"keep\" # surrogate",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in:\n%s", want, text)
		}
	}
	for _, value := range []string{"zebra", "open", "secret-thing", "Mary", "kontor"} {
		if strings.Contains(text, value) {
			t.Errorf("a value of the dump in:\n%s", text)
		}
	}
}

func TestThresholdsOfRows(t *testing.T) {
	columns, rows := ticketRows(600)
	db := rowsOf(t, database(t, tickets), 1, "tickets", columns, rows)
	text := draftOf(t, db, Options{Thresholds: Thresholds{K: 201, Percent: 5}})
	if !strings.Contains(text, "\nbucket = \"scramble\" # by type, text; no more than 24 values; ") {
		t.Errorf("values in fewer than K rows are kept:\n%s", text)
	}
	few := rowsOf(t, database(t, tickets), 1, "tickets", columns, rows[:6])
	if text := draftOf(t, few, Options{}); !strings.Contains(text, ".\"{kind, status}\" = \"keep\" # names say kind, status; too few rows to tell, 6\n") {
		t.Errorf("few rows:\n%s", text)
	}
}

// However rows are divided among workers, the draft is the same.
func TestAnyNumberOfWorkers(t *testing.T) {
	columns, rows := ticketRows(2000)
	want := draftOf(t, rowsOf(t, database(t, tickets), 1, "tickets", columns, rows), Options{})
	for _, workers := range []int{2, 5} {
		if got := draftOf(t, rowsOf(t, database(t, tickets), workers, "tickets", columns, rows), Options{}); got != want {
			t.Errorf("%d workers:\n%s\nwant:\n%s", workers, got, want)
		}
	}
}

// A sample has rows of all of a table, and not many more than are asked for.
func TestSample(t *testing.T) {
	e := NewEvidence(1600)
	const rows = 1 << 20
	n, late := 0, 0
	for i := range int64(rows) {
		if e.wants(i) {
			n++
			if i > rows/2 {
				late++
			}
		}
	}
	if n < 800 || n > 2400 || late < 50 {
		t.Errorf("%d of %d rows are in the sample, %d of the second half", n, rows, late)
	}
}

// A partition's rows speak for the columns of its parent.
func TestRowsOfPartitions(t *testing.T) {
	db := database(t, `
CREATE TABLE public.log (at integer, reach text) PARTITION BY RANGE (at);
CREATE TABLE public.log_1 PARTITION OF public.log FOR VALUES FROM (0) TO (100);`)
	var rows []string
	for i := range 50 {
		rows = append(rows, fmt.Sprintf("%d\tann.q%d@kontor-lund.dk\n", i, i))
	}
	text := draftOf(t, rowsOf(t, db, 1, "log_1", []string{"at", "reach"}, rows), Options{})
	if !strings.Contains(text, "\nreach = \"email\" # 100 % look like") || strings.Contains(text, "log_1") {
		t.Errorf("got:\n%s", text)
	}
}

// A text that has an address in it is no address: it is masked as text is.
func TestAddressesAmongOtherTextAreNone(t *testing.T) {
	db := database(t, "CREATE TABLE public.tickets (id integer PRIMARY KEY, head text, list text);")
	var rows []string
	for i := range 100 {
		rows = append(rows, fmt.Sprintf("%d\tReceived: from relay three\\nFrom: Ann <ann.q%d@kontor-lund.dk>\\nSubject: the usual\tann.q%d@kontor-lund.dk, bo.q%d@kontor-lund.dk\n", i, i, i, i))
	}
	text := draftOf(t, rowsOf(t, db, 1, "tickets", []string{"id", "head", "list"}, rows), Options{})
	for _, want := range []string{
		"\nhead = \"scramble\" # 100 % have e-mail addresses in them; ", "\nlist = \"email\" # 100 % look like e-mail addresses; ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in:\n%s", want, text)
		}
	}
}

// How columns are filled is said of those that are to be looked at, and of a name
// where it holds of all tables that have it.
func TestHowColumnsAreFilledIsSaid(t *testing.T) {
	db := database(t, "CREATE TABLE public.plugh (id integer PRIMARY KEY, qualm text, zonk text, frob text, grue text, xyzzy text);")
	var rows []string
	for i := range 3000 {
		rows = append(rows, fmt.Sprintf("%d\t\\N\t\tx%05d\t%s\t%d\n", i, i%500, strings.Repeat("y", 1+i%7), i*i))
	}
	text := draftOf(t, rowsOf(t, db, 1, "plugh", []string{"id", "qualm", "zonk", "frob", "grue", "xyzzy"}, rows), Options{})
	for _, want := range []string{
		"\n\"{qualm, zonk}\" = \"scramble\" # by type, text; NULL or empty in all rows\n",
		"\nfrob = \"scramble\" # by type, text; all of one length; public.plugh\n",
		"\nxyzzy = \"scramble\" # by type, text; hardly a value twice; public.plugh\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in:\n%s", want, text)
		}
	}
	for _, workers := range []int{2, 5} {
		if got := draftOf(t, rowsOf(t, db, workers, "plugh", []string{"id", "qualm", "zonk", "frob", "grue", "xyzzy"}, rows), Options{}); got != text {
			t.Errorf("%d workers:\n%s\nwant:\n%s", workers, got, text)
		}
	}
	two := database(t, "CREATE TABLE public.plugh (qualm text); CREATE TABLE public.frotz (qualm text);")
	text = draftOf(t, rowsOf(t, two, 1, "plugh", []string{"qualm"}, []string{"\\N\n", "\n"}), Options{})
	if !strings.Contains(text, "\nqualm = \"scramble\" # by type, text; 2 tables\n") {
		t.Errorf("got:\n%s", text)
	}
}

// What is too short to tell of anybody is kept in a table that has nothing to do
// with people, and in no other.
func TestShortValuesOfThings(t *testing.T) {
	for table, want := range map[string]bool{
		"id integer PRIMARY KEY, zo integer, ka text":                  true,
		"id integer PRIMARY KEY, zo integer, ka text, user_id integer": false,
		"id integer PRIMARY KEY, zo integer, ka text, email text":      false,
	} {
		var rows []string
		for i := range 40 {
			rows = append(rows, fmt.Sprintf("%d\t%d\tx%d\n", i, 100+i, i))
		}
		db := rowsOf(t, database(t, "CREATE TABLE public.blorps ("+table+");"), 1, "blorps", []string{"id", "zo", "ka"}, rows)
		if text := draftOf(t, db, Options{}); strings.Contains(text, `"{ka, zo}" = "keep"`) != want {
			t.Errorf("%s: want kept %v:\n%s", table, want, text)
		}
	}
}

// TestListsOfFewAreKept: arrays of which there are a few, each in many rows, are kept as
// codes are, but not if names are in them.
func TestListsOfFewAreKept(t *testing.T) {
	for _, tt := range []struct {
		values []string
		kept   bool
	}{{[]string{"{zebra,okapi}", "{okapi}", "{}"}, true}, {[]string{`{zebra,"Mary Smith"}`, "{okapi}", "{}"}, false}} {
		var rows []string
		for i := range 300 {
			rows = append(rows, fmt.Sprintf("%d\t%s\n", i, tt.values[i%len(tt.values)]))
		}
		db := database(t, "CREATE TABLE public.xyzzies (id integer PRIMARY KEY, plugh text[]);")
		text := draftOf(t, rowsOf(t, db, 2, "xyzzies", []string{"id", "plugh"}, rows), Options{})
		if kept := strings.Contains(text, `plugh = "keep"`); kept != tt.kept {
			t.Errorf("%q: kept %t, want %t:\n%s", tt.values, kept, tt.kept, text)
		}
	}
}
