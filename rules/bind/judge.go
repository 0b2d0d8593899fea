package bind

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/rules/detect"
	"sanitize/rules/policy"
	"sanitize/rules/rows"
)

// JudgeKept says what a kept column of a table looks like, nil if not enough of
// its values look like anything.
func JudgeKept(k *policy.Kept, table dumpfmt.Name, f *rows.LookedField, c *rows.LookCounts) *policy.Error {
	if c.Matched == nil {
		return nil
	}
	var kinds []detect.Kind
	for kind := range detect.NumKinds {
		if n := c.Matched[kind]; n > 0 && float64(n)*100 > k.Threshold*float64(c.Sampled) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	slices.SortStableFunc(kinds, func(a, b detect.Kind) int { return int(c.Matched[b] - c.Matched[a]) })
	var like []string
	for _, kind := range kinds {
		like = append(like, fmt.Sprintf("%s %% like %s", percent(c.Matched[kind], c.Sampled), kind))
	}
	first := percent(c.Matched[kinds[0]], c.Sampled)
	like[0] = fmt.Sprintf("%s %% of its values look like %s", first, kinds[0])
	name := table.String() + "." + dumpfmt.QuoteIdent(f.Column)
	return &policy.Error{
		Msg: fmt.Sprintf("%s is kept, and %s", name, strings.Join(like, ", ")),
		Hint: fmt.Sprintf("mask it, or write allow = [%s] under [kept]\n%s\n%s = %s",
			policy.TOMLString(name), policy.MoreHeader(table), policy.TOMLColumn(f.Column), policy.TOMLString(maskFor(f, kinds))),
	}
}

// percent returns n of all in percent: whole, but never nothing for something,
// and never all for less.
func percent(n, all int64) string {
	switch p := float64(n) * 100 / float64(all); {
	case p < 1:
		return "less than 1"
	case p > 99 && n < all:
		return "99"
	default:
		return fmt.Sprintf("%.0f", p)
	}
}

// maskFor returns the mask for a column that holds these kinds.
func maskFor(f *rows.LookedField, kinds []detect.Kind) string {
	if f.Text && len(kinds) == 1 {
		switch kinds[0] {
		case detect.Email:
			return "email"
		case detect.Phone:
			return "phone"
		case detect.IP:
			return "ip"
		case detect.CredentialsURL:
			return "url"
		}
	}
	if f.Mask == "" {
		return "null"
	}
	return f.Mask
}
