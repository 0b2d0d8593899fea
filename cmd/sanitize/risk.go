package main

import (
	"fmt"
	"slices"
	"strings"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
	"sanitize/rules/words"
)

// This file says which columns the report's figures are about: what was kept
// that singles out, or is nobody's business, and what was masked so that equal
// values stay equal.

// columnRoles are the columns of a table by what is counted of them.
type columnRoles struct{ quasi, sensitive, masked []string }

func rolesOf(p *policy.Policy, table dumpfmt.Name, decided []report.Decision) (roles columnRoles) {
	var names []string
	for _, d := range decided {
		names = append(names, d.Name)
	}
	read := words.NewTable(table.Name, names)
	for _, d := range decided {
		if d.Mask != "keep" {
			if comesAgain(d.Mask) {
				roles.masked = append(roles.masked, d.Name)
			}
			continue
		}
		means := read.Column(d.Name, words.TypeOf(d.Type))
		if is, said := p.Release().Quasi(table, d.Name); is || !said && singlesOut(means, d.Type) {
			roles.quasi = append(roles.quasi, d.Name)
			continue
		}
		if is, said := p.Release().Sensitive(table, d.Name); is || !said && means.Class == words.Sensitive {
			roles.sensitive = append(roles.sensitive, d.Name)
		}
	}
	return roles
}

// singlesOut reports whether a kept column is one that others know of somebody:
// what is personal, what is seen of people, and dates.
func singlesOut(m words.Meaning, typ string) bool {
	switch m.Class {
	case words.Personal:
		return true
	case words.Sensitive:
		switch m.Kind {
		case words.Gender, words.Nationality, words.Ethnicity, words.Family:
			return true
		}
		return false
	case words.Key:
		return false
	}
	return words.TypeOf(typ) == words.Date
}

// comesAgain reports whether a mask gives equal values equal results, and not
// all values the same one.
func comesAgain(mask string) bool { return mask != "redact" && decisionBy(mask).Function }

// reach returns how far results can be followed: the columns of one domain, and
// the dates that one shift moves. What one column alone has reaches nowhere.
func reach(p *policy.Policy, tables []*report.Table) (list []report.Reach) {
	rules := rulesByPlace(p)
	found := map[string]*report.Reach{}
	last := map[*report.Reach]string{}
	for _, t := range tables {
		for i := range t.Columns {
			kind, name := followed(&t.Columns[i].Decision, rules, t.Name)
			if kind == "" {
				continue
			}
			one := found[kind+name]
			if one == nil {
				one = &report.Reach{Kind: kind, Name: name}
				found[kind+name] = one
			}
			if at := tableID(t.Database, t.Name); last[one] != at {
				last[one] = at
				one.Tables++
			}
			if len(one.Columns) == report.MaxReach {
				one.More++
				continue
			}
			one.Columns = append(one.Columns, t.Name+"."+t.Columns[i].Name)
		}
	}
	for _, one := range found {
		if len(one.Columns) > 1 {
			list = append(list, *one)
		}
	}
	slices.SortFunc(list, func(a, b report.Reach) int { return strings.Compare(a.Kind+a.Name, b.Kind+b.Name) })
	return list
}

// followed returns by what a column's results can be followed; "" for nothing.
func followed(d *report.Decision, rules map[rulePlace]*policy.Rule, table string) (kind, name string) {
	rule := rules[rulePlace{d.Rule, d.Line}]
	switch {
	case d.Mask == "date_shift" && rule != nil && rule.By != "":
		return "shift", "by " + rule.By
	case d.Mask == "date_shift":
		return "shift", "rows of " + table
	case d.Mask == "keep" || d.Mask == "-" || !comesAgain(d.Mask) || rule != nil && rule.By != "":
		return "", ""
	}
	if rule != nil {
		if key, ok := rule.Params["domain_key"].(string); ok {
			return "domain", key
		}
	}
	if spec, ok := mask.Lookup(d.Mask); ok {
		return "domain", spec.Domain()
	}
	return "domain", d.Mask
}

// tableID names a table of one of the databases.
func tableID(database int, name string) string { return fmt.Sprintf("%d %s", database, name) }
