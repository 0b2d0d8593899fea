package facts_test

import (
	"fmt"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/facts"
)

// TestDoublingTypes: composite types that each hold the one before twice take no
// more time and memory than others; the largest are types that nothing is known of.
func TestDoublingTypes(t *testing.T) {
	s := dumpfmt.NewSchema()
	name := func(i int) dumpfmt.Name { return dumpfmt.Name{Schema: "public", Name: fmt.Sprint("c", i)} }
	below := facts.CatalogType("text")
	for i := range 60 {
		s.Types[name(i)] = &dumpfmt.Type{Name: name(i), Kind: dumpfmt.Composite, Fields: []dumpfmt.Column{{Name: "a", Type: below}, {Name: "b", Type: below}}}
		below = dumpfmt.TypeRef{Name: name(i)}
	}
	types := facts.NewTypes(s)
	for i, want := range map[int]mask.Kind{0: mask.Composite, 8: mask.Composite, 30: mask.Unknown, 59: mask.Unknown, 3: mask.Composite} {
		if got := types.Resolve(dumpfmt.TypeRef{Name: name(i)}); got.Kind != want {
			t.Errorf("type %d is %v, want %v", i, got.Kind, want)
		}
	}
}
