package bind

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"sanitize/mask"
	"sanitize/rules/facts"
	"sanitize/rules/facts/expr"
	"sanitize/rules/policy"
)

// checkProblem says that a mask may give values that a CHECK forbids.
type checkProblem struct {
	title   string
	certain bool // it is sure to
	hint    string
}

func (p *checkProblem) Error() string {
	if p.certain {
		return "its values break " + p.title
	}
	return "its values may break " + p.title
}

// fitted returns the mask of a rule, fitted to the CHECKs of the column. Where
// it may break one, a soft rule fails, so that it is passed over, and another
// is warned of.
func (b *Binder) fitted(t *facts.Table, c *boundColumn, r *policy.Rule, m *boundMask) (*boundMask, error) {
	m, problem := b.fit(t, c, r, m)
	switch {
	case problem == nil:
		return m, nil
	case r.Soft:
		return nil, problem
	case problem.certain:
		return nil, &policy.Error{Msg: fmt.Sprintf("mask %s: %v", r.Mask, problem), Hint: problem.hint}
	}
	c.rule = r
	b.warn(t, c, fmt.Sprintf("mask %s: %v", r.Mask, problem), problem.hint)
	return m, nil
}

// fit returns the mask as the column can have it: made for what the CHECKs of
// the column, and of those that FOREIGN KEYs join it to, leave of its type. It
// comes with a problem where it cannot be sure to find a value; it then fails
// where it does not. CHECKs that are not understood are left to judgeChecks.
func (b *Binder) fit(t *facts.Table, c *boundColumn, r *policy.Rule, m *boundMask) (*boundMask, *checkProblem) {
	link := b.linkOf(columnRef{t.Name, c.column.Name})
	checks := t.Checks(c.column.Name)
	switch {
	case m.keep:
		return m, nil
	case m.null:
		if title := t.NullBreaks(c.column.Name); title != "" {
			return m, &checkProblem{title: title, certain: c.typ.notNull, hint: "keep it, or write a mask"}
		}
		return m, nil
	}
	for _, k := range checks {
		if k.Nested != nil && !k.Each && !nestedHolds(k, m) {
			return m, &checkProblem{title: k.Title}
		}
	}
	if link.stuck != nil {
		return m, &checkProblem{title: link.title(), certain: true, hint: "keep the column: " + link.stuck.Error()}
	}
	typ := b.typeWithin(t, c, m, link)
	if typ == m.typ {
		return m, nil
	}
	made, err := b.masks.of(r, typ)
	if err != nil {
		return m, &checkProblem{title: link.title(), hint: "keep the column, or give it another mask"}
	}
	if typ.title == "" {
		return made, nil
	}
	return made, b.sure(r, made, link.conds, typ.title)
}

// typeWithin returns the type of a column as a mask has to draw of it: as the
// conditions on all that the column is joined with leave it, or else its name, and
// one to one, and within its parts, where that is asked.
func (b *Binder) typeWithin(t *facts.Table, c *boundColumn, m *boundMask, l *link) *typeInfo {
	typ := c.typ
	if keeping(m, l.conds) != expr.Always {
		typ = b.masks.narrowedTo(typ, l.conds)
	}
	if len(l.conds) == 0 && len(l.columns) < 2 && !isConstant[m.name] {
		typ = b.masks.endedBy(typ, c.column.Name)
	}
	if k := elementKind(&typ.mask); (k == mask.JSON || k == mask.JSONB) && staysApart(t, c.column.Name) {
		typ = b.masks.keptApart(typ)
	}
	if !isConstant[m.name] {
		typ = b.masks.splitBy(typ, l.split)
	}
	return typ
}

// sure returns a problem unless a mask is certain to find values that
// conditions allow.
func (b *Binder) sure(r *policy.Rule, m *boundMask, conds []condition, title string) *checkProblem {
	if isConstant[m.name] {
		out, err := m.mask.Append(nil, []byte("x"), nil)
		switch {
		case err != nil || !expr.AllHold(condsOf(conds), out):
			return &checkProblem{title: title, certain: true, hint: "write a value that it allows, or keep the column"}
		case m.typ.mask.Past:
			return &checkProblem{title: title, hint: "write a day long past"}
		}
		return nil
	}
	t := &m.typ.mask
	switch {
	case keeping(m, conds) >= expr.Avoids:
	case t.Kind != mask.Bool && len(t.Labels) > 0 && draws[m.name]:
	case m.typ.ends && draws[m.name] && (m.name != "permute" || !elementKind(t).IsDated()): // which walks, and may walk far
	case sampled(r, m, conds):
	case len(t.Labels) > 0:
		return &checkProblem{title: title, hint: "mask choice draws from the values that the CHECK allows"}
	case t.Past && !strings.HasPrefix(m.name, "date_"):
		return &checkProblem{title: title, hint: "keep the column, or give it the mask date_shift"}
	default:
		return &checkProblem{title: title, hint: "keep the column, or give it a mask whose values fit"}
	}
	return nil
}

// isConstant are the masks that give all values one result.
var isConstant = map[string]bool{"set": true, "empty": true, "redact": true}

// draws are the masks that draw within what is left of a type.
var draws = map[string]bool{"scramble": true, "permute": true, "choice": true, "noise": true, "round": true, "bucket": true,
	"date_shift": true, "date_truncate": true}

// nestedHolds reports whether the scramble of a value keeps what the domain of
// a part of it says.
func nestedHolds(k *facts.Check, m *boundMask) bool {
	if m.name != "scramble" || k.Cond == nil {
		return false
	}
	switch k.Nested.Kind {
	case mask.Text, mask.Char, mask.Int, mask.Numeric, mask.Float:
		return k.Cond.UnderScramble() >= expr.Mostly
	}
	return false
}

// keeping says how far a mask keeps conditions by what it is.
func keeping(m *boundMask, conds []condition) expr.Keeping {
	worst := expr.Always
	for i := range conds {
		c, k := conds[i].cond, expr.Breaks
		switch kind := elementKind(&m.typ.mask); {
		case m.typ.mask.Kind == mask.Array && c.Each() == nil:
		case m.keepsMembers(c.Members()):
			k = expr.Always
		case m.onlyKeeps():
			k = c.UnderScramble() // which it is for all else
		case m.name == "scramble" && slices.Contains([]mask.Kind{mask.Text, mask.Char, mask.Int, mask.Numeric, mask.Float, mask.Money, mask.JSON, mask.JSONB, mask.Bytea, mask.Bit}, kind):
			if k = c.UnderScramble(); kind == mask.Text || kind == mask.Char {
				k = min(k, expr.Mostly) // hexadecimal and hosts become others of theirs
			}
		case shaped(m):
			k = min(c.UnderScramble(), expr.Mostly)
		case m.name == "permute":
			if s, ok := c.Span(); ok && s == (expr.Span{Lo: "0"}) {
				k = expr.Always
			}
		}
		worst = min(worst, k)
	}
	return worst
}

// elementKind returns the kind of the values that a mask changes: of an array,
// those of its elements.
func elementKind(t *mask.Type) mask.Kind {
	if t.Kind == mask.Array && t.Elem != nil {
		return t.Elem.Kind
	}
	return t.Kind
}

// shaped reports whether a mask keeps the form of a text as scramble does.
func shaped(m *boundMask) bool {
	switch m.name {
	case "username", "name", "first_name", "last_name", "company", "street", "city":
		return m.class == mask.Injective && (m.typ.mask.Kind == mask.Text || m.typ.mask.Kind == mask.Char)
	}
	return false
}

// likely are values of the forms that people write, on which a mask is tried:
// where they meet a CHECK, so must what becomes of them.
var likely = [...]string{
	"Ann Lee", "ann", "Lee", "Berlin", "10115", "ann.lee@mail.example", "bob7@mail.example", "+49 30 1234567", "0301234567",
	"https://shop.example/u/7", "http://mail.example", "12 Main Street", "192.0.2.7", "2001:db8::7", "a1b2c3", "ABC-123", "sample 7",
	"t", "f", "1", "42", "0c2f8a3e-7f1e-4f6f-9a11-0123456789ab", "DE", "de", "x", "yes",
}

// trialKeys are what a mask is tried under. They are the same in each run, so that
// what is decided does not go by the salt.
var trialKeys = sync.OnceValue(func() (list []*mask.Key) {
	for i := range 2 {
		if key, err := mask.NewKey(fmt.Appendf(nil, "a key to try masks under, number %d", i)); err == nil {
			list = append(list, key)
		}
	}
	return list
})

// sampled reports whether the values that the mask of a rule gives to likely ones meet
// the conditions, as far as trying can tell: where none is likely, to some of the form
// that the conditions describe.
func sampled(r *policy.Rule, m *boundMask, list []condition) bool {
	conds := condsOf(list)
	values := m.meeting(conds, likely[:])
	for _, c := range conds {
		if len(values) == 0 {
			values = m.meeting(conds, c.Examples())
		}
	}
	return len(values) > 0 && !slices.ContainsFunc(trialKeys(), func(key *mask.Key) bool {
		made, err := build(r, m.typ, key)
		return err != nil || !keptOn(made, conds, values)
	})
}

// meeting returns those of the values that meet conditions, and that the type has.
func (m *boundMask) meeting(conds []*expr.Cond, values []string) (list []string) {
	for _, v := range values {
		if m.typ.mask.HasRoom(v) && expr.AllHold(conds, []byte(v)) {
			list = append(list, v)
		}
	}
	return list
}

// keptOn reports whether what becomes of values that meet conditions meets them, too.
func keptOn(m mask.Mask, conds []*expr.Cond, values []string) bool {
	rows := 1
	if m.Traits().UsesRow {
		rows = 8
	}
	for _, v := range values {
		for row := range rows {
			out, err := m.Append(nil, []byte(v), []byte{byte(row)})
			if err != nil || !expr.AllHold(conds, out) {
				return false
			}
		}
	}
	return true
}
