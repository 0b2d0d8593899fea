package main

import (
	"bytes"
	"encoding/json"
	"errors"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/verify"
	"sanitize/cmd/sanitize/internal/zio"
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/bind"
	"sanitize/rules/policy"
)

// This file says what verify is told: which columns were masked how, which rows
// may be missing. It is what check says; verify itself never asks the masks.

// columnKey is a column of one of a dump's databases.
type columnKey struct {
	database int
	table    dumpfmt.Name
	column   string
}

// policyRules returns what a policy says of a dump's databases.
func policyRules(p *policy.Policy, dbs []*database) (verify.Rules, error) {
	columns, err := decisions(p, dbs)
	if err != nil {
		return verify.Rules{}, err
	}
	schemas := map[int]*dumpfmt.Schema{}
	for _, db := range dbs {
		schemas[db.connects] = db.schema
	}
	return verify.Rules{
		Source: p.File(),
		Column: func(db int, t dumpfmt.Name, c string) (verify.Decision, bool) {
			d, ok := columns[columnKey{db, t, c}]
			return d, ok
		},
		Table: func(db int, t dumpfmt.Name) verify.TableRule { return tableRule(p, schemas[db], t) },
		Outside: func(key string, stmt []byte) string {
			for _, k := range policy.OutsideKeys() {
				if k.String() == key {
					return string(p.Outside().Of(k, stmt))
				}
			}
			return ""
		},
	}, nil
}

// decisions returns what a policy says of the columns of databases.
func decisions(p *policy.Policy, dbs []*database) (map[columnKey]verify.Decision, error) {
	key, err := mask.NewKey([]byte(throwAwayKey))
	if err != nil {
		return nil, err
	}
	columns := map[columnKey]verify.Decision{}
	rules := rulesByPlace(p)
	for _, db := range dbs {
		examine := func(s *dumpfmt.Schema) []bind.TableInfo {
			b := bind.New(p, bind.Options{Key: key, Partial: true, DeferUnmatched: true, Encoding: db.encoding, Marks: p.NewMarks(nil)})
			plan, _ := b.Examine(s) // that a policy warns is no matter here
			return plan.Tables()
		}
		for _, t := range examine(db.schema) {
			for _, c := range t.Columns {
				if c.Mask != "-" {
					columns[columnKey{db.connects, t.Name, c.Name}] = decisionOf(c, rules[rulePlace{c.Rule, c.Line}])
				}
			}
		}
		// What is kept for a key may have been masked: of a dump in a pipe the keys are
		// known behind its rows.
		for _, t := range examine(withoutKeys(db.schema)) {
			for _, c := range t.Columns {
				if at := (columnKey{db.connects, t.Name, c.Name}); columns[at].Kept && c.Mask != "keep" {
					delete(columns, at)
				}
			}
		}
	}
	return columns, nil
}

// rulePlace is where a rule stands in a policy.
type rulePlace struct {
	key  string
	line int
}

func rulesByPlace(p *policy.Policy) map[rulePlace]*policy.Rule {
	all := map[rulePlace]*policy.Rule{}
	add := func(rules *policy.Rules) {
		for _, r := range rules.All {
			all[rulePlace{r.Key, r.At.Line}] = r
		}
	}
	add(&p.Columns)
	add(&p.Types)
	for _, t := range p.Tables.All {
		add(&t.Columns)
	}
	return all
}

// withoutKeys returns a schema without what stands behind the rows of a dump.
func withoutKeys(s *dumpfmt.Schema) *dumpfmt.Schema {
	bare := dumpfmt.NewSchema()
	bare.Collations, bare.Functions, bare.Redirected, bare.Own = s.Collations, s.Functions, s.Redirected, s.Own
	for _, t := range s.Types {
		bare.PutType(t)
	}
	for _, t := range s.Tables {
		one := *t
		one.Constraints, one.Indexes = nil, nil
		for _, k := range t.Constraints {
			if k.Kind == dumpfmt.Check {
				one.Constraints = append(one.Constraints, k)
			}
		}
		bare.Put(&one)
	}
	return bare
}

// decisionOf says what may be expected of a column's values; rule is nil for a
// mask that none has given.
func decisionOf(c bind.ColumnInfo, rule *policy.Rule) verify.Decision {
	d := decisionBy(c.Mask)
	if d.Kept {
		return d
	}
	d.Injective = d.Function && c.Class != mask.Lossy
	if rule == nil {
		return d
	}
	if v, ok := rule.Params["value"].(string); ok && rule.Mask == "set" {
		d.Set = &v
	}
	if rule.By != "" {
		d.Function, d.Injective = false, false
	}
	for name, v := range rule.Params {
		switch name {
		case "keep_null", "keep_empty":
			d.Free = d.Free || v == false
		case "style":
			d.Listed = d.Listed || v == "real"
		case "domain_key", "max":
		default:
			d.Partly = true
		}
	}
	return d
}

// decisionBy says what may be expected of a mask, whatever its parameters.
func decisionBy(name string) verify.Decision {
	d := verify.Decision{Mask: name, Function: true}
	switch name {
	case "keep":
		d.Kept, d.Function = true, false
	case "null", "set", "empty", "redact":
		d.Free, d.Loose, d.Function, d.Null = true, true, name == "redact", name == "null"
	case "template", "choice", "regexp":
		d.Free, d.Loose, d.Listed, d.Function = true, true, true, false
	case "bcrypt":
		d.Function = false
	case "round", "bucket", "date_truncate", "noise", "partial":
		d.Loose, d.Partly = true, true
		d.Function = name != "noise"
	case "date_shift", "json", "hstore", "array", "composite":
		d.Function = false
	case "city", "country", "company", "street":
		d.Listed = true
	case "url", "ip", "mac", "phone", "credit_card", "iban", "ssn", "postcode", "bytes":
		d.Partly = true
	}
	if name == "country" {
		d.Loose = true
	}
	return d
}

// tableRule says what a policy does to the rows of a table: the nearest entry
// that says something of data, or of a sample, decides, and rules for rows are
// tried one after another, those of the table before those of its parents.
func tableRule(p *policy.Policy, s *dumpfmt.Schema, name dumpfmt.Name) (rule verify.TableRule) {
	decided := false
	for _, n := range lineage(s, name) {
		for _, t := range p.Tables.Match(n) {
			if t.Data != policy.DataUnset && !decided {
				decided = true
				rule.Drop = t.Data == policy.DataDrop
			}
			rule.Sample = rule.Sample || t.Sample != nil
			for _, r := range t.Rows {
				rule.Rows = append(rule.Rows, rowRuleOf(r))
			}
		}
	}
	return rule
}

// lineage returns a table and those that it is a partition or a child of.
func lineage(s *dumpfmt.Schema, name dumpfmt.Name) []dumpfmt.Name {
	list := []dumpfmt.Name{name}
	for i := 0; s != nil && i < len(list) && len(list) < 1000; i++ {
		if t := s.Tables[list[i]]; t != nil {
			list = append(list, t.Parents...)
		}
	}
	return list
}

func rowRuleOf(r *policy.RowRule) verify.RowRule {
	out := verify.RowRule{Drop: r.Drop, Sets: map[string]*string{}}
	for _, c := range r.Where {
		cond := verify.Condition{Column: c.Column, Like: c.Re, Null: c.Kind == policy.IsNull, NotNull: c.Kind == policy.IsNotNull}
		for _, l := range c.Literals {
			cond.OneOf = append(cond.OneOf, l.Text)
		}
		out.Where = append(out.Where, cond)
	}
	for _, s := range r.Sets {
		out.Sets[s.Key] = nil
		if v, ok := s.Params["value"].(string); ok && s.Mask == "set" && s.Params["keep_null"] == false && s.Params["keep_empty"] == false {
			out.Sets[s.Key] = &v
		}
	}
	return out
}

// reportRules returns what a report says was done.
func reportRules(file string) (rules verify.Rules, err error) {
	text, err := readUpTo(file, maxReport)
	if err != nil {
		return rules, err
	}
	var r report.Report
	if err := json.Unmarshal(text, &r); err != nil {
		return rules, err
	}
	if !r.Complete {
		return rules, errors.New("it is of a run that has failed")
	}
	tables := reportedTables{}
	for _, t := range r.Tables {
		of := reportedTable{Table: t, masks: map[string]string{}}
		for _, c := range t.Columns {
			of.masks[c.Name] = c.Mask
		}
		tables[reportedPlace{t.Database, t.Name}] = of
	}
	rules.Source, rules.Column, rules.Table = file, tables.column, tables.table
	done := map[string]string{}
	for _, o := range r.Outside {
		done[o.Key] = "any"
	}
	rules.Outside = func(key string, _ []byte) string { return done[key] }
	return rules, nil
}

// reportedTables are the tables of a report.
type (
	reportedTables map[reportedPlace]reportedTable
	reportedPlace  struct {
		database int
		name     string
	}
	reportedTable struct {
		*report.Table
		masks map[string]string // by column
	}
)

// column returns what the report says was done to a column.
func (r reportedTables) column(db int, t dumpfmt.Name, c string) (verify.Decision, bool) {
	of, ok := r[reportedPlace{db, t.String()}]
	if !ok {
		return verify.Decision{}, false
	}
	d := verify.Decision{Mask: "keep", Kept: true}
	if name := of.masks[c]; name != "" && name != "keep" && name != "-" {
		d = decisionBy(name)
		d.Partly = true // its parameters are not known
	}
	return d, true
}

// table returns which rows of a table the report says were left out.
func (r reportedTables) table(db int, t dumpfmt.Name) verify.TableRule {
	of, ok := r[reportedPlace{db, t.String()}]
	switch {
	case !ok || of.Dropped == 0:
		return verify.TableRule{}
	case of.Written == 0:
		return verify.TableRule{Drop: true}
	}
	return verify.TableRule{Sample: true}
}

// mergeRules adds what a report says to what a policy says: which rows are
// missing, where the command line has said so.
func mergeRules(rules *verify.Rules, of verify.Rules) {
	if rules.Column == nil {
		*rules = of
		return
	}
	column, table := rules.Column, rules.Table
	rules.Column = func(db int, t dumpfmt.Name, name string) (verify.Decision, bool) {
		if d, ok := column(db, t, name); ok {
			return d, true
		}
		return of.Column(db, t, name)
	}
	rules.Table = func(db int, t dumpfmt.Name) verify.TableRule {
		rule := table(db, t)
		if more := of.Table(db, t); more.Drop {
			rule.Drop = true
		}
		return rule
	}
}

// rewriteReport puts verify's result into the report's text, beside its place,
// and renames it.
func rewriteReport(file string, text []byte, result json.RawMessage) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	all["verified"] = result
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	f, err := zio.CreateFile(file)
	if err != nil {
		return err
	}
	if _, err := f.Write(b.Bytes()); err != nil {
		return errors.Join(err, f.Abort())
	}
	return f.Commit()
}
