package outside

import (
	"sanitize/dumpfmt"
	"sanitize/dumpfmt/sqllex"
)

// NoConnection is the conninfo of a disabled subscription. The name invalid is
// reserved and never resolves (RFC 6761). The password is for PostgreSQL 16 and
// later, which want one of users who are no superusers.
const NoConnection = "host=subscription.invalid dbname=none user=none password=" + Redacted

// subscription is a CREATE or ALTER SUBSCRIPTION, read as far as it matters.
type subscription struct {
	create   bool
	conn     *sqllex.Token // the conninfo
	connText string
	serverLo int           // of SERVER name, which stands for a conninfo since PostgreSQL 19
	serverHi int           // 0: there is none
	enable   *sqllex.Token // the word ENABLE
	list     bool          // there are options in parentheses
	options  []option
	close    int // offset of the parenthesis that closes them
	end      int // offset of the semicolon
}

// option is name [= value].
type option struct {
	name   string
	nameHi int
	lo, hi int // of the value; 0 if there is none, which means true
}

// AppendScrubbedConnection appends stmt, a Subscription, with REDACTED in place
// of the secrets in its conninfo.
func (secret Judge) AppendScrubbedConnection(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	s, ok := newParser(stmt, ses).subscription()
	if !ok {
		return dst, 0, errSubscription
	}
	out := &patch{dst: dst, src: stmt}
	if s.conn == nil {
		return out.done()
	}
	text, n, err := secret.scrubConninfo(s.connText)
	if err != nil {
		return dst, 0, err
	}
	if n > 0 {
		out.literal(*s.conn, text, ses.StdStrings)
		out.n = n
	}
	return out.done()
}

// AppendDisabledSubscription appends stmt, a Subscription, so that it connects
// nowhere, is not enabled, and knows no slot: neither ENABLE nor DROP of what
// was restored may reach the publisher, whose slot belongs to production.
func AppendDisabledSubscription(dst, stmt []byte, ses *dumpfmt.Session) ([]byte, int, error) {
	s, ok := newParser(stmt, ses).subscription()
	if !ok {
		return dst, 0, errSubscription
	}
	out := &patch{dst: dst, src: stmt}
	if s.conn != nil {
		out.literal(*s.conn, NoConnection, ses.StdStrings)
		out.n = 1
	}
	if s.serverHi > 0 {
		out.replace(s.serverLo, s.serverHi, "CONNECTION '"+NoConnection+"'")
		out.n = 1
	}
	if s.enable != nil {
		out.replace(s.enable.Lo, s.enable.Hi, "DISABLE")
		out.n = 1
	}
	s.disable(out)
	return out.done()
}

// disabled are the options of a disabled subscription. PostgreSQL 10 to 18 take
// each of them at most once, connect = false together with the others, and
// slot_name = NONE only with enabled and create_slot false
// (parse_subscription_options in subscriptioncmds.c).
var disabled = []struct {
	name, value string
	always      bool // is added where it is missing
}{
	{"connect", "false", true}, {"enabled", "false", true}, {"slot_name", "NONE", true},
	{"create_slot", "false", false}, {"copy_data", "false", false},
}

// disable sets the options that disable the subscription.
func (s *subscription) disable(out *patch) {
	have := map[string]bool{}
	for _, o := range s.options {
		have[o.name] = true
		for _, d := range disabled {
			if d.name != o.name {
				continue
			}
			out.n = 1
			if o.hi == 0 {
				out.replace(o.nameHi, o.nameHi, " = "+d.value)
			} else {
				out.replace(o.lo, o.hi, d.value)
			}
		}
	}
	if !s.create {
		return
	}
	text, sep := "", ", "
	if !s.list {
		text, sep = " WITH (", ""
	}
	for _, d := range disabled {
		if d.always && !have[d.name] {
			text += sep + d.name + " = " + d.value
			sep = ", "
		}
	}
	if s.list {
		out.replace(s.close, s.close, text)
		return
	}
	out.replace(s.end, s.end, text+")")
}

// subscription reads the whole statement.
func (p *parser) subscription() (*subscription, bool) {
	s := &subscription{create: p.Accept("create")}
	if !s.create && !p.Accept("alter") || !p.Accept("subscription") {
		return nil, false
	}
	if _, ok := p.Ident(); !ok {
		return nil, false
	}
	ok := false
	switch {
	case s.create:
		ok = p.connection(s) && p.Accept("publication") && p.names() && (!p.Accept("with") || p.subscriptionOptions(s))
	case p.Is("connection"), p.Is("server"):
		ok = p.connection(s)
	case p.IsWord(p.Token(), "enable"):
		t := p.Next()
		s.enable, ok = &t, true
	case p.Accept("set") && p.Token().Is('('):
		ok = p.subscriptionOptions(s)
	default: // OWNER TO, RENAME TO, DISABLE, REFRESH, ADD, DROP …
		for !p.Token().Is(';') {
			// No string belongs into one of these.
			if t := p.Next(); t.Kind == sqllex.End || t.Kind == sqllex.Bad || t.Kind == sqllex.String {
				return nil, false
			}
		}
		ok = true
	}
	s.end = p.Token().Lo
	return s, ok && p.end()
}

// connection consumes CONNECTION 'conninfo' or SERVER name.
func (p *parser) connection(s *subscription) bool {
	if s.serverLo = p.Token().Lo; p.Accept("server") {
		_, ok := p.Ident()
		s.serverHi = p.Prev()
		return ok
	}
	if !p.Accept("connection") {
		return false
	}
	t := p.Next()
	text, ok := p.Text(t)
	s.conn, s.connText = &t, text
	return ok && t.Kind == sqllex.String
}

// subscriptionOptions consumes (name [= value], …).
func (p *parser) subscriptionOptions(s *subscription) bool {
	if !p.AcceptPunct('(') {
		return false
	}
	s.list = true
	for {
		name, ok := p.Ident()
		if !ok {
			return false
		}
		o := option{name: name, nameHi: p.Prev()}
		if p.AcceptPunct('=') {
			o.lo = p.Token().Lo
			p.sign()
			v := p.Next()
			o.hi = v.Hi
			if v.Kind != sqllex.String && v.Kind != sqllex.Number && !v.IsName() {
				return false
			}
		}
		s.options = append(s.options, o)
		s.close = p.Token().Lo
		if p.AcceptPunct(')') {
			return true
		}
		if !p.AcceptPunct(',') {
			return false
		}
	}
}
