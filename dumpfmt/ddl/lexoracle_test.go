//go:build cgo

package ddl

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	pg "github.com/pganalyze/pg_query_go/v5"

	"sanitize/dumpfmt/sqllex"
)

// FuzzLexOracle holds sqllex against PostgreSQL's own scanner: the ends of
// statements, and the words and names around literals.
func FuzzLexOracle(f *testing.F) {
	for _, sql := range corpus {
		f.Add(sql)
	}
	for _, sql := range []string{
		"SELECT 'a;''b', E'\\';', B'01', X'1f', N'a'; SELECT 2", "SELECT E'a'\n'b\\';c'; SELECT 'a'\n'\\'; SELECT E'a' 'b\\'",
		"SELECT $$;$$, $a$;$$;$a$, a$$, 1$$;$$, $1; SELECT 1.5e3$a$;$a$", `SELECT "a;""b"; SELECT e'\\' `,
		"SELECT 1 -- ;\n + 2 /* ; /* ; */ ; */ ; SELECT 1 +-- ;\n 2 */* ; */ 3", "SELECT (1; 2); SELECT )(1;)", "é\xc3\xbc; ü'a'; _e'\\';",
	} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		if !oracleSpeaks(sql) {
			t.Skip("PostgreSQL's scanner does not tell")
		}
		scan, err := pg.Scan(sql)
		if err != nil {
			t.Skip("not SQL")
		}
		if diff := cmp.Diff(oracleTokens(sql, scan), lexTokens(sql)); diff != "" {
			t.Errorf("tokens: -PostgreSQL +sqllex:\n%s", diff)
		}
		ends, stop := lexEnds(sql)
		if diff := cmp.Diff(oracleEnds(sql[:stop], scan), ends); diff != "" {
			t.Errorf("ends of statements: -PostgreSQL +sqllex:\n%s", diff)
		}
	})
}

// oracleSpeaks reports whether sql is what the oracle can judge: it reads
// UTF-8, takes \v for white space since PostgreSQL 16 only, splits neither at
// the backslashes of psql nor by the words of a BEGIN ATOMIC body, and U& is
// three tokens to sqllex.
func oracleSpeaks(sql string) bool {
	lower := strings.ToLower(sql)
	return utf8.ValidString(sql) && !strings.ContainsAny(sql, "\x00\v") &&
		!strings.Contains(lower, "atomic") && !strings.Contains(lower, "u&")
}

// oracleTokens returns the texts of the tokens that both sides read alike.
func oracleTokens(sql string, scan *pg.ScanResult) []string {
	var list []string
	for _, tok := range scan.Tokens {
		s := sql[tok.Start:tok.End]
		if strings.EqualFold(s, "n") && strings.HasPrefix(sql[tok.End:], "'") {
			continue // the N of N'…'
		}
		if isToken(s) && !afterDigit(sql, int(tok.Start)) && tok.Token != pg.Token_SQL_COMMENT && tok.Token != pg.Token_C_COMMENT {
			list = append(list, s)
		}
	}
	return list
}

func lexTokens(sql string) []string {
	var list []string
	c := sqllex.NewCursor([]byte(sql), true)
	for c.Token().Kind != sqllex.End {
		tok := c.Next()
		if isToken(sql[tok.Lo:tok.Hi]) && !afterDigit(sql, tok.Lo) {
			list = append(list, sql[tok.Lo:tok.Hi])
		}
	}
	return list
}

// afterDigit reports whether a word at sql[i] would be the end of 0x1f or 1_000,
// numbers since PostgreSQL 16, or an error.
func afterDigit(sql string, i int) bool {
	return i > 0 && '0' <= sql[i-1] && sql[i-1] <= '9' && (sql[i] >= 'A' || sql[i] == '"')
}

// isToken reports whether s is a word, a name, a parenthesis or a semicolon.
// Operators and numbers are read in another way, and continued literals as
// several; what matters is that the tokens after them are the same.
func isToken(s string) bool {
	if s == "" || s[len(s)-1] == '\'' {
		return false
	}
	c := s[0]
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= 0x80 || strings.IndexByte(`"();`, c) >= 0
}

// oracleEnds returns the offsets after the semicolons outside of parentheses in
// sql, the start of what was scanned.
func oracleEnds(sql string, scan *pg.ScanResult) []int {
	ends := []int{}
	depth := 0
	for _, tok := range scan.Tokens {
		if int(tok.End) > len(sql) {
			break
		}
		switch sql[tok.Start:tok.End] {
		case "(":
			depth++
		case ")":
			depth = max(depth-1, 0)
		case ";":
			if depth == 0 {
				ends = append(ends, int(tok.End))
			}
		}
	}
	return ends
}

// lexEnds returns the offsets after the statements of sql, and how far psql
// would leave the rest to the server: up to a backslash.
func lexEnds(sql string) (ends []int, stop int) {
	ends = []int{}
	var l sqllex.Lexer
	for at, b := 0, []byte(sql); ; {
		l.Reset(true)
		n, st := l.Scan(b[at:], 0, true)
		at += n
		if st != sqllex.Complete {
			return ends, at
		}
		ends = append(ends, at)
	}
}
