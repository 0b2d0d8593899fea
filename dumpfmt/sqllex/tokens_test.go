package sqllex

import (
	"fmt"
	"strings"
	"testing"
)

var kindNames = map[TokenKind]string{
	Word: "word", QuotedIdent: "ident", String: "string", Number: "number", Punct: "punct", Bad: "bad",
}

// tokens returns the tokens of in as "word a|punct .|string b".
func tokens(in string, std bool) string {
	t := NewTokens([]byte(in), std)
	var list []string
	for tok := t.Next(); tok.Kind != End; tok = t.Next() {
		list = append(list, kindNames[tok.Kind]+" "+tok.Text)
	}
	return strings.Join(list, "|")
}

func TestTokens(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" -- x\n/* y */ ", ""},
		{"SELECT a.b, C;", "word select|word a|punct .|word b|punct ,|word c|punct ;"},
		{`"A""b" "c.d"`, `ident A"b|ident c.d`},
		{`'it''s' 'a\b'`, `string it's|string a\b`},
		{`E'a\tb\'\\' e'\x41\101\u00e9\U0001F600'`, "string a\tb'\\|string AAé😀"},
		{"B'101' X'1f' N'n'", "string 101|string 1f|string n"},
		{"$$a'b$$ $t$ $$ $t$", "string a'b|string  $$ "},
		{"a$b a$$", "word a$b|word a$$"},
		{"1 1.5 1e10 1.5E-3 12abc 1$$x$$", "number 1|number 1.5|number 1e10|number 1.5E-3|number 12|word abc|number 1|string x"},
		{"1..2e 3.", "number 1|punct .|punct .|number 2|word e|number 3."},
		{"1e", "number 1|word e"},
		{"-1", "punct -|number 1"},
		{"ÄB größe", "word Äb|word größe"},
		{"U&'x'", "word u|punct &|string x"},
		{"'a'\n'b' 'c'", "string ab|string c"},
		{"E'a' -- x'\n'\\'b' E'c' /*\n*/ 'd\\'", "string a'b|string c|string d\\"},
		{"B'1'\n\n'0' x", "string 10|word x"},
		{"a/*", "word a|bad "},
		{"'a", "bad "},
		{`"a`, "bad "},
		{"$$a", "bad "},
		{`E'\u12'`, "bad "},
		{`E'\ud83d'`, "bad "},
		{`E'\0'`, "bad "},
		{`E'\x00'`, "bad "},
		{`E'\v'`, "bad "},
		{`E'\xg'`, "string xg"},
		{`E'\777'`, "string \xff"},
		{`E'\u0000'`, "bad "},
		{`E'a\'`, "bad "},
		{"$1 $2$$x$$ $3e5", "punct $|punct $|string x|punct $|word e5"},
		{"a::text", "word a|punct :|punct :|word text"},
	}
	for _, tt := range tests {
		if got := tokens(tt.in, true); got != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
	if got, want := tokens(`'a\'b' B'1' "c\"`, false), `string a'b|string 1|ident c\`; got != want {
		t.Errorf("without standard strings: %q, want %q", got, want)
	}
}

func TestTokenPlaces(t *testing.T) {
	const in = ` a "b" /* x */ 'c' E'd';`
	tokens := NewTokens([]byte(in), true)
	if got := tokens.Peek(); got != tokens.Peek() || tokens.Offset() != 0 {
		t.Errorf("Peek consumes: %v, offset %d", got, tokens.Offset())
	}
	got := ""
	for tok := tokens.Next(); tok.Kind != End; tok = tokens.Next() {
		got += fmt.Sprintf("[%s]", in[tok.Lo:tok.Hi])
		if tokens.Offset() != tok.Hi {
			t.Errorf("Offset = %d after the token that ends at %d", tokens.Offset(), tok.Hi)
		}
	}
	if want := `[a]["b"]['c'][E'd'][;]`; got != want {
		t.Errorf("tokens %s, want %s", got, want)
	}
}

func TestFoldASCII(t *testing.T) {
	for in, want := range map[string]string{"": "", "abc": "abc", "aBC": "abc", "É_Z9": "É_z9"} {
		if got := FoldASCII(in); got != want {
			t.Errorf("FoldASCII(%q) = %q, want %q", in, got, want)
		}
	}
}
