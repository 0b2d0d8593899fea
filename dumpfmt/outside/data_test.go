package outside

import "testing"

// TestHoldsData wants statements to be taken for data only where they are
// nothing but that: what is not looked at must have no text in it.
func TestHoldsData(t *testing.T) {
	for stmt, want := range map[string]bool{
		"SELECT pg_catalog.setval('public.s', 12, true);":               true,
		"SELECT setval('public.s', -3);":                                true,
		"SELECT pg_catalog.setval('public.s', 1 /* ann@corp.de */);":    false,
		"SELECT setval('public.s', 1) -- ann@corp.de\n;":                false,
		"SELECT setval('public.s', f('ann@corp.de'));":                  false,
		"SELECT setval('public.s', 1), 'ann@corp.de';":                  false,
		"SELECT setval('public.s', (SELECT max(id) FROM t));":           false,
		"SELECT pg_catalog.lowrite(0, '\\x6162');":                      true,
		"SELECT pg_catalog.lo_open('12', 131072 /* ann@corp.de */);":    false,
		"SELECT * FROM pg_catalog.pg_restore_relation_stats('a', 'b');": true,
		"SELECT 'ann@corp.de';":                                         false,
	} {
		if got := HoldsData([]byte(stmt), session(true)); got != want {
			t.Errorf("%s: %v, want %v", stmt, got, want)
		}
	}
}
