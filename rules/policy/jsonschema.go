package policy

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sanitize/dumpfmt/outside"
	"sanitize/mask"
)

// The JSON Schema of policies, for editors: what can be said of a policy's form
// without a dump. [outside] and the masks come from the tables that the parser
// goes by; the keys of the other sections are held to the parser's by a test.
//
// It is draft 7, which editors of TOML know. A string may have ${NAME} wherever
// it stands, and then be anything.

// object is a part of a JSON Schema.
type object = map[string]any

// JSONSchema returns the JSON Schema of policies, as text that ends in a line
// feed. What it refuses is no policy; names of columns, patterns and what depends
// on a column's type are left to the parser and to a binding.
func JSONSchema() []byte {
	text, err := json.MarshalIndent(documentSchema(), "", "  ")
	if err != nil {
		panic("policy: internal error: a schema that is no JSON: " + err.Error())
	}
	return append(text, '\n')
}

func documentSchema() object {
	salt := closed(object{
		"env":  described("the name of an environment variable", text()),
		"file": described("a path", text()),
	})
	salt["not"] = object{"required": []string{"env", "file"}}
	rules := object{"type": "object", "additionalProperties": ref("rule")}
	doc := closed(object{
		"version":       described("the form of the policy", object{"const": 1}),
		"unlisted":      unlistedSchema(),
		"unlisted_json": described("what becomes of values in JSON under a key that no rule names", choice("mask", "name")),
		"soft":          described("pass over a rule whose mask cannot do a column's type", object{"type": "boolean"}),
		"salt":          described("where the salt is", salt),
		"columns":       described("rules by the column's name, in every table", rules),
		"types":         described("rules by the type", rules),
		"tables":        described("by schema.table", object{"type": "object", "additionalProperties": ref("table")}),
		"more":          described("more rules for columns, by schema.table", object{"type": "object", "additionalProperties": object{"type": "array", "items": rules, "minItems": 1}}),
		"outside":       described("what lies outside of columns", outsideSchema()),
		"release": described("what the copy is for", closed(object{
			"audience":          described("who may use it; copies for two audiences do not join", text()),
			"purpose":           text(),
			"recipient":         text(),
			"quasi_identifiers": described("columns that single out together, for the report: schema.table.column", object{"type": "array", "items": text()}),
			"sensitive":         described("columns that are nobody's business, for the report", object{"type": "array", "items": text()}),
			"expires":           described("the last day on which it is to be used", orVariable(object{"pattern": `^\d{4}-\d{2}-\d{2}$`})),
		})),
		"kept": described("columns that are kept", closed(object{
			"detect":    described("what becomes of a run that keeps what looks personal", choice(string(keptWarn), string(keptFail), string(KeptIgnore))),
			"threshold": described("percent of the values looked at", object{"type": "number", "minimum": 0, "maximum": 100}),
			"allow":     described("columns: schema.table.column", object{"type": "array", "items": text()}),
		})),
	}, "version")
	doc["$schema"] = "http://json-schema.org/draft-07/schema#"
	doc["title"] = "A policy of sanitize"
	doc["definitions"] = object{
		"literal":   object{"type": []string{"string", "number", "boolean"}},
		"table":     tableSchema(rules),
		"rule":      object{"anyOf": []object{maskNameSchema(), ref("ruleTable")}},
		"ruleTable": ruleTableSchema(),
		"types":     described("the rule is passed over for columns of other types", object{"type": "array", "items": text(), "minItems": 1}),
		"why":       described("the reason, for check, lock and report", text()),
	}
	return doc
}

func unlistedSchema() object {
	return described("what becomes of a column that no rule names", choice("mask", "name", "fail", "keep"))
}

// tableSchema is of an entry of [tables].
func tableSchema(rules object) object {
	percent := object{"type": "number", "exclusiveMinimum": 0, "maximum": 100}
	condition := object{"anyOf": []object{
		ref("literal"),
		{"type": "array", "items": ref("literal"), "minItems": 1},
		closed(object{"regexp": text()}, "regexp"),
		closed(object{"null": object{"type": "boolean"}}, "null"),
	}}
	row := closed(object{
		"where":  described("columns and their values", object{"type": "object", "additionalProperties": condition, "minProperties": 1}),
		"set":    object{"type": "object", "additionalProperties": object{"anyOf": []object{ref("literal"), ref("ruleTable")}}},
		"drop":   object{"type": "boolean"},
		"expect": described(`how many rows: 1, "1.." or "2..5"`, object{"anyOf": []object{{"type": "integer", "minimum": 0}, orVariable(object{"pattern": expectForm.String()})}}),
		"why":    ref("why"),
	}, "where")
	return closed(object{
		"optional": described("the table need not be there", object{"type": "boolean"}),
		"unlisted": unlistedSchema(),
		"columns":  rules,
		"rows":     object{"type": "array", "items": row, "minItems": 1},
		"sample":   closed(object{"percent": percent, "by": text(), "group": text()}, "percent", "by"),
		"data":     choice("drop", "keep"),
	})
}

// outsideSchema is of [outside].
func outsideSchema() object {
	keys := object{}
	for k, row := range OutsideTable {
		names := OutsideKey(k).choices()
		forms := []object{choice(names...)}
		switch OutsideKey(k) {
		case Comments:
			forms = append(forms, byObject(outside.Comment, forms[0]))
		case SecurityLabels:
			forms = append(forms, byObject(outside.SecurityLabel, forms[0]))
		case Literals:
			forms = append(forms, closed(object{"action": forms[0], "allow": object{"type": "array", "items": text()}}))
		}
		keys[row.name] = described(row.What+"; default: "+names[0], object{"anyOf": forms})
	}
	return closed(keys)
}

// byObject is of choices by kind of object.
func byObject(kind outside.Kind, one object) object {
	keys := object{"default": one}
	for _, name := range outside.ObjectKinds(kind) {
		keys[name] = one
	}
	return closed(keys)
}

// maskNameSchema is of a rule that is a mask's name: masks that need a parameter
// cannot be had so.
func maskNameSchema() object {
	var names []string
	for _, s := range mask.Catalog() {
		if !needsParam(&s) {
			names = append(names, s.Name)
		}
	}
	return choice(names...)
}

func needsParam(s *mask.Spec) bool {
	return slices.ContainsFunc(s.Params, func(p mask.Param) bool { return p.Required })
}

// ruleTableSchema is of { mask = "…", parameters } and { set = literal }.
func ruleTableSchema() object {
	forms := []object{
		withParams(object{"set": ref("literal")}, mask.Common(), "set"),
		{"type": "object", "required": []string{"mask"}, "properties": object{"mask": object{"type": "string", "pattern": variable}}},
	}
	for _, s := range mask.Catalog() {
		name := described(s.Summary, object{"const": s.Name})
		forms = append(forms, withParams(object{"mask": name}, append(mask.Common(), s.Params...), "mask"))
	}
	return object{"anyOf": forms}
}

func withParams(keys object, params []mask.Param, required ...string) object {
	for i := range params {
		p := &params[i]
		help := p.Help
		if p.Default != "" {
			help += "; default: " + p.Default
		}
		keys[p.Name] = described(help, paramSchema(p))
		if p.Required {
			required = append(required, p.Name)
		}
	}
	keys["why"], keys["types"] = ref("why"), ref("types")
	return closed(keys, required...)
}

// paramSchema is of the value of a mask's parameter.
func paramSchema(p *mask.Param) object {
	// Within JSON, set takes any value; a path or a key may go.
	inner := object{"anyOf": []object{
		ref("rule"), {"const": "delete"}, {"type": "object", "required": []string{"set"}},
	}}
	switch p.Kind {
	case mask.StringParam:
		if p.Choices != nil {
			return choice(p.Choices...)
		}
		return object{"type": "string"}
	case mask.ColumnParam:
		return text()
	case mask.IntParam:
		return object{"type": "integer", "minimum": p.Min, "maximum": p.Max}
	case mask.NumberParam:
		return object{"type": "number", "exclusiveMinimum": p.Min, "maximum": p.Max}
	case mask.BoolParam:
		return object{"type": "boolean"}
	case mask.LiteralParam:
		return ref("literal")
	case mask.ListParam:
		return object{"type": "array", "items": ref("literal"), "minItems": 1}
	case mask.RuleParam:
		return inner
	case mask.RulesParam:
		return object{"type": "object", "additionalProperties": inner}
	case mask.AnyParam:
		return object{}
	}
	panic(fmt.Sprintf("policy: internal error: a parameter of kind %d", p.Kind))
}

// variable is found in a string that the environment decides.
const variable = `\$\{`

func ref(name string) object { return object{"$ref": "#/definitions/" + name} }

func text() object { return object{"type": "string", "minLength": 1} }

// closed is of a table with these keys and no others.
func closed(keys object, required ...string) object {
	o := object{"type": "object", "properties": keys, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

// choice is of a string that is one of values.
func choice(values ...string) object { return orVariable(object{"enum": values}) }

// orVariable is of a string that is as form says, or has a variable.
func orVariable(form object) object {
	plain := object{"type": "string"}
	maps.Copy(plain, form)
	return object{"anyOf": []object{plain, {"type": "string", "pattern": variable}}}
}

// described adds what an editor shows.
func described(what string, o object) object {
	with := object{"description": strings.TrimSpace(what)}
	maps.Copy(with, o)
	return with
}
