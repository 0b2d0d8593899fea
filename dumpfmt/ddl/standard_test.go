package ddl

import "testing"

func TestAppendStandard(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`CREATE TYPE m AS ENUM ('a\\b', 'it''s', 'it\'s; \\');`, `CREATE TYPE m AS ENUM (E'a\\b', 'it''s', E'it\'s; \\');`},
		{`DEFAULT E'a\\b' || 'x' "q\'" -- 'a\\b'` + "\n", `DEFAULT E'a\\b' || 'x' "q\'" -- 'a\\b'` + "\n"},
		{`$$ 'a\\b' $$ 'c\\d`, `$$ 'a\\b' $$ E'c\\d`},
		{``, ``},
	} {
		if got := string(appendStandard([]byte("dst "), []byte(tt.in))); got != "dst "+tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestStandardLabels(t *testing.T) {
	sql := appendStandard(nil, []byte(`CREATE TYPE a.m AS ENUM ('x\\y', 'it\'s', 'tab\t');`))
	want := "enum a.m\n  \"x\\\\y\"\n  \"it's\"\n  \"tab\\t\"\n"
	if got := show(apply(t, nil, string(sql))); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
