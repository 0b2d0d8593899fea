package sqllex

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// split cuts in at the ends of its statements. What remains at the end, or
// from a backslash on, is the last part. step is how many bytes the lexer gets
// at a time.
func split(in string, std bool, step int) []string {
	parts := []string{}
	var l Lexer
	for b := []byte(in); len(b) > 0; {
		l.Reset(std)
		n, st := 0, More
		for have := min(step, len(b)); ; have = min(have+step, len(b)) {
			n, st = l.Scan(b[:have:have], n, have == len(b))
			if st != More || have == len(b) {
				break
			}
		}
		if st != Complete {
			return append(parts, string(b))
		}
		parts = append(parts, string(b[:n]))
		b = b[n:]
	}
	return parts
}

// TestStatementEnds marks the end of each statement with ¶.
func TestStatementEnds(t *testing.T) {
	tests := []struct{ name, in string }{
		{"plain", "SELECT 1;¶ SELECT 2;¶;¶"},
		{"no end", "SELECT 1"},
		{"string", "SELECT 'a;b';¶SELECT 'a''; b';¶SELECT '';¶"},
		{"string with a backslash", `SELECT 'a\';¶SELECT '\\';¶`},
		{"string with newlines", "SELECT 'a\n;\n--;\n/*';¶SELECT 1;¶"},
		{"open string", "SELECT 'a;"},
		{"continued string", "SELECT 'a;'\n  'b;';¶SELECT 'a\\'\n'b;';¶"},
		{"E string", `SELECT E'a\';b';¶SELECT e'a\\';¶SELECT E'a''\';';¶SELECT E'\\\';b';¶`},
		{"E within a name", `SELECT nameE'\';¶SELECT _e'\';¶SELECT é'\';¶SELECT 1 AS e, '\';¶`},
		{"E apart from the quote", `SELECT E '\';¶`},
		{"continued E string", "SELECT E'a'\n'b\\';c';¶SELECT E'a' \t\r 'b\\';c';¶SELECT E'a' -- x;'\n  'b\\';c';¶"},
		{"E string that is not continued", "SELECT E'a' 'b\\';¶SELECT E'a' /* \n */ 'b\\';¶SELECT E'a',\n'b\\';¶SELECT E'a' - \n'b\\';¶"},
		{"string that does not become E", "SELECT 'a'\nE'\\';b';¶SELECT E'a'\nB'\\';¶"},
		{"U& string", `SELECT U&'\0041;';¶SELECT U&'\';¶SELECT u&"a;";¶`},
		{"bit and hex strings", `SELECT B'01;', X'1f;', N'a;';¶`},
		{"quoted name", `SELECT "a;b";¶SELECT "a"";";¶SELECT "a\";¶SELECT "'";¶SELECT "$$";¶`},
		{"dollar quote", "SELECT $$a;'b$$;¶SELECT $a$;$$;$b$;$a$;¶SELECT $a$ $$a$;¶SELECT $é_1$;$é_1$;¶"},
		{"dollar quotes side by side", "SELECT $$a$$$$;$$;¶"},
		{"dollar tag that is none", "SELECT $1;¶SELECT $ a$;¶SELECT $1a$;¶SELECT $a b$;¶SELECT $;¶SELECT $a-$;¶"},
		{"dollar sign in a name", "SELECT a$$;¶SELECT a$b$;¶SELECT é$$;¶SELECT _$x$;¶"},
		{"dollar quote after a number", "SELECT 1$$;$$;¶SELECT 1.5e3$a$;$a$;¶SELECT $1$$;$$;¶SELECT $1e5$$;¶SELECT 1e+$$;$$;¶SELECT 1e$$;¶SELECT 1e5$$;$$;¶"},
		{"dollar tag and case", "SELECT $A$;$a$;$A$;¶"},
		{"open dollar quote", "SELECT $a$;$a;"},
		{"line comment", "SELECT 1 -- ;'\n;¶SELECT 1--;\r;¶SELECT 1 -- $$\n;¶"},
		{"operators, no comment", "SELECT 1 - - 2;¶SELECT 1 / 2;¶SELECT - 1;¶"},
		{"comment in an operator", "SELECT 1 +-- ;\n 2;¶SELECT 1 */* ; */ 2;¶"},
		{"block comment", "SELECT /* ; ' */ 1;¶SELECT /*;*/ 1;¶SELECT /**/ 1;¶SELECT /***/ 1;¶SELECT /*/ ; */ 1;¶"},
		{"nested comment", "SELECT /* a /* b; */ ; */ 1;¶SELECT /*/*;*/;*/ 1;¶SELECT /* -- */ ;¶"},
		{"open comment", "SELECT /* /* */ ;"},
		{"parentheses", "CREATE RULE r AS ON UPDATE TO t DO INSTEAD ( INSERT INTO u VALUES (1);\n DELETE FROM v;\n);¶"},
		{"parentheses too many", "SELECT 1);¶SELECT )(1;);¶"},
		{"parentheses in quotes", "SELECT '(', \"(\", $$($$ /* ( */ -- (\n;¶"},
		{"brackets", "SELECT a[1;¶"},
		{"atomic body", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;¶SELECT 1;¶"},
		{"atomic body of a procedure", "create or replace procedure f() begin\n/* x */ atomic\n select 1;\nend;¶"},
		{"atomic body with CASE", "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END; SELECT 1; END;¶"},
		{"atomic body with END in parentheses", "CREATE FUNCTION f() BEGIN ATOMIC SELECT (CASE WHEN a THEN 1 END); SELECT 1; END;¶"},
		{"atomic body with names", "CREATE FUNCTION f() BEGIN ATOMIC SELECT t.begin, \"end\", t.the_end, end$, 'end' FROM t; END;¶"},
		{"atomic body with a string", "CREATE FUNCTION f() BEGIN ATOMIC SELECT 'END;'; END;¶"},
		{"function named begin", "CREATE FUNCTION public.begin() RETURNS int LANGUAGE sql AS $$select 1$$;¶SELECT 1;¶"},
		{"function begin.atomic", "CREATE FUNCTION begin.atomic() LANGUAGE sql AS $$select 1$$;¶SELECT 1;¶"},
		{"argument named begin", "CREATE FUNCTION f(begin atomic) LANGUAGE sql AS $$select 1$$;¶"},
		{"function named atomic", "CREATE FUNCTION atomic() BEGIN ATOMIC SELECT 1; END;¶SELECT 1;¶"},
		{"no routine", "CREATE TABLE function (begin int, atomic int);¶BEGIN;¶SELECT CASE WHEN a THEN 1 END;¶BEGIN ATOMIC;¶"},
		{"trigger on a function", "CREATE TRIGGER t BEFORE INSERT ON t EXECUTE FUNCTION begin();¶"},
		{"comments before FUNCTION", "CREATE /* ; */ OR -- ;\n REPLACE FUNCTION f() BEGIN ATOMIC ; END;¶"},
		{"non-ASCII", "SELECT 'é;', \"日本;\", ünï;¶"},
		{"bytes of another encoding", "SELECT '\xe9;', \xe9\xff;¶"},
		{"backslash", "SELECT 1;¶SELECT 2 \\g"},
		{"backslash in quotes", "SELECT '\\', \"\\\", $$\\$$ /* \\ */ -- \\\n;¶"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkSplit(t, tt.in, true) })
	}
}

func TestStatementEndsWithoutStandardStrings(t *testing.T) {
	tests := []struct{ name, in string }{
		{"string", `SELECT 'a\';b';¶SELECT '\\';¶SELECT 'a''\';';¶`},
		{"continued string", "SELECT 'a'\n'b\\';';¶SELECT 'a' 'b\\';';¶"},
		{"E string", `SELECT E'a\';b';¶`},
		{"N string", `SELECT N'a\';b';¶`},
		{"bit string", `SELECT B'\';¶SELECT x'\';¶`},
		{"continued bit string", "SELECT B'1'\n'\\';¶SELECT B'1' '\\';';¶SELECT B'1''\\';¶"},
		{"quoted name", `SELECT "a\";¶`},
		{"dollar quote", `SELECT $$\$$;¶`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkSplit(t, tt.in, false) })
	}
}

func checkSplit(t *testing.T, marked string, std bool) {
	t.Helper()
	want := strings.Split(marked, "¶")
	if want[len(want)-1] == "" {
		want = want[:len(want)-1]
	}
	in := strings.ReplaceAll(marked, "¶", "")
	for _, step := range []int{len(in), 1, 2, 7} {
		if diff := cmp.Diff(want, split(in, std, step)); diff != "" {
			t.Errorf("%d bytes at a time: -want +got:\n%s", step, diff)
		}
	}
}

func TestBackslash(t *testing.T) {
	const in = `SELECT (1 \; 2);`
	var l Lexer
	l.Reset(true)
	if n, st := l.Scan([]byte(in), 0, true); st != Backslash || n != strings.Index(in, `\`) {
		t.Errorf("Scan = %d, %d, want the backslash", n, st)
	}
}

func TestSkipSpace(t *testing.T) {
	tests := []struct {
		in    string // ¶ marks how far the space goes
		eof   bool
		whole bool
	}{
		{"¶x", false, true},
		{" \t\r\n\f\v¶x", false, true},
		{" ¶", false, true},
		{"-- a\n¶x", false, true},
		{" ¶-- a", false, false},
		{" -- a¶", true, true},
		{"¶-", false, false},
		{"¶-", true, true},
		{"¶/", false, false},
		{"¶/x", false, true},
		{" /* a /* b */ */ ¶x", false, true},
		{" ¶/* a /* b */ ", false, false},
		{" ¶/* a", true, false},
		{"-- a\r¶x", false, true},
		{"¶\xef\xbb\xbf", false, true},
	}
	for _, tt := range tests {
		want := strings.Index(tt.in, "¶")
		in := strings.Replace(tt.in, "¶", "", 1)
		if n, whole := SkipSpace([]byte(in), tt.eof); n != want || whole != tt.whole {
			t.Errorf("SkipSpace(%q, %t) = %d, %t, want %d, %t", in, tt.eof, n, whole, want, tt.whole)
		}
	}
}

func TestCommentLen(t *testing.T) {
	for in, want := range map[string]int{
		"/**/x": 4, "/* a */ b */": 7, "/* /* */ */x": 11, "/* a": 4, "/*/": 3, "/* /* */": 8,
	} {
		if got := CommentLen([]byte(in)); got != want {
			t.Errorf("CommentLen(%q) = %d, want %d", in, got, want)
		}
	}
}
