package archive

import (
	"slices"
	"strings"
)

// appendIdent appends a name as pg_restore of a major version writes it: in
// double quotes where that is needed, and for every keyword that is not
// unreserved. See fmtId in string_utils.c.
func appendIdent(dst []byte, name string, major int) []byte {
	if plainIdent(name) && !reserved(name, major) {
		return append(dst, name...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(name, `"`, `""`)...)
	return append(dst, '"')
}

func plainIdent(name string) bool {
	for i, c := range []byte(name) {
		switch {
		case c >= 'a' && c <= 'z' || c == '_':
		case c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return name != ""
}

func reserved(name string, major int) bool {
	for _, k := range keywords {
		if major < k.since {
			break
		}
		if _, found := slices.BinarySearch(k.words, name); found {
			return true
		}
	}
	return false
}

// keywords are those of kwlist.h that are not unreserved, sorted, by the major
// version that brought them.
var keywords = []struct {
	since int
	words []string
}{
	{0, strings.Fields(`
		all analyse analyze and any array as asc asymmetric authorization between
		bigint binary bit boolean both case cast char character check coalesce
		collate collation column concurrently constraint create cross
		current_catalog current_date current_role current_schema current_time
		current_timestamp current_user dec decimal default deferrable desc distinct
		do else end except exists extract false fetch float for foreign freeze from
		full grant greatest group grouping having ilike in initially inner inout
		int integer intersect interval into is isnull join lateral leading least
		left like limit localtime localtimestamp national natural nchar none
		normalize not notnull null nullif numeric offset on only or order out outer
		overlaps overlay placing position precision primary real references
		returning right row select session_user setof similar smallint some
		substring symmetric table tablesample then time timestamp to trailing treat
		trim true union unique user using values varchar variadic verbose when
		where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest
		xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
	`)},
	{16, strings.Fields(`json json_array json_arrayagg json_object json_objectagg system_user`)},
	{17, strings.Fields(`json_exists json_query json_scalar json_serialize json_table json_value merge_action`)},
}
