package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"sanitize/dumpfmt/dumptest"
)

// What masks leave, or come upon by chance, is no finding.

// TestVerifyJSONThatStays has words of programs and keys of rows stay in JSON, in columns
// beside it, too, and nothing else.
func TestVerifyJSONThatStays(t *testing.T) {
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nstate = \"scramble\"\ndoc = \"scramble\"\n")
	dump := func(states []string, docs ...string) []byte {
		sql := "CREATE TABLE public.log (id integer, state text, doc jsonb);\nCOPY public.log (id, state, doc) FROM stdin;\n"
		for i, d := range docs {
			sql += fmt.Sprintf("%d\t%s\t%s\n", i, states[i], d)
		}
		return []byte(framed(sql + "\\.\n"))
	}
	const was, is = `{"uuid": "5f0c8a1e-9b7d-4c3a-a6e2-1d2f3b4c5d6e", "kind": "delivered"}`, `{"uuid": "0d3b1c77-2e4f-4a90-8b15-9c6f7e8a1b2c", "kind": "delivered"}`
	before := dump([]string{"delivered", "in transit"}, `{"status": "In Transit", "user_id": 4711234, "note": "Featherstone"}`, was)
	masked := []string{"gexolorut", "ow lerifos"}
	right := dump(masked, `{"status": "In Transit", "user_id": 4711234, "note": "Wexolandirut"}`, is)
	if r, stderr, code := verified(t, policy, before, right); code != 0 {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	for what, docs := range map[string][2]string{
		"a word that is none of a program's": {`{"status": "In Transit", "user_id": 4711234, "note": "Featherstone"}`, is},
		"a number under another key":         {`{"status": "In Transit", "valid": 4711234, "note": "Wexolandirut"}`, is},
		"a uuid":                             {`{"status": "In Transit", "user_id": 4711234, "note": "Wexolandirut"}`, was},
	} {
		before, after := before, dump(masked, docs[:]...)
		if strings.Contains(docs[0], "valid") {
			before = dump([]string{"delivered", "in transit"}, `{"status": "In Transit", "valid": 4711234, "note": "Featherstone"}`, was)
		}
		if _, _, code := verified(t, policy, before, after); code != exitFound {
			t.Errorf("%s stays: exit code %d", what, code)
		}
	}
}

// TestVerifyWhatStays masks what stands for nothing in many forms, by the real
// masks: that it stays is no finding, with the policy and without.
func TestVerifyWhatStays(t *testing.T) {
	sql := "CREATE TABLE public.client (id integer, url text, phone text, number text, message text, meta jsonb, points integer, attrs public.hstore, answers jsonb, code text, referer text, headers text);\n" +
		"COPY public.client (id, url, phone, number, message, meta, points, attrs, answers, code, referer, headers) FROM stdin;\n"
	for i := range 40 {
		url, phone, number := fmt.Sprintf("https://shop%d.meadow.org/a", i), fmt.Sprintf("09%08d", 7654321*i), fmt.Sprintf("44%010d", 98765431*i)
		if i%4 == 0 {
			url, phone, number = "http://localhost:3000/*", "0999999999", "999999999999"
		}
		message := fmt.Sprintf(`[{"changed": {"fields": ["Invoice %c address"]}}]`, 'a'+i%26)
		if i < 6 {
			message = `[{"added": {}}]`
		}
		sql += fmt.Sprintf("%d\t%s\t%s\t%s\t%s\t{\"referer\": null}\t%d\t\"mother\"=>\"Featherstone %c\"\t{\"V10%d_PY\": \"unsure %c\"}\tV10%d_PY\t%s\t%s\n",
			i, url, phone, number, message, max(0, i-30), 'a'+i%26, i%10, 'a'+i%26, i%10,
			"http://localhost:8084/meadow/index", fmt.Sprintf(`{"origin": "http://localhost:3000", "referer": "http://127.0.0.1:%d/admin/", "to": "Harker %c"}`, 8000+i%2, 'a'+i%26))
	}
	before := []byte(framed("CREATE EXTENSION hstore WITH SCHEMA public;\n" + sql + "\\.\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\ncode = \"scramble\"\nnumber = \"phone\"\n")
	after := copyUnder(t, policy, before)
	for _, p := range []string{policy, ""} {
		if r, stderr, code := verified(t, p, before, after); code != 0 {
			t.Errorf("policy %t: exit code %d, %v: %s", p != "", code, r.Findings, stderr)
		}
	}
}

// TestVerifyCommonValues masks quantities, days in words, times of half a day, networks and numbers that
// nobody has: they are of few kinds, or stay, and what became of them is no finding.
func TestVerifyCommonValues(t *testing.T) {
	units := strings.Fields("year years months weeks days hours min m² kg GiB EUR km/h")
	networks := strings.Fields("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.1 127.0.0.1/8 255.255.255.255 0.0.0.0 fe80::/10 2000::/3 8.8.4.0/24")
	numbers := []string{"+81-12-3456-7890", "+49 0123 456789", "0049 123456789", "+33 1 23 45 67 89", "(000) 000-0000", "+49 000000", "+1 999 999 9999"}
	sql := "CREATE TABLE public.offers (id integer, term text, terms text[], network inet, note jsonb, phone text, day text, at text, fw text);\n" +
		"COPY public.offers (id, term, terms, network, note, phone, day, at, fw) FROM stdin;\n"
	for i := range 500 {
		term := fmt.Sprintf("%d %s", 1+i%97, units[i%len(units)])
		if i%5 == 0 {
			term = fmt.Sprintf("%d years %d months", 1+i%80, 1+i%11)
		}
		day := time.Date(1950+i%60, time.Month(1+i%12), 1+i%28, 0, 0, 0, 0, time.UTC).Format([]string{"2 January 2006", "Mon, 02 Jan 2006", "January 2, 2006"}[i%3])
		at := time.Date(2024, 1, 1+i%300, i*7%24, i*11%60, 0, 0, time.UTC).Format([]string{"3:04 pm", "Mon, 3:04 PM", "15:04 Europe/Berlin", "01/02/2006 03:04PM"}[i%4])
		sql += fmt.Sprintf("%d\t%s\t{\"%s\",P%dDT%dH}\t%s\t{\"after\": \"%s\", \"on\": \"%s\"}\t%s\t%s\t%s\tv%d.%d.%d\n", i, term, term, 1+i%28, 1+i%23, networks[i%len(networks)], term, day, numbers[i%len(numbers)], day, at, 1+i%3, i%20, i%7)
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nterm = \"scramble\"\nterms = \"scramble\"\nnetwork = \"ip\"\nnote = \"scramble\"\nphone = \"phone\"\nday = \"scramble\"\nat = \"scramble\"\nfw = \"scramble\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != 0 {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	if _, _, code := verified(t, policy, before, before); code != exitFound {
		t.Errorf("nothing masked: exit code %d, want %d", code, exitFound)
	}
}

// TestVerifyFewValues: values of which there are few are others' originals by chance:
// times and spans of them, days in texts, bit strings, codes that are dense, in texts, too.
func TestVerifyFewValues(t *testing.T) {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/Madrid"}
	var sql strings.Builder
	sql.WriteString("CREATE TABLE public.shipments (id integer, no text, subject text, tz text, city text, pickup text, slot text, at text, scanned text, span text, uptime text, activity text, flags text, size text, usage text, ref text, body text);\n" +
		"COPY public.shipments (id, no, subject, tz, city, pickup, slot, at, scanned, span, uptime, activity, flags, size, usage, ref, body) FROM stdin;\n")
	for i := range 1500 {
		day := time.Date(2021, 1, 1+i%900, i*7%24, i*11%60, i*13%60, 0, time.UTC)
		order := fmt.Sprintf("ORD%08d", i+1)
		sql.WriteString(strings.Join([]string{strconv.Itoa(i), order, "Re: order " + fmt.Sprintf("ORD%08d", i*7%1500+1), zones[i%4], []string{"Berlin", "Tokyo", "Madrid"}[i%3],
			day.Format("15:04 ") + zones[i%4], day.Format("15:04-") + day.Add(3*time.Hour).Format("15:04"), day.Format("15:04-07:00"), day.Format("2006-01-02T15:04:05-07:00"),
			day.Format("02.01.2006 - ") + day.AddDate(0, 0, i%60).Format("02.01.2006"), fmt.Sprintf("%d days %s:00", i%9, day.Format("15:04")), fmt.Sprintf("%d.%03de+05", 1+i%9, i*7%1000),
			fmt.Sprintf("%08b", i*31%256), fmt.Sprintf("%dx%dx%d", 10+i%50, 10+i*3%60, 10+i*7%40), fmt.Sprintf("%d,%d l/100km", 4+i%8, i%10),
			fmt.Sprint(10000000 + i*37%90000), fmt.Sprintf("see %d", 10000000+i*41%90000)}, "\t") + "\n")
	}
	before := []byte(framed(sql.String() + "\\.\n"))
	policy := policyFile(t, "version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\nsubject = \"text\"\nbody = \"text\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	for _, column := range []int{2, 5, 9, 12, 16} { // what stood there stands there again, a row further
		if _, _, code := verified(t, policy, before, shifted(before, after, column)); code != exitFound {
			t.Errorf("column %d has the originals of others: exit code %d, want %d", column, code, exitFound)
		}
	}
}

// TestVerifyNestedValues: keys of hstore and labels of enums stay wherever they are, and so
// do wide networks, the end of a day and offsets of zones.
func TestVerifyNestedValues(t *testing.T) {
	sql := "CREATE TYPE public.state AS ENUM ('won''t fix', 'back\\slash', 'abandoned');\nCREATE TYPE public.step AS (took interval, state public.state);\n" +
		"CREATE TABLE public.t (id integer, pairs public.hstore[], steps public.step[], network cidr, until time with time zone, times time[]);\n" +
		"COPY public.t (id, pairs, steps, network, until, times) FROM stdin;\n"
	for i := range 60 {
		sql += fmt.Sprintf(`%d	{"\\"harbour\\"=>\\"Gwendolyn %d\\", \\"platform\\"=>NULL"}	{"(%d:00:00,\\"won't fix\\")","(,%s)"}	%d.0.0.0/8	24:00:00+05:30	{24:00:00,NULL,24:00:00}`+"\n",
			i, i, 20+i, []string{`abandoned`, `\\"back\\\\\\\\slash\\"`}[i%2], 2+i)
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	if _, _, code := verified(t, policy, before, shifted(before, after, 1)); code != exitFound {
		t.Errorf("values of hstore are originals: exit code %d, want %d", code, exitFound)
	}
}

// TestVerifyKeysOfHstore: they stay, even where a value elsewhere says the same.
func TestVerifyKeysOfHstore(t *testing.T) {
	sql := "CREATE TABLE public.t (id integer, pairs public.hstore, word text);\nCOPY public.t (id, pairs, word) FROM stdin;\n"
	for i := range 40 {
		sql += fmt.Sprintf("%d\t\"harbour\"=>\"Gwendolyn %d\", \"platform\"=>NULL\t%s\n", i, i, []string{"harbour", "platform", "feeble"}[i%3])
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	leaked := bytes.Replace(after, []byte(`"platform"=>NULL`), []byte(`"platform"=>"feeble"`), 1)
	if r, _, code := verified(t, policy, before, leaked); code != exitFound {
		t.Errorf("a value in hstore: exit code %d, %v", code, r.Findings)
	}
}

// TestVerifyLiteralsOfSchema: labels that a data-only dump's --schema has are no
// originals, as those of the dump itself.
func TestVerifyLiteralsOfSchema(t *testing.T) {
	dumptest.NeedsGrammar(t)
	schema := "CREATE TYPE public.state AS ENUM ('abandoned', 'postponed');\nCREATE TABLE public.t (id integer, states public.state[], state text CHECK (state IN ('forgotten', 'suspended')));\n"
	sql := "COPY public.t (id, states, state) FROM stdin;\n"
	for i := range 40 {
		sql += fmt.Sprintf("%d\t{%s}\t%s\n", i, []string{"abandoned,postponed", "postponed"}[i%2], []string{"forgotten", "suspended"}[i/2%2])
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\n")
	file := tempFile(t, "schema.sql", []byte(framed(schema)))
	after, stderr, code := filter(before, "-p", policy, "--schema", file, "--salt-file", tempFile(t, "salt", []byte(zooSalt)))
	if code != exitOK {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	if r, stderr, code := verified(t, policy, before, after, "--schema", file); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
}

// TestVerifyManyKinds: codes of one kind are dense, in texts, too, however many kinds
// there are beside it, and one that has become another's of its row is so by chance.
func TestVerifyManyKinds(t *testing.T) {
	const rows, kinds = 1500, 30
	names, types := "id, no, subject", "id integer, no text, subject text"
	for k := range kinds {
		names, types = fmt.Sprintf("%s, kind%d", names, k), fmt.Sprintf("%s, kind%d text", types, k)
	}
	var sql strings.Builder
	fmt.Fprintf(&sql, "CREATE TABLE public.orders (%s);\nCOPY public.orders (%s) FROM stdin;\n", types, names)
	for i := range rows {
		fmt.Fprintf(&sql, "%d\tORD%08d\tRe: order ORD%08d", i, i+1, i*7%rows+1)
		for k := range kinds {
			fmt.Fprintf(&sql, "\t%c%c-%05d", 'A'+k%26, 'B'+k/26, i)
		}
		sql.WriteByte('\n')
	}
	before := []byte(framed(sql.String() + "\\.\n"))
	policy := policyFile(t, "version = 1\nunlisted = \"mask\"\n[columns]\nid = \"keep\"\nsubject = \"text\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	old, swapped := bytes.Split(before, []byte("\n")), bytes.Split(after, []byte("\n"))
	for i, line := range swapped { // a row in ten has in one column what stood in another
		if was := bytes.Split(old[i], []byte("\t")); len(was) > kinds && i%10 == 0 {
			values := bytes.Split(line, []byte("\t"))
			values[9] = was[8]
			swapped[i] = bytes.Join(values, []byte("\t"))
		}
	}
	if _, _, code := verified(t, policy, before, bytes.Join(swapped, []byte("\n"))); code != exitFound {
		t.Errorf("originals in another column: exit code %d, want %d", code, exitFound)
	}
}

// shifted returns the masked dump with a column of the row before in the original.
func shifted(before, after []byte, column int) []byte {
	was, is := strings.Split(string(before), "\n"), strings.Split(string(after), "\n")
	for i, line := range is {
		values, old := strings.Split(line, "\t"), strings.Split(was[max(0, i-1)], "\t")
		if len(values) > column && len(old) == len(values) {
			values[column] = old[column]
			is[i] = strings.Join(values, "\t")
		}
	}
	return []byte(strings.Join(is, "\n"))
}

// TestVerifyCountedCodes: codes that are counted up may become each other, and days that
// stand for none stay; where the codes were only given to others of the rows, it is
// a finding.
func TestVerifyCountedCodes(t *testing.T) {
	var rows strings.Builder
	days := []string{"1900-01-01", "9999-12-31", "1970-01-01", "1984-02-03"}
	for i := range 1000 {
		fmt.Fprintf(&rows, "%d\tMRN-%07d\t%s\t{\"since\": \"%s\", \"share\": 0.%d00000000000}\n", i, 7*i+1, days[i%4], days[(i+1)%4], i%10)
	}
	before := []byte(framed("CREATE TABLE public.patients (id integer, mrn text, born date, data jsonb);\nCOPY public.patients (id, mrn, born, data) FROM stdin;\n" + rows.String() + "\\.\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nmrn = \"scramble\"\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != 0 {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	shuffled := bytes.Split(after, []byte("\n"))
	var at []int
	for i, line := range shuffled {
		if bytes.Contains(line, []byte("\tMRN-")) {
			at = append(at, i)
		}
	}
	for i, n := range at {
		shuffled[n] = codeInRow.ReplaceAll(shuffled[n], fmt.Appendf(nil, "\tMRN-%07d\t", 7*((i+17)%len(at))+1))
	}
	if _, _, code := verified(t, policy, before, bytes.Join(shuffled, []byte("\n"))); code != exitFound {
		t.Errorf("codes of other rows: exit code %d, want %d", code, exitFound)
	}
}
