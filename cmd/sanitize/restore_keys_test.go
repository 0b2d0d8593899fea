package main

import (
	"fmt"
	"slices"
	"testing"

	"sanitize/fixtures/pgtest"
)

// foreignKey is a key of one column.
type foreignKey struct{ name, child, column, parent, refColumn string }

// foreignKeys lists the database's foreign keys of one column, the names ready
// for SQL.
func foreignKeys(t *testing.T, pg *pgtest.Server, db string) []foreignKey {
	t.Helper()
	var keys []foreignKey
	for _, r := range pg.Query(t, db, `
		SELECT c.conname, c.conrelid::regclass, quote_ident(a.attname), c.confrelid::regclass, quote_ident(f.attname)
		FROM pg_constraint c
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
		WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 ORDER BY c.conrelid::regclass::text, c.conname`) {
		keys = append(keys, foreignKey{r[0].Text, r[1].Text, r[2].Text, r[3].Text, r[4].Text})
	}
	return keys
}

// compareKeys wants all constraints and indexes to be back, as valid as they
// were, and as many orphans and matches behind each foreign key: a join gives
// what it gave.
func compareKeys(t *testing.T, pg *pgtest.Server, before, after string, keys []foreignKey) {
	t.Helper()
	const inventory = `
		SELECT contype::text, convalidated, count(*) FROM pg_constraint
		WHERE connamespace::regnamespace::text IN ('app', 'legacy') GROUP BY 1, 2
		UNION ALL
		SELECT 'unique index', indisvalid, count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
		WHERE indisunique AND relnamespace::regnamespace::text IN ('app', 'legacy') GROUP BY 1, 2
		ORDER BY 1, 2`
	want, got := pg.Query(t, before, inventory), pg.Query(t, after, inventory)
	if !slices.EqualFunc(want, got, slices.Equal) {
		t.Errorf("constraints by kind and validity are %v, want %v", got, want)
	}
	if restored := foreignKeys(t, pg, after); !slices.Equal(restored, keys) {
		t.Errorf("foreign keys are %v, want %v", restored, keys)
	}
	for _, k := range keys {
		q := fmt.Sprintf(`SELECT count(*) FILTER (WHERE p.%[4]s IS NULL), count(p.%[4]s) FROM %[1]s c LEFT JOIN %[3]s p ON p.%[4]s = c.%[2]s WHERE c.%[2]s IS NOT NULL`,
			k.child, k.column, k.parent, k.refColumn)
		want, got := pg.Query(t, before, q), pg.Query(t, after, q)
		if !slices.EqualFunc(want, got, slices.Equal) {
			t.Errorf("foreign key %s of %s: orphans and matches are %v, want %v", k.name, k.child, got, want)
		}
	}
}
