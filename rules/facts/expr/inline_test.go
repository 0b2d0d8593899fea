package expr

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
	"sanitize/dumpfmt/dumptest"
	"sanitize/dumpfmt/sqlexpr"
)

// TestInlinedIsBounded: a function that names its parameter twice doubles what it is
// given; calls within calls of it become no tree that nobody can go through.
func TestInlinedIsBounded(t *testing.T) {
	dumptest.NeedsGrammar(t)
	boolean := dumpfmt.TypeRef{Name: dumpfmt.Name{Schema: "pg_catalog", Name: "bool"}}
	twice := NewFunction(dumpfmt.Function{Params: []dumpfmt.Param{{Name: "x", Type: boolean}}, Condition: "x = x"}, true)
	find := func(dumpfmt.Name) []*Function { return []*Function{twice} }
	for calls, inlined := range map[int]bool{3: true, 16: false} {
		n, err := Parse(strings.Repeat("public.f((", calls) + "a" + strings.Repeat(")::boolean)", calls))
		if err != nil {
			t.Fatal(err)
		}
		n = n.Inlined(find, func(string) dumpfmt.TypeRef { return boolean })
		nodes, called := 0, false
		n.root.Walk(func(n *sqlexpr.Node) { nodes, called = nodes+1, called || n.Op == sqlexpr.Call })
		if nodes > maxInlined || called == inlined {
			t.Errorf("%d calls: %d nodes, inlined %t", calls, nodes, !called)
		}
	}
}
