package mask

import (
	"testing"
	"unicode/utf8"
)

// FuzzMask holds any mask, on any type, to the laws for any value. A value that
// the type does not have may be refused, but must not break anything.
func FuzzMask(f *testing.F) {
	vs, ss := variants(), samples()
	for i := range vs {
		for j, s := range ss {
			f.Add(uint8(i), uint8(j), []byte(s.values[(i+j)%len(s.values)]), []byte("1"), i%2 == 0)
		}
	}
	k := testKey(f)
	f.Fuzz(func(t *testing.T, i, j uint8, src, row []byte, hasRow bool) {
		v, s := vs[int(i)%len(vs)], ss[int(j)%len(ss)]
		m, err := New(v.name, k, s.typ, v.params)
		if err != nil {
			return
		}
		if !hasRow {
			row = nil
		}
		wrong := checkValue(s.typ, src)
		out, err := obey(t, m, s.typ, src, row)
		if wrong != nil {
			return
		}
		if err != nil {
			if !utf8.Valid(src) || mayRefuse(s.typ, src) || v.refuses(s.typ) {
				return
			}
			t.Fatalf("%s of %s: %q is refused: %v", v, s.typ.Name, src, err)
		}
		if fault := checkValue(s.typ, out); fault != nil && !(v.name == "set" || v.name == "choice") {
			t.Fatalf("%s of %s: %q gave what is not valid: %v", v, s.typ.Name, src, fault)
		}
	})
}

// mayRefuse reports whether src is of the type, but not as the server writes
// it, and so in no dump.
func mayRefuse(t Type, src []byte) bool {
	return len(src) == 0 || t.Kind == Float || t.Kind == Geometric || t.Kind == Spatial || t.Kind == Inet || t.Kind == CIDR || t.Kind == Range || t.Kind == Multirange ||
		t.Kind == Array || t.Kind == Composite
}
