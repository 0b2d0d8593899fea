package outside

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt/sqllex"
)

// isStatement reports whether b is one whole statement, as the scanner finds
// them, of tokens that there are: behind another, a test could not compare.
func isStatement(b []byte, std bool) bool {
	var l sqllex.Lexer
	l.Reset(std)
	n, st := l.Scan(b, 0, true)
	c := sqllex.NewCursor(b, std)
	for c.Token().Kind != sqllex.End && c.Token().Kind != sqllex.Bad {
		c.Next()
	}
	return st == sqllex.Complete && n == len(b) && c.Token().Kind == sqllex.End
}

// lexeme is a token with its text.
type lexeme struct {
	sqllex.Token
	Text string
}

// tokens returns the tokens of b.
func tokens(b []byte, std bool) []lexeme {
	var list []lexeme
	c := sqllex.NewCursor(b, std)
	for c.Token().Kind != sqllex.End && c.Token().Kind != sqllex.Bad {
		text, _ := c.Text(c.Token())
		list = append(list, lexeme{c.Next(), text})
	}
	return list
}

func isWord(l lexeme, w string) bool { return l.Kind == sqllex.Word && l.Text == w }

// fuzzEdit runs an edit over statements that fuzzing makes. What is edited is a
// statement again, a second edit finds nothing more to do, and check has seen
// that only what was intended has changed.
func fuzzEdit(f *testing.F, edit editFunc, seeds []string, check func(t *testing.T, in, out []byte, std bool)) {
	for _, s := range seeds {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, in []byte, std bool) {
		if !isStatement(in, std) {
			return
		}
		src := bytes.Clone(in)
		out, n, err := edit(nil, in, session(std))
		if !bytes.Equal(src, in) {
			t.Fatal("the edit has changed its input")
		}
		if err != nil {
			return
		}
		if !isStatement(out, std) {
			t.Fatalf("%q is no statement any more: %q", in, out)
		}
		if n == 0 && !bytes.Equal(in, out) {
			t.Fatalf("%q has changed, and nothing was counted: %q", in, out)
		}
		again, _, err := edit(nil, out, session(std))
		if err != nil || !bytes.Equal(again, out) {
			t.Fatalf("%q, edited again, is %q, error %v", out, again, err)
		}
		check(t, in, out, std)
	})
}

// onlyRedacted wants out to have the tokens of in, and the bytes between them,
// but for values that were replaced. The sign of a number goes with it.
func onlyRedacted(t *testing.T, in, out []byte, std bool) {
	t.Helper()
	a, b := tokens(in, std), tokens(out, std)
	ai, bi := 0, 0 // ends of the last tokens
	for i := range b {
		if len(a) == 0 {
			t.Fatalf("%q has got a token more: %q", in, out)
		}
		was := a[0]
		if !bytes.Equal(in[ai:was.Lo], out[bi:b[i].Lo]) {
			t.Fatalf("%q and %q differ between tokens", in, out)
		}
		same := bytes.Equal(in[was.Lo:was.Hi], out[b[i].Lo:b[i].Hi])
		if !same && string(out[b[i].Lo:b[i].Hi]) != "'"+Redacted+"'" {
			t.Fatalf("%q and %q differ in another token", in, out)
		}
		if !same && (was.Is('-') || was.Is('+')) {
			a = a[1:]
		}
		ai, bi, a = a[0].Hi, b[i].Hi, a[1:]
	}
	if len(a) > 0 || !bytes.Equal(in[ai:], out[bi:]) {
		t.Fatalf("%q has lost its end: %q", in, out)
	}
}

func FuzzRole(f *testing.F) {
	seeds := []string{
		"ALTER ROLE r WITH LOGIN PASSWORD 'x' VALID UNTIL 'y';", "CREATE USER \"u\" ENCRYPTED PASSWORD E'a\\'b'CONNECTION LIMIT -1;",
		"ALTER ROLE r/**/PASSWORD $$x$$--\n;", "CREATE GROUP g USER a, b PASSWORD NULL;",
	}
	fuzzEdit(f, AppendWithoutPassword, seeds, func(t *testing.T, in, out []byte, std bool) {
		a, b := tokens(in, std), tokens(out, std)
		for _, tok := range b {
			for len(a) > 0 && (a[0].Kind != tok.Kind || a[0].Text != tok.Text) {
				if w := a[0]; w.Kind != sqllex.String && !isWord(w, "password") && !isWord(w, "encrypted") && !isWord(w, "unencrypted") {
					t.Fatalf("%q has lost another token: %q", in, out)
				}
				a = a[1:]
			}
			if len(a) == 0 {
				t.Fatalf("%q has got a token: %q", in, out)
			}
			a = a[1:]
		}
		if len(a) > 0 {
			t.Fatalf("%q has lost its end: %q", in, out)
		}
	})
}

func FuzzSetting(f *testing.F) {
	fuzzEdit(f, judge.AppendScrubbedSetting, []string{
		"ALTER ROLE r SET app.secret TO 'x', y, -5;", "ALTER DATABASE d SET \"app.x\" = E'token=\\'y';",
		"ALTER ROLE r IN DATABASE d SET a.b.c TO DEFAULT;", "ALTER SYSTEM SET a = 'https://u:p@h';", "ALTER ROLE r SET TIME ZONE 'x';",
	}, onlyRedacted)
}

func FuzzOptions(f *testing.F) {
	fuzzEdit(f, judge.AppendScrubbedOptions, []string{
		"CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'x', \"user\" 'y');", "ALTER SERVER s OPTIONS (ADD token E'x', SET b 'y', DROP c);",
		"CREATE FOREIGN TABLE t (a text OPTIONS (key 'x')) SERVER s OPTIONS (a 'https://u:p@h');", "ALTER TABLE t OPTIONS (SET secret 'x');",
	}, onlyRedacted)
}

// onlyConninfo wants the strings after CONNECTION alone to differ.
func onlyConninfo(t *testing.T, in, out []byte, std bool) {
	t.Helper()
	a, b := tokens(in, std), tokens(out, std)
	i := slices.IndexFunc(a, func(t lexeme) bool { return t.Kind == sqllex.String })
	if bytes.Equal(in, out) {
		return
	}
	if i < 1 || len(a) != len(b) || !isWord(a[i-1], "connection") || !bytes.Equal(in[:a[i].Lo], out[:b[i].Lo]) ||
		!bytes.Equal(in[a[i].Hi:], out[b[i].Hi:]) {
		t.Fatalf("%q and %q differ outside of the conninfo", in, out)
	}
}

var subscriptionSeeds = []string{
	"CREATE SUBSCRIPTION s CONNECTION 'host=h password=x' PUBLICATION p WITH (connect = false, slot_name = 'x');",
	"CREATE SUBSCRIPTION s CONNECTION E'password=\\'x\\'' PUBLICATION p, q;", "ALTER SUBSCRIPTION s ENABLE;",
	"CREATE SUBSCRIPTION s CONNECTION 'postgresql://u:p@h/d?sslkey=x' PUBLICATION p WITH (enabled, create_slot, binary = true);",
	"ALTER SUBSCRIPTION s CONNECTION $$password=x$$;", "ALTER SUBSCRIPTION s SET (slot_name = -5, a);", "ALTER SUBSCRIPTION s OWNER TO b;",
}

func FuzzSubscription(f *testing.F) {
	fuzzEdit(f, judge.AppendScrubbedConnection, subscriptionSeeds, onlyConninfo)
}

func FuzzDisable(f *testing.F) {
	fuzzEdit(f, AppendDisabledSubscription, subscriptionSeeds, func(t *testing.T, in, out []byte, std bool) {
		s, ok := newParser(out, session(std)).subscription()
		if !ok || s.conn != nil && s.connText != NoConnection || s.enable != nil {
			t.Fatalf("%q can connect, or is not understood: %q", in, out)
		}
		have := map[string]string{}
		for _, o := range s.options {
			have[o.name] = string(out[o.lo:o.hi])
		}
		for _, d := range disabled {
			if v, ok := have[d.name]; (s.create && d.always || ok) && !strings.EqualFold(v, d.value) {
				t.Fatalf("%q is not disabled: %q", in, out)
			}
		}
		before, _ := newParser(in, session(std)).subscription()
		if before.conn != nil && !bytes.Equal(in[:before.conn.Lo], out[:s.conn.Lo]) {
			t.Fatalf("%q has another beginning: %q", in, out)
		}
	})
}

// FuzzConninfo plants a password, as libpq's documentation says to quote it,
// between other pairs.
func FuzzConninfo(f *testing.F) {
	f.Add("host=h user='a b'", "it's a \\ pass word", "postgresql://u:p@h/d?x=y")
	f.Add(`a=b\ c d = e`, "", "=")
	f.Fuzz(func(t *testing.T, rest, password, raw string) {
		if strings.ContainsRune(rest+password+raw, 0) {
			return
		}
		for _, in := range []string{rest, raw} {
			out, _, err := judge.scrubConninfo(in)
			if err != nil {
				continue
			}
			if again, n, err := judge.scrubConninfo(out); again != out || n != 0 || err != nil {
				t.Fatalf("%q, scrubbed again, is %q with %d, error %v", out, again, n, err)
			}
		}
		clean, n, err := judge.scrubConninfo(rest)
		if err != nil || n > 0 || password == "" || password == Redacted || strings.HasPrefix(rest, "postgres") ||
			strings.HasSuffix(rest, `\`) || strings.HasSuffix(strings.TrimRight(rest, " \t\n\v\f\r"), "=") || clean != rest {
			return
		}
		esc := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(password)
		for in, want := range map[string]string{
			rest + " password='" + esc + "' b=c": rest + " password=" + Redacted + " b=c",
			"password='" + esc + "' " + rest:     "password=" + Redacted + " " + rest,
		} {
			if got, n, err := judge.scrubConninfo(in); got != want || n != 1 || err != nil {
				t.Fatalf("%q gives %q with %d, error %v, want %q", in, got, n, err, want)
			}
		}
	})
}

// FuzzVanish checks that what may vanish calls one function and does no more.
func FuzzVanish(f *testing.F) {
	for _, s := range []string{
		"SELECT pg_catalog.lowrite(0, '\\x00');", "SELECT lo_put(1, 0, E'\\\\000'::bytea);", "SELECT lowrite(0, 'x'), 1;",
		"SELECT * FROM pg_catalog.pg_restore_relation_stats('a', '1'::integer);", "SELECT pg_clear_attribute_stats(')');",
	} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, in []byte, std bool) {
		if !isStatement(in, std) {
			return
		}
		var name []string
		switch ses := session(std); Classify(in, ses) {
		case LargeObjectData:
			if CheckLargeObjectData(in, ses) != nil {
				return
			}
			name = []string{"lowrite", "lo_put"}
		case Statistics:
			if CheckStatistics(in, ses) != nil {
				return
			}
			name = []string{"_stats"}
		default:
			return
		}
		toks := tokens(in, std)
		if len(toks) == 0 || toks[len(toks)-1].Hi != len(in) {
			return // a string with an escape that PostgreSQL refuses
		}
		open := slices.IndexFunc(toks, func(t lexeme) bool { return t.Is('(') })
		if open < 1 || open > 6 || !slices.ContainsFunc(name, func(n string) bool { return strings.HasSuffix(strings.ToLower(toks[open-1].Text), n) }) {
			t.Fatalf("%q would vanish", in)
		}
		depth := 0
		for i, tok := range toks[open:] {
			switch {
			case tok.Is('('):
				depth++
			case tok.Is(')'):
				depth--
			}
			if depth == 0 && open+i != len(toks)-2 {
				t.Fatalf("%q would vanish, and does more than a call", in)
			}
			if depth == 0 {
				return
			}
		}
		t.Fatalf("%q would vanish, and does not end", in)
	})
}
