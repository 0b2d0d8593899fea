package mask

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"sanitize/fixtures/pgtest"
)

// reBcrypt has the characters that the bits of salt and digest leave at their
// ends.
var reBcrypt = regexp.MustCompile(`^\$2[aby]\$\d\d\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$`)

func newBcrypt(tb testing.TB, p Params) Mask {
	tb.Helper()
	m, err := New("bcrypt", testKey(tb), Type{Kind: Text, Name: "text"}, p)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func TestBcrypt(t *testing.T) {
	for _, p := range []Params{nil, {"cost": int64(4)}, {"cost": int64(31), "variant": "2b"}, {"cost": int64(12), "variant": "2y"}} {
		m := newBcrypt(t, p)
		head := "$2a$10$"
		if p != nil {
			head = fmt.Sprintf("$%s$%02d$", map[bool]any{true: "2a", false: p["variant"]}[p["variant"] == nil], p["cost"])
		}
		for i := range 2000 {
			out, err := m.Append(nil, fmt.Appendf(nil, "hash %d", i), nil)
			if err != nil || !reBcrypt.Match(out) || !strings.HasPrefix(string(out), head) {
				t.Fatalf("%v: %s (%v)", p, out, err)
			}
		}
		out, _ := m.Append(nil, []byte("hash"), nil)
		if cost, err := bcrypt.Cost(out); err != nil || cost > 12 && p["cost"] != int64(31) {
			t.Errorf("%v: %s has cost %d (%v)", p, out, cost, err)
		}
	}
	out, _ := newBcrypt(t, Params{"cost": int64(4)}).Append(nil, []byte("hash"), nil)
	for _, guess := range []string{"", "hash", string(out)} {
		if err := bcrypt.CompareHashAndPassword(out, []byte(guess)); err != bcrypt.ErrMismatchedHashAndPassword {
			t.Errorf("an unusable hash takes a password: %v", err)
		}
	}
}

// TestBcryptPassword: a known password logs in, for every row, whatever the
// variant; and it is the same hash in every run.
func TestBcryptPassword(t *testing.T) {
	for _, password := range []string{"x", "correct horse", "päßword", strings.Repeat("7", 71), strings.Repeat("7", 72)} {
		for _, variant := range []string{"2a", "2b", "2y"} {
			m := newBcrypt(t, Params{"password": password, "cost": int64(5), "variant": variant})
			a, err := m.Append(nil, []byte("one"), nil)
			if err != nil || !reBcrypt.Match(a) || !strings.HasPrefix(string(a), "$"+variant+"$05$") {
				t.Fatalf("%s (%v)", a, err)
			}
			if b, _ := m.Append(nil, []byte("two"), nil); string(b) != string(a) {
				t.Errorf("%s and %s, want one hash for all", a, b)
			}
			if err := bcrypt.CompareHashAndPassword(a, []byte(password)); err != nil {
				t.Errorf("%s of %d bytes: %v", variant, len(password), err)
			}
			if err := bcrypt.CompareHashAndPassword(a, []byte("wrong")); err == nil {
				t.Errorf("%s of %d bytes: takes any password", variant, len(password))
			}
			again := newBcrypt(t, Params{"password": password, "cost": int64(5), "variant": variant})
			if c, _ := again.Append(nil, []byte("one"), nil); string(c) != string(a) {
				t.Errorf("%s, and in another run %s", a, c)
			}
		}
	}
}

// TestBcryptOnce: the hash of a password is made once for a key.
func TestBcryptOnce(t *testing.T) {
	k := testKey(t)
	p := Params{"password": "x", "cost": int64(11)}
	if _, err := New("bcrypt", k, Type{Kind: Text}, p); err != nil {
		t.Fatal(err)
	}
	for n := 60; n < 160; n++ {
		if _, err := New("bcrypt", k, Type{Kind: Text, Len: n}, p); err != nil {
			t.Fatal(err)
		}
	}
	if n := hashesOf(k); n != 1 {
		t.Errorf("%d hashes were made, want 1", n)
	}
}

// TestBcryptPostgres asks pgcrypto: the known password logs in, the unusable
// hash is one, and nothing matches it.
func TestBcryptPostgres(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	pg := pgtest.Start(t)
	pg.CreateDB(t, "crypt")
	known, _ := newBcrypt(t, Params{"password": "correct horse", "cost": int64(6)}).Append(nil, []byte("one"), nil)
	var b strings.Builder
	b.WriteString("CREATE EXTENSION pgcrypto;\n\\pset tuples_only on\n\\pset format unaligned\n")
	fmt.Fprintf(&b, "SELECT crypt('correct horse', '%s') = '%[1]s', crypt('wrong', '%[1]s') = '%[1]s';\n", known)
	want := "t|f\n"
	m := newBcrypt(t, Params{"cost": int64(4)})
	for i := range 50 {
		old := fmt.Sprintf("$2a$04$old%d", i)
		out, _ := m.Append(nil, []byte(old), nil)
		// A hash that is not well-formed is an error of crypt, which ends the script.
		fmt.Fprintf(&b, "SELECT crypt('%s', '%s') = '%[2]s', length(crypt('', '%[2]s')), left(crypt('', '%[2]s'), 29) = left('%[2]s', 29);\n", old, out)
		want += "f|60|t\n"
	}
	if out := pg.PSQL(t, "crypt", b.String()); !strings.HasSuffix(out, want) {
		t.Errorf("pgcrypto says\n%s\nwant\n%s", out, want)
	}
}

// hashesOf counts the hashes that a key, and those derived from it, have made.
func hashesOf(k *Key) int {
	n := len(k.hashes)
	for _, of := range k.derived {
		n += hashesOf(of)
	}
	return n
}
