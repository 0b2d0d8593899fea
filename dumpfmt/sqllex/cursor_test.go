package sqllex

import (
	"strings"
	"testing"
)

var kindNames = map[TokenKind]string{
	Word: "word", QuotedIdent: "ident", String: "string", Number: "number", Param: "param",
	Punct: "punct", Operator: "op", Bad: "bad",
}

// tokens returns the tokens of in as "word a|punct .|string b"; a text that is
// not valid is "?".
func tokens(in string, std bool) string {
	c := NewCursor([]byte(in), std)
	var list []string
	for c.Token().Kind != End {
		tok := c.Next()
		text, ok := c.Text(tok)
		if !ok {
			text = "?"
		}
		list = append(list, kindNames[tok.Kind]+" "+text)
	}
	return strings.Join(list, "|")
}

func TestCursor(t *testing.T) {
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
		{".5 a.5", "number .5|word a|number .5"},
		{"1e", "number 1|word e"},
		{"-1", "op -|number 1"},
		{"ÄB größe", "word Äb|word größe"},
		{`U&'x' u&"y" U&'\0041' U & 'x'`, "string x|ident y|string ?|word u|op &|string x"},
		{`U&"d!0061t" UESCAPE '!'`, "ident ?|word uescape|string !"},
		{"a>=-1 @-1 <-/*x*/b+--y\n(+-)", "word a|op >=|op -|number 1|op @-|number 1|op <|op -|word b|op +|punct (|op +|op -|punct )"},
		{"'a'\n'b' 'c'", "string ab|string c"},
		{"E'a' -- x'\n'\\'b' E'c' /*\n*/ 'd\\'", "string a'b|string c|string d\\"},
		{"B'1'\n\n'0' x", "string 10|word x"},
		{"a/*", "word a|bad ?"},
		{"'a", "bad ?"},
		{`"a`, "bad ?"},
		{"$$a", "bad ?"},
		{`E'\u12'`, "string ?"},
		{`E'\ud83d'`, "string ?"},
		{`E'\0'`, "string ?"},
		{`E'\x00'`, "string ?"},
		{`E'\v'`, "string ?"},
		{`E'\xg'`, "string xg"},
		{`E'\777'`, "string \xff"},
		{`E'\u0000'`, "string ?"},
		{`E'a\'`, "bad ?"},
		{"$1 $2$$x$$ $3e5", "param $1|param $2|string x|param $3|word e5"},
		{"a::text", "word a|punct ::|word text"},
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

func TestCursorPlaces(t *testing.T) {
	const in = ` a "b" /* x */ 'c' E'd';`
	c := NewCursor([]byte(in), true)
	if got := c.Token(); got != c.Token() || c.Prev() != 0 {
		t.Errorf("Token consumes: %v, offset %d", got, c.Prev())
	}
	got := ""
	for c.Token().Kind != End {
		peek := c.Peek()
		tok := c.Next()
		got += "[" + string(c.Raw(tok)) + "]"
		if c.Prev() != tok.Hi || c.Token() != peek {
			t.Errorf("at %v, %d after the token that ends at %d; want %v", c.Token(), c.Prev(), tok.Hi, peek)
		}
	}
	if want := `[a]["b"]['c'][E'd'][;]`; got != want {
		t.Errorf("tokens %s, want %s", got, want)
	}
}

func TestCursorNames(t *testing.T) {
	long := strings.Repeat("x", 62) + "é"
	for _, tt := range []struct {
		in, schema, name string
		ok               bool
	}{
		{"A", "", "a", true}, {`"A" . b`, "A", "b", true}, {`d.s."t""u"`, "s", `t"u`, true}, {`a."b"."c".d`, "b", "c", true},
		{"'a'", "", "", false}, {"a.'x'", "", "", false}, {`U&"a\0041"`, "", "", false},
		{long + "y", "", strings.Repeat("x", 62), true},
	} {
		c := NewCursor([]byte(tt.in), true)
		schema, name, ok := c.Name()
		if ok != tt.ok || ok && (schema != tt.schema || name != tt.name) {
			t.Errorf("%s: %q %q %v", tt.in, schema, name, ok)
		}
	}
}

func TestSkipGroup(t *testing.T) {
	for in, want := range map[string]string{
		"a b": "a", "(a, [b) c": "(a, [b) c", "(a, [b], '(' /* ( */) c": "(a, [b], '(' /* ( */)", "f(a)": "f", "[1][2]": "[1]",
	} {
		c := NewCursor([]byte(in), true)
		c.SkipGroup()
		if got := string(c.Between(0)); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
	c := NewCursor([]byte("(a; b)"), true)
	if c.SkipGroup() {
		t.Error("a group ends behind its statement")
	}
}
