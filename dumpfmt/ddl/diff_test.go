//go:build cgo

package ddl

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// diff compares statements of both readers in all their fields.
func diff(a, b statement) string {
	return cmp.Diff(a, b, cmp.Exporter(func(reflect.Type) bool { return true }))
}

func TestReadersAgree(t *testing.T) {
	for _, sql := range corpus {
		want, err := tree([]byte(sql))
		if err != nil {
			t.Errorf("%s\ntree: %v", sql, err)
			continue
		}
		got, err := narrow([]byte(sql))
		if err != nil {
			t.Errorf("%s\nnarrow: %v", sql, err)
			continue
		}
		if d := diff(want, got); d != "" {
			t.Errorf("%s\n(-tree +narrow)\n%s", sql, d)
		}
	}
}

func TestNewer(t *testing.T) {
	for _, sql := range newer {
		if fits([]byte(sql)) {
			if _, err := tree([]byte(sql)); err != errGrammar {
				t.Errorf("%s\ntree: %v, want %v", sql, err, errGrammar)
			}
		}
		if _, err := narrow([]byte(sql)); err != nil {
			t.Errorf("%s\nnarrow: %v", sql, err)
		}
	}
}
