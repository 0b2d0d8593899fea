package outside

import "strings"

// ObjectKinds returns the kinds of objects that COMMENT ON, or else SECURITY
// LABEL ON, can be about, sorted, each as a policy writes it: large_object (the
// synopses of both statements; gram.y).
func ObjectKinds(kind Kind) []string {
	if kind == SecurityLabel {
		return labelled
	}
	return commented
}

var commented = []string{
	"access_method", "aggregate", "cast", "collation", "column", "constraint", "conversion", "database", "domain",
	"event_trigger", "extension", "foreign_data_wrapper", "foreign_table", "function", "index", "language",
	"large_object", "materialized_view", "operator", "operator_class", "operator_family", "policy", "procedure",
	"publication", "role", "routine", "rule", "schema", "sequence", "server", "statistics", "subscription", "table",
	"tablespace", "text_search_configuration", "text_search_dictionary", "text_search_parser", "text_search_template",
	"transform", "trigger", "type", "view",
}

var labelled = []string{
	"aggregate", "column", "database", "domain", "event_trigger", "foreign_table", "function", "language",
	"large_object", "materialized_view", "procedure", "publication", "role", "routine", "schema", "sequence",
	"subscription", "table", "tablespace", "type", "view",
}

// ObjectKind returns the kind of the object that stmt, a Comment or
// SecurityLabel, is about, "" if it is none that is known.
func ObjectKind(stmt []byte) string {
	p := firstWords(stmt)
	if !p.toObject() {
		return ""
	}
	p.Accept("procedural") // LANGUAGE
	return p.longestKind()
}

// longestKind consumes the longest of the kinds that is there: OPERATOR CLASS
// before OPERATOR.
func (p *parser) longestKind() string {
	best, end := "", *p
	for _, kind := range commented {
		ahead := *p
		fits := true
		for _, word := range strings.Split(kind, "_") {
			if fits = fits && ahead.Accept(word); !fits {
				break
			}
		}
		// COMMENT ON OPERATOR class.+ (…): a schema may be called so.
		if fits && len(kind) > len(best) && (!strings.Contains(kind, "_") || ahead.separate()) {
			best, end = kind, ahead
		}
	}
	*p = end
	return best
}
