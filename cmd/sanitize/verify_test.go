package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/verify"
	"sanitize/dumpfmt/dumptest"
)

// verified runs verify over two texts.
func verified(t *testing.T, policy string, before, after []byte, flags ...string) (*verify.Result, string, int) {
	t.Helper()
	args := append([]string{"verify", "--format", "json", "--partial"}, flags...)
	if policy != "" {
		args = append(args, "-p", policy)
	}
	out, stderr, code := filter(nil, append(args, tempFile(t, "before.sql", before), tempFile(t, "after.sql", after))...)
	var r verify.Result
	if code == exitOK || code == exitFound {
		if err := json.Unmarshal(out, &r); err != nil {
			t.Fatalf("%v, stderr:\n%s", err, stderr)
		}
	}
	return &r, stderr, code
}

// copyUnder returns what the filter makes of a dump by a policy.
func copyUnder(t *testing.T, policy string, dump []byte) []byte {
	t.Helper()
	out, stderr, code := filter(dump, "-p", policy, "--salt-file", tempFile(t, "salt", []byte(zooSalt)))
	if code != exitOK {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	return out
}

// TestVerifyOwn masks every dump of the fixtures by several policies, and finds
// nothing: with the policy, and where it is inferred what was masked.
func TestVerifyOwn(t *testing.T) {
	dumps, err := filepath.Glob("../../fixtures/dumps/*.sql")
	if err != nil || len(dumps) == 0 {
		t.Fatalf("no dumps, %v", err)
	}
	builtin, _, _ := filter(nil, "policy")
	policies := []string{tempFile(t, "builtin.toml", builtin), "../../fixtures/policies/tags.toml", "../../fixtures/policies/shop.toml"}
	if testing.Short() {
		policies = policies[:1]
	}
	salt := tempFile(t, "salt", []byte(zooSalt))
	compared := 0
	for _, file := range dumptest.Thin(dumps, 3) {
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := policies
		if draft, _, code := filter(nil, "init", "--partial", file); code == 0 {
			list = append(slices.Clone(policies), tempFile(t, "draft.toml", draft))
		}
		for _, policy := range list {
			after, _, code := filter(nil, "-q", "--partial", "-p", policy, "--salt-file", salt, file)
			if code != 0 {
				continue // it is refused, as others test
			}
			compared++
			inferred := []string{""}
			if dropsRows(t, policy) {
				inferred = nil
			}
			for _, p := range append(inferred, policy) {
				if r, stderr, code := verified(t, p, before, after); code != 0 {
					t.Errorf("%s by %s, policy %q: exit code %d, %v, stderr:\n%s", file, policy, p, code, r.Findings, stderr)
				}
			}
		}
	}
	if compared < 8 {
		t.Errorf("only %d dumps were masked", compared)
	}
}

// TestVerifyForms compares a dump in one form with a copy in another: plain with
// zstd, COPY with INSERT, a file with a pipe.
func TestVerifyForms(t *testing.T) {
	policy := "../../fixtures/policies/shop.toml"
	salt := tempFile(t, "salt", []byte(zooSalt))
	dir := t.TempDir()
	zst := filepath.Join(dir, "after.sql.zst")
	if _, stderr, code := filter(nil, "-q", "-p", policy, "--salt-file", salt, "-o", zst, "../../fixtures/dumps/shop.sql"); code != 0 {
		t.Fatal(stderr)
	}
	dump, err := os.ReadFile("../../fixtures/dumps/shop.sql")
	if err != nil {
		t.Fatal(err)
	}
	masked, err := os.ReadFile(zst)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name          string
		before, after string
		stdin         []byte
	}{
		{"plain and zstd", "../../fixtures/dumps/shop.sql", zst, nil},
		{"INSERT and COPY", "../../fixtures/dumps/shop.inserts.sql", zst, nil},
		{"before is a pipe", "-", zst, dump},
		{"after is a pipe", "../../fixtures/dumps/shop.sql", "-", masked},
	} {
		if out, stderr, code := filter(test.stdin, "verify", "-p", policy, test.before, test.after); code != 0 {
			t.Errorf("%s: exit code %d\n%s%s", test.name, code, out, stderr)
		}
	}
	if _, _, code := filter(dump, "verify", "-p", policy, "../../fixtures/dumps/shop.sql", "../../fixtures/dumps/shop.sql"); code != exitFound {
		t.Errorf("a dump that was not masked at all: exit code %d, want %d", code, exitFound)
	}
}

// TestVerifyReport takes what was masked from the report of the run, and puts
// its result there.
func TestVerifyReport(t *testing.T) {
	report := filepath.Join(t.TempDir(), "run.json")
	salt := tempFile(t, "salt", []byte(zooSalt))
	after, stderr, code := filter(nil, "-q", "-p", "../../fixtures/policies/shop.toml", "--salt-file", salt, "--report", report, "../../fixtures/dumps/shop.sql")
	if code != 0 {
		t.Fatal(stderr)
	}
	if out, stderr, code := filter(nil, "verify", "--report", report, "../../fixtures/dumps/shop.sql", tempFile(t, "after.sql", after)); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, out, stderr)
	}
	text, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Complete bool           `json:"complete"`
		Verified *verify.Result `json:"verified"`
	}
	if err := json.Unmarshal(text, &all); err != nil || !all.Complete || all.Verified == nil || !all.Verified.OK {
		t.Errorf("the report has not the result: %v", err)
	}
}

// TestVerifySabotage spoils a right copy in some hundred ways. Each is found,
// under a class that fits, and nothing that is printed holds a value.
func TestVerifySabotage(t *testing.T) {
	before := sabotageDump()
	policy := tempFile(t, "policy.toml", []byte(sabotagePolicy))
	salt := tempFile(t, "salt", []byte(zooSalt))
	after, stderr, code := filter(before, "-q", "-p", policy, "--salt-file", salt)
	if code != 0 {
		t.Fatal(stderr)
	}
	if r, stderr, code := verified(t, policy, before, after); code != 0 {
		t.Fatalf("the right copy: exit code %d, %v, stderr:\n%s", code, r.Findings, stderr)
	}
	tricks := tricks(before, after)
	if len(tricks) < 200 {
		t.Errorf("%d kinds of sabotage, want 200", len(tricks))
	}
	seen := map[string]bool{}
	for i, trick := range tricks {
		if testing.Short() && i%12 != 0 {
			continue
		}
		if bytes.Equal(trick.text, after) {
			t.Errorf("%s changes nothing", trick.name)
			continue
		}
		r, stderr, code := verified(t, policy, before, trick.text)
		if code != exitFound {
			t.Errorf("%s: exit code %d, want %d, stderr:\n%s", trick.name, code, exitFound, stderr)
			continue
		}
		var classes []string
		for _, f := range r.Findings {
			classes = append(classes, f.Class)
			seen[f.Class] = true
			if verify.Classes[f.Class] == "" {
				t.Errorf("%s: class %s has no name", trick.name, f.Class)
			}
		}
		if !slices.ContainsFunc(trick.classes, func(c string) bool { return slices.Contains(classes, c) }) {
			t.Errorf("%s: found as %v, want one of %v", trick.name, classes, trick.classes)
		}
		noOriginals(t, trick.name, before, stderr, r)
	}
	if testing.Short() {
		return
	}
	seen["statement-left"] = true // by TestVerifyStatementLeft
	for class := range verify.Classes {
		if !seen[class] {
			t.Errorf("no sabotage is found as %s", class)
		}
	}
}

// noOriginals holds what is printed to hold no value of the dump.
func noOriginals(t *testing.T, name string, before []byte, stderr string, r *verify.Result) {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	printed := strings.ToLower(string(text) + stderr)
	for i := range people {
		for _, v := range person(i)[1:5] {
			if len(v) >= 6 && strings.Contains(printed, strings.ToLower(v)) {
				t.Errorf("%s: a value is printed", name)
			}
		}
	}
}

// dropsRows reports whether a policy drops the rows of tables: without the policy
// these are missing.
func dropsRows(t *testing.T, policy string) bool {
	t.Helper()
	text, err := os.ReadFile(policy)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(text, []byte(`data = "drop"`))
}

// TestVerifyJSONInText holds JSON in a column of text against its original leaf by
// leaf: its keys stay, what it says may not.
func TestVerifyJSONInText(t *testing.T) {
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nmessage = \"text\"\n")
	dump := func(messages ...string) []byte {
		sql := "CREATE TABLE public.log (id integer, message text);\nCOPY public.log (id, message) FROM stdin;\n"
		for i, m := range messages {
			sql += fmt.Sprintf("%d\t%s\n", i, m)
		}
		return []byte(framed(sql + "\\.\n"))
	}
	before := dump(`[{"added": {}}]`, `{"changed": {"fields": ["Invoice address"]}}`, `{"note": "call Penelope at home"}`)
	right := dump(`[{"added": {}}]`, `{"changed": {"fields": ["Oqvacli grendels"]}}`, `{"note": "zelp Gorantulu ek brin"}`)
	if r, stderr, code := verified(t, policy, before, right); code != 0 {
		t.Errorf("keys alone stay: exit code %d, %v: %s", code, r.Findings, stderr)
	}
	wrong := dump(`[{"added": {}}]`, `{"changed": {"fields": ["Invoice address"]}}`, `{"note": "zelp Gorantulu ek brin"}`)
	if r, _, code := verified(t, policy, before, wrong); code != exitFound || len(r.Findings) == 0 {
		t.Errorf("a leaf is left: exit code %d", code)
	}
	policy = policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nmessage = \"scramble\"\n")
	met := dump(`{"average": 6.3}`, `{"average": 6.3}`)
	if r, stderr, code := verified(t, policy, dump(`{"average": 2.5}`, `{"average": 8.0}`), met); code != 0 {
		t.Errorf("numbers that met: exit code %d, %v: %s", code, r.Findings, stderr)
	}
	if _, _, code := verified(t, policy, dump("average 2.5", "average 8.0"), dump("wekivuz 6.3", "wekivuz 6.3")); code != exitFound {
		t.Errorf("texts that met: exit code %d", code)
	}
}

// TestVerifyKeys has a key of JSON that stood there before be no original of a
// column that says the same word, and one that is new be one.
func TestVerifyKeys(t *testing.T) {
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nlabel = \"name\"\nmessage = \"text\"\n")
	dump := func(label, message string) []byte {
		return []byte(framed("CREATE TABLE public.log (id integer, label text, message text);\nCOPY public.log (id, label, message) FROM stdin;\n" +
			"1\t" + label + "\t" + message + "\n\\.\n"))
	}
	before := dump("Properties", `{"Properties": "a red door"}`)
	if r, stderr, code := verified(t, policy, before, dump("Wexolandir", `{"Properties": "q vub tixa"}`)); code != 0 {
		t.Errorf("a key that stays: exit code %d, %v: %s", code, r.Findings, stderr)
	}
	before = dump("Gwendolyn", `{"Properties": "a red door"}`)
	if _, _, code := verified(t, policy, before, dump("Wexolandir", `{"Gwendolyn": "q vub tixa"}`)); code != exitFound {
		t.Errorf("an original that became a key: exit code %d", code)
	}
}

// TestVerifyNothingMasked: where nothing differs, and no policy says that this is meant,
// the summary says so.
func TestVerifyNothingMasked(t *testing.T) {
	const says = "no value differs"
	dump := []byte(framed(usersTable + "COPY public.users (id, email, note) FROM stdin;\n1\tann@corp-mail.net\tx\n\\.\n"))
	keep := policyFile(t, "version = 1\nunlisted = \"keep\"\n")
	for _, tt := range []struct {
		policy string
		after  []byte
		want   bool
	}{{"", dump, true}, {keep, dump, false}, {"", bytes.Replace(dump, []byte("ann@corp"), []byte("wxq@zyvu"), 1), false}} {
		r, _, _ := verified(t, tt.policy, dump, tt.after)
		if got := strings.Join(r.Summary(), "\n"); strings.Contains(got, says) != tt.want {
			t.Errorf("policy %t, changed %t: %s", tt.policy != "", !bytes.Equal(dump, tt.after), got)
		}
	}
}

// TestVerifyMarkup: tags, empty ones, too, what HTML has names for, and the escapes and
// extensions of URLs stay, and are no finding, even if a masked value is the same word.
func TestVerifyMarkup(t *testing.T) {
	sql := "CREATE TABLE public.posts (id integer, body text, rating text, url text);\nCOPY public.posts (id, body, rating, url) FROM stdin;\n"
	for i := range 60 {
		body := fmt.Sprintf("<p><strong>Ma&ntilde;ana %c</strong> lleg&oacute; Feathersto&ntilde;e</p>\\n", 'a'+i%26)
		if i%20 == 0 {
			body = []string{"<p></p>\\n", "<script></script>", "<p>1</p>\\n"}[i/20]
		}
		sql += fmt.Sprintf("%d\t%s\t%s\thttps://meadow.org/Harker%%20report%%20%c%%29.pdf\n", i, body, []string{"strong", "feeble"}[i%2], 'a'+i%26)
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nbody = \"scramble\"\nrating = \"scramble\"\nurl = \"url\"\n")
	after := copyUnder(t, policy, before)
	for _, p := range []string{policy, ""} {
		if r, stderr, code := verified(t, p, before, after); code != 0 {
			t.Errorf("policy %t: exit code %d, %v: %s", p != "", code, r.Findings, stderr)
		}
	}
}

// TestVerifyConstants: where a mask makes one thing of all values, any other is found,
// however short.
func TestVerifyConstants(t *testing.T) {
	sql := "CREATE TABLE public.t (id integer, email text, flag boolean, grade text);\nCOPY public.t (id, email, flag, grade) FROM stdin;\n"
	for i := range 20 {
		sql += fmt.Sprintf("%d\tann%d@mail.example\t%s\tA%d\n", i, i, []string{"t", "f"}[i%2], i%3)
	}
	before := []byte(framed(sql + "\\.\n"))
	policy := policyFile(t, "version = 1\n[columns]\nid = \"keep\"\nemail = \"null\"\nflag = { set = \"false\" }\ngrade = { set = \"B\" }\n")
	after := copyUnder(t, policy, before)
	if r, stderr, code := verified(t, policy, before, after); code != exitOK {
		t.Errorf("exit code %d, %v: %s", code, r.Findings, stderr)
	}
	for damaged, by := range map[string]string{"7\tx\tf\tB": "7\t\\N\tf\tB", "8\t\\N\tt\tB": "8\t\\N\tf\tB", "9\t\\N\tf\tA0": "9\t\\N\tf\tB"} {
		after := bytes.Replace(after, []byte("\n"+by), []byte("\n"+damaged), 1)
		if r, _, code := verified(t, policy, before, after); code != exitFound || len(r.Findings) != 1 || r.Findings[0].Class != "set-missed" {
			t.Errorf("%q: exit code %d, %v", damaged, code, r.Findings)
		}
	}
}

var codeInRow = regexp.MustCompile("\tMRN-[0-9]+\t")

// TestVerifyKept: what a policy keeps without a rule is known to be kept, unless it is
// kept for a key, which a run over a pipe has not known.
func TestVerifyKept(t *testing.T) {
	var b strings.Builder
	b.WriteString("--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.trip (\n    code integer NOT NULL,\n    status text\n);\n\nCOPY public.trip (code, status) FROM stdin;\n")
	for i := range 50 {
		fmt.Fprintf(&b, "%d\t%s\n", 4711+7*i, []string{"open", "closed"}[i%2])
	}
	b.WriteString("\\.\n\nALTER TABLE ONLY public.trip\n    ADD CONSTRAINT trip_pkey PRIMARY KEY (code);\n\n--\n-- PostgreSQL database dump complete\n--\n\n")
	builtin, _, _ := filter(nil, "policy")
	policy := tempFile(t, "builtin.toml", builtin)
	before := []byte(b.String())
	piped := copyUnder(t, policy, before)
	if bytes.Contains(piped, []byte("4711")) || !bytes.Contains(piped, []byte("closed")) {
		t.Fatal("a pipe knows the key, or status is masked")
	}
	for _, test := range []struct {
		after []byte
		want  string
	}{
		{piped, "[]"},
		{before, "[]"},
		{bytes.ReplaceAll(bytes.ReplaceAll(before, []byte("open\n"), []byte("OPEN\n")), []byte("closed\n"), []byte("CLOSED\n")), "[kept-changed]"},
	} {
		r, stderr, _ := verified(t, policy, before, test.after)
		classes := []string{}
		for _, f := range r.Findings {
			classes = append(classes, f.Class)
		}
		if got := fmt.Sprint(classes); got != test.want {
			t.Errorf("%s, want %s, stderr:\n%s", got, test.want, stderr)
		}
	}
}

// TestVerifyStatementLeft: what a policy takes out of statements is a finding if it is
// still there.
func TestVerifyStatementLeft(t *testing.T) {
	dump := []byte("--\n-- PostgreSQL database dump\n--\n\nCREATE ROLE clerk;\nCREATE ROLE \"a password 'c0ffee'\";\nALTER ROLE clerk WITH LOGIN PASSWORD 'md5c0ffee';\n" +
		"CREATE USER MAPPING FOR clerk SERVER s OPTIONS (\"user\" 'clerk', password 'c0ffee');\nCOMMENT ON ROLE clerk IS 'c0ffee';\n" +
		"SELECT pg_catalog.lo_create('7');\nSELECT pg_catalog.lo_open('7', 131072);\nSELECT pg_catalog.lowrite(0, '\\xc0ffee');\nSELECT pg_catalog.lo_close(0);\n\n" +
		"--\n-- PostgreSQL database dump complete\n--\n\n")
	drop := tempFile(t, "drop.toml", []byte("version = 1\nunlisted = \"mask\"\n[outside]\ncomments = \"drop\"\n"))
	keep := tempFile(t, "keep.toml", []byte("version = 1\nunlisted = \"mask\"\n[outside]\nrole_passwords = \"keep\"\nconnection_secrets = \"keep\"\nlarge_objects = \"keep\"\n"))
	for _, test := range []struct {
		policy string
		after  []byte
		want   int
	}{
		{drop, dump, 4}, {drop, copyUnder(t, drop, dump), 0}, {keep, dump, 0}, {"", dump, 0},
	} {
		r, stderr, _ := verified(t, test.policy, dump, test.after)
		n := 0
		for _, f := range r.Findings {
			if f.Class == "statement-left" {
				n++
			}
		}
		if n != test.want || len(r.Findings) != n {
			t.Errorf("policy %q: %v, want %d, stderr:\n%s", test.policy, r.Findings, test.want, stderr)
		}
	}
}
