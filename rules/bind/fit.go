package bind

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

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

// fit returns the mask as the column can have it: as it is where it keeps
// what the CHECKs of the column say, else one that gives no value that they
// forbid. The mask comes with a problem where it cannot always do so; it then
// fails for such values. CHECKs that are not understood are left to
// judgeChecks.
func (b *Binder) fit(t *facts.Table, c *boundColumn, r *policy.Rule, m *boundMask) (*boundMask, *checkProblem) {
	checks := t.Checks(c.column.Name)
	switch {
	case m.keep || len(checks) == 0:
		return m, nil
	case m.null:
		if title := t.NullBreaks(c.column.Name); title != "" {
			return m, &checkProblem{title: title, certain: c.typ.notNull, hint: "keep it, or write a mask"}
		}
		return m, nil
	}
	var conds []*expr.Cond
	title := ""
	for _, k := range checks {
		switch {
		case k.Nested != nil:
			if !nestedHolds(k, m) {
				return m, &checkProblem{title: k.Title}
			}
		case k.Cond != nil:
			conds = append(conds, k.Cond)
			if title == "" {
				title = k.Title
			}
		}
	}
	if len(conds) == 0 {
		return m, nil
	}
	return b.adjust(c, r, m, conds, title)
}

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

// adjust returns the mask, changed to meet the conditions where it must be.
func (b *Binder) adjust(c *boundColumn, r *policy.Rule, m *boundMask, conds []*expr.Cond, title string) (*boundMask, *checkProblem) {
	k := &checkedMask{inner: m.mask, conds: conds, title: title}
	if k.past = slices.ContainsFunc(conds, (*expr.Cond).Past); k.past {
		return b.adjustPast(r, m, k)
	}
	switch m.name {
	case "set", "empty", "redact":
		out, err := m.mask.Append(nil, []byte("x"), nil)
		if err == nil && k.holds(out) {
			return m, nil
		}
		return m, &checkProblem{title: title, certain: true, hint: "write a value that it allows, or keep the column"}
	}
	switch keeping(m, conds) {
	case expr.Always:
		return m, nil
	case expr.Mostly, expr.Avoids:
		return b.wrap(r, m, k), nil
	}
	if sampled(m, k) {
		return b.wrap(r, m, k), nil
	}
	if list := allowedValues(conds, c.typ.mask); len(list) > 0 && (m.name == "scramble" || m.name == "choice") {
		if choice := b.choiceOf(list, m, title); choice != nil {
			return choice, nil
		}
	} else if len(list) > 0 {
		return b.wrap(r, m, k), &checkProblem{title: title, hint: "mask choice draws from the values that the CHECK allows"}
	}
	if k.within = b.drawWithin(m, conds); k.within != nil {
		w := b.wrap(r, m, k)
		w.same += "\x00" + title
		k.walk, k.class, w.class = false, mask.Lossy, mask.Lossy // what is drawn may meet
		return w, nil
	}
	return b.wrap(r, m, k), &checkProblem{title: title, hint: "keep the column, or give it a mask whose values fit"}
}

// adjustPast returns the mask of a date that a CHECK wants in the past: what it
// would move to a later day is moved to an earlier one.
func (b *Binder) adjustPast(r *policy.Rule, m *boundMask, k *checkedMask) (*boundMask, *checkProblem) {
	w := b.wrap(r, m, k)
	if m.name != "date_shift" && m.name != "date_truncate" {
		return w, &checkProblem{title: k.title, hint: "keep the column, or give it the mask date_shift"}
	}
	if k.within = b.drawWithin(m, k.conds); k.within == nil {
		return w, &checkProblem{title: k.title, hint: "keep the column"}
	}
	w.same += "\x00" + k.title
	return w, nil
}

// keeping says how far a mask keeps conditions by what it is.
func keeping(m *boundMask, conds []*expr.Cond) expr.Keeping {
	worst := expr.Always
	for _, c := range conds {
		k := expr.Breaks
		switch kind := m.typ.mask.Kind; {
		case m.name == "scramble" && slices.Contains([]mask.Kind{mask.Text, mask.Char, mask.Int, mask.Numeric, mask.Float, mask.Money, mask.JSON, mask.JSONB}, kind):
			k = c.UnderScramble()
		case m.name == "permute":
			if s, ok := c.Span(); ok && s == (expr.Span{Lo: "0"}) {
				k = expr.Always
			}
		}
		worst = min(worst, k)
	}
	return worst
}

// samples is how many values a mask is tried on.
const samples = 200

// sampled reports whether a mask whose results do not have the form of its
// input meets the conditions, as far as trying can tell.
func sampled(m *boundMask, k *checkedMask) bool {
	switch m.name {
	case "hash", "uuid", "username", "name", "first_name", "last_name":
	case "email":
		if keep, _ := m.params["keep_domain"].(bool); keep {
			return false
		}
	case "choice", "scramble":
		if kind := m.typ.mask.Kind; kind != mask.Bool && kind != mask.Enum && m.name != "choice" {
			return false
		}
	default:
		return false
	}
	src := []byte("sample-")
	if m.typ.mask.Kind == mask.Bool {
		src = []byte("t")
	}
	for i := range samples {
		in := src
		if m.typ.mask.Kind != mask.Bool && m.typ.mask.Kind != mask.UUID {
			in = strconv.AppendInt(src, int64(i), 10)
		}
		out, err := m.mask.Append(nil, in, strconv.AppendInt(nil, int64(i), 10))
		if err != nil || !k.holds(out) {
			return false
		}
	}
	return true
}

// allowedValues returns the values that meet all conditions, nil if they are
// not a short list.
func allowedValues(conds []*expr.Cond, t mask.Type) []string {
	var list []string
	for _, c := range conds {
		values, ok := c.Values()
		if ok {
			list = values
			break
		}
	}
	if list == nil {
		switch t.Kind {
		case mask.Bool:
			list = []string{"t", "f"}
		case mask.Enum:
			list = t.Labels
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(v string) bool {
		return slices.ContainsFunc(conds, func(c *expr.Cond) bool { return c.Holds([]byte(v)) == expr.False })
	})
}

// choiceOf returns the mask that chooses from a list, nil if the type does not
// take its values.
func (b *Binder) choiceOf(list []string, m *boundMask, title string) *boundMask {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = v
	}
	c, err := b.masks.of(policy.NewRule("choice", mask.Params{"values": values}), m.typ)
	if err != nil {
		return nil
	}
	w := *c
	w.by, w.checked = m.by, title
	return &w
}

// wrap returns m with k around it.
func (b *Binder) wrap(r *policy.Rule, m *boundMask, k *checkedMask) *boundMask {
	k.class, k.usesRow = m.class, m.usesRow
	for i := range maxRetries {
		again, err := mask.New(r.Mask, b.opts.Key.Derive("check "+strconv.Itoa(i)), m.typ.mask, r.Params)
		if err != nil {
			break
		}
		k.retry = append(k.retry, again)
	}
	if m.class == mask.Injective {
		k.walk, k.retry = true, nil
	}
	w := *m
	w.mask, w.checked = k, k.title
	return &w
}

// maxRetries bounds the search for a value that meets a CHECK; maxWalk that
// along the cycle of a permutation.
const (
	maxRetries = 16
	maxWalk    = 4096
)

// checkedMask is a mask whose results meet conditions, if its inputs do.
type checkedMask struct {
	inner   mask.Mask
	conds   []*expr.Cond
	title   string
	retry   []mask.Mask // the same under other keys
	walk    bool        // inner is a permutation: its own result is masked again
	within  *within     // how to make a value that holds; nil: there is no way
	class   mask.Class
	usesRow bool
	past    bool // the result must not be later than the value
}

// fits reports whether out is allowed in the place of src.
func (m *checkedMask) fits(out, src []byte) bool {
	return m.holds(out) && !(m.past && expr.Later(out, src))
}

func (m *checkedMask) Traits() mask.Traits {
	return mask.Traits{Class: m.class, UsesRow: m.usesRow}
}

// holds reports whether no condition forbids v.
func (m *checkedMask) holds(v []byte) bool {
	for _, c := range m.conds {
		if c.Holds(v) == expr.False {
			return false
		}
	}
	return true
}

var errForbidden = errors.New("no masked value was found that the column's CHECK allows; keep the column, or give it another mask")

func (m *checkedMask) Append(dst, src, row []byte) ([]byte, error) {
	n := len(dst)
	out, err := m.inner.Append(dst, src, row)
	if err != nil || m.fits(out[n:], src) || !m.holds(src) {
		return out, err // an input that does not hold is none of ours
	}
	if m.walk {
		return m.walked(out, n, row)
	}
	for _, again := range m.retry {
		if m.within != nil {
			break
		}
		if out, err = again.Append(out[:n], src, row); err != nil || m.holds(out[n:]) {
			return out, err
		}
	}
	if m.within != nil {
		for round := range byte(2 * maxRetries) {
			var ok bool
			if out, ok = m.within.append(out[:n], src, round); ok && m.fits(out[n:], src) {
				return out, nil
			}
		}
	}
	if bare(src) {
		return append(out[:n], src...), nil
	}
	return dst, errForbidden
}

// walked masks out[n:] until it holds: an input that holds lies on the same
// cycle, so that no two meet.
func (m *checkedMask) walked(out []byte, n int, row []byte) ([]byte, error) {
	var err error
	for range maxWalk {
		last := slices.Clone(out[n:])
		if out, err = m.inner.Append(out[:n], last, row); err != nil || m.holds(out[n:]) {
			return out, err
		}
	}
	return out[:n], errForbidden
}

// bare reports whether v has no letter or digit, so that it says nothing.
func bare(v []byte) bool {
	for _, c := range v {
		if c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			return false
		}
	}
	return true
}
