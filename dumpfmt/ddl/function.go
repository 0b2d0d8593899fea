package ddl

import (
	"strconv"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// A CHECK, or the expression of a generated column, may call a function of the dump.
// Those that are one expression of their arguments are read: a SELECT or RETURN of it,
// and of conditions IF in PL/pgSQL.

// maxFunction bounds the statements that are read for a condition.
const maxFunction = 8 << 10

// function notes the condition that a CREATE FUNCTION is, whose name is at an offset.
// What is of another form is noted without one.
func (c *catalog) function(stmt []byte, at int) {
	if len(stmt) > maxFunction || len(stmt) < at {
		return
	}
	p := newParser(stmt)
	p.Seek(at)
	f := dumpfmt.Function{Name: c.created(p.name())}
	p.optionalList(func() { f.Params = append(f.Params, p.param(len(f.Params)+1)) })
	p.expect("returns")
	if !p.AcceptAny("boolean", "bool") {
		t := p.typ()
		f.Returns = &t
	}
	if p.err != nil || p.Token().Is('[') {
		return
	}
	language, body := p.functionBody(&f)
	if p.err == nil && (f.Returns == nil || language == "sql") {
		f.Condition = conditionOf(language, body)
	}
	if f.Returns == nil || f.Condition != "" {
		c.PutFunction(f)
	}
}

// param reads [IN] [name] type; without a name it is $1, $2 and so on.
func (p *parser) param(number int) dumpfmt.Param {
	p.Accept("in")
	ahead := *p
	if t := ahead.typ(); ahead.err == nil && ahead.atItemEnd() {
		*p = ahead
		return dumpfmt.Param{Name: "$" + strconv.Itoa(number), Type: t}
	}
	one := dumpfmt.Param{Name: p.ident(), Type: p.typ()}
	if !p.atItemEnd() {
		p.fail("',' or ')'") // a default
	}
	return one
}

// functionBody reads what stands behind the type that a function returns.
func (p *parser) functionBody(f *dumpfmt.Function) (language, body string) {
	for !p.AtEnd() {
		switch {
		case p.Is("begin"): // ATOMIC
			p.fail("AS or RETURN")
		case p.Accept("language"):
			language = strings.ToLower(p.ident())
		case p.Accept("strict"), p.Accept("returns", "null", "on", "null", "input"):
			f.Strict = true
		case p.Accept("as"):
			body = p.text()
		case p.Is("return"):
			lo := p.Token().Lo
			p.skipStatement()
			return "sql", p.between(lo)
		default:
			p.Next()
		}
	}
	return language, body
}

// conditionOf returns the condition that a body is, "" if it is none.
func conditionOf(language, body string) string {
	r := bodyReader{sqllex.NewCursor([]byte(body), true)}
	text := ""
	switch {
	case language == "sql" && (r.Accept("select") || r.Accept("return")):
		text = r.upTo("")
	case language == "plpgsql" && r.Accept("begin"):
		if text = r.returned(); !r.Accept("end") {
			return ""
		}
	}
	r.AcceptPunct(';')
	if r.Token().Kind != sqllex.End {
		return ""
	}
	return text
}

// bodyReader reads statements of PL/pgSQL. What it does not know makes "" of all.
type bodyReader struct{ sqllex.Cursor }

// returned reads the statement that is next, and what follows it, if it returns
// something in each case, and returns that as one expression.
func (r *bodyReader) returned() string {
	switch {
	case r.Accept("return"):
		text := r.upTo("")
		if !r.AcceptPunct(';') {
			return ""
		}
		return text
	case r.Accept("if"):
		return r.choice()
	}
	return ""
}

// choice reads an IF behind that word.
func (r *bodyReader) choice() string {
	test := r.upTo("then")
	if test == "" || !r.Accept("then") {
		return ""
	}
	yes, no := r.returned(), ""
	switch {
	case r.AcceptAny("elsif", "elseif"):
		no = r.choice()
	case r.Accept("else"):
		if no = r.returned(); !r.endIf() {
			return ""
		}
	case r.endIf():
		no = r.returned()
	}
	if yes == "" || no == "" {
		return ""
	}
	return chosen(test, yes, no)
}

func (r *bodyReader) endIf() bool { return r.Accept("end", "if") && r.AcceptPunct(';') }

// upTo reads an expression up to a word, or to the end of the statement. A line break
// ends a comment in it.
func (r *bodyReader) upTo(word string) string {
	lo := r.Token().Lo
	for !r.AtEnd() && (word == "" || !r.Is(word)) {
		if r.Is("case") || !r.SkipGroup() {
			return ""
		}
	}
	return string(r.Between(lo)) + "\n"
}

// chosen returns the expression of IF test THEN yes ELSE no, where NULL is not true.
func chosen(test, yes, no string) string {
	isTrue, isNot := "(("+test+") IS TRUE)", "(("+test+") IS NOT TRUE)"
	switch always := func(text, value string) bool { return strings.EqualFold(strings.TrimSpace(text), value) }; {
	case always(yes, "true") && always(no, "false"):
		return isTrue
	case always(yes, "false") && always(no, "true"):
		return isNot
	case always(yes, "true"):
		return "(" + isTrue + " OR (" + no + "))"
	case always(yes, "false"):
		return "(" + isNot + " AND (" + no + "))"
	case always(no, "true"):
		return "(" + isNot + " OR (" + yes + "))"
	case always(no, "false"):
		return "(" + isTrue + " AND (" + yes + "))"
	}
	return "((" + isTrue + " AND (" + yes + ")) OR (" + isNot + " AND (" + no + ")))"
}
