package dumptest

import "strings"

// copyText escapes a value for COPY, as pg_dump would.
var copyText = strings.NewReplacer(`\`, `\\`, "\b", `\b`, "\f", `\f`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\v", `\v`)

func (g *generator) copy(name string, t *table, rows []row) {
	oids := ""
	if g.OIDs {
		oids = " WITH OIDS"
	}
	g.line("COPY " + name + " " + columnList(t.cols) + oids + " FROM stdin;")
	for _, row := range rows {
		if row.gone {
			continue
		}
		fields := make([]string, len(row.values))
		for i, v := range row.values {
			fields[i] = copyText.Replace(v.Text)
			if v.Null {
				fields[i] = `\N`
			}
		}
		g.line(strings.Join(fields, "\t"))
	}
	g.line(`\.`)
}

func (g *generator) inserts(name string, t *table, rows []row) {
	into := "INSERT INTO " + name + " "
	if len(t.cols) == 0 {
		for range rows {
			g.line(into + "DEFAULT VALUES;")
		}
		return
	}
	if g.Columns {
		into += columnList(t.cols) + " "
	}
	end := ";"
	if g.Ignore {
		end = " ON CONFLICT DO NOTHING;"
	}
	for len(rows) > 0 {
		n := min(g.PerStmt, len(rows))
		var tuples []string
		for _, row := range rows[:n] {
			if !row.gone {
				tuples = append(tuples, g.tuple(t, row.values))
			}
		}
		rows = rows[n:]
		if len(tuples) == 0 {
			continue
		}
		if g.PerStmt == 1 {
			g.line(into + "VALUES " + tuples[0] + end)
			continue
		}
		g.line(into + "VALUES\n\t" + strings.Join(tuples, ",\n\t") + end)
	}
}

func (g *generator) tuple(t *table, row []Value) string {
	vals := make([]string, len(row))
	for i, v := range row {
		vals[i] = g.literal(t.types[i], v)
	}
	return "(" + strings.Join(vals, ", ") + ")"
}

// literal writes a value as dumpTableData_insert in pg_dump.c does.
func (g *generator) literal(typ string, v Value) string {
	bare := v.Text != "" && strings.Trim(v.Text, "0123456789 +-eE.") == ""
	switch {
	case v.Null:
		return "NULL"
	case typ == "boolean" && v.Text == "t":
		return "true"
	case typ == "boolean":
		return "false"
	case typ == "bit varying":
		return "B'" + v.Text + "'"
	case (typ == "integer" || typ == "numeric") && bare:
		return v.Text
	case g.ScsOff:
		v.Text = strings.ReplaceAll(v.Text, `\`, `\\`)
	}
	return "'" + strings.ReplaceAll(v.Text, "'", "''") + "'"
}

// columnList returns (a, b), or "" for no columns, as fmtCopyColumnList in
// pg_dump.c does.
func columnList(cols []string) string {
	if len(cols) == 0 {
		return ""
	}
	quoted := make([]string, len(cols))
	for i, c := range cols {
		quoted[i] = quoteIdent(c)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}

// quoteIdent returns name as an identifier, in quotes unless that is safe.
func quoteIdent(name string) string {
	plain := name == "users" || name == "stdin" || name == "begin"
	if plain {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}
