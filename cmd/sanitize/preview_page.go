package main

import (
	"html/template"
	"strings"
)

// shownTable is a table as JSON and HTML have it.
type shownTable struct {
	Name     string        `json:"name"`
	Database int           `json:"database"` // how many \connect came before
	Columns  []shownColumn `json:"columns"`
	Rows     []shownRow    `json:"rows"`
}

type shownColumn struct {
	Name   string `json:"name"`
	Masked bool   `json:"masked"`
}

// shownRow is a row; nil stands for NULL, and an After of nil for a row that is
// dropped.
type shownRow struct {
	Before []*string `json:"before"`
	After  []*string `json:"after"`
}

// shown returns the tables with the columns that are shown.
func (p *previewRun) shown() []shownTable {
	list := []shownTable{}
	for _, t := range p.tables {
		s := shownTable{Name: t.key.name.String(), Database: t.key.connects, Columns: []shownColumn{}, Rows: []shownRow{}}
		which := t.shown(p.flags.MaskedOnly)
		for _, c := range which {
			s.Columns = append(s.Columns, shownColumn{t.columns[c], t.masked[c]})
		}
		for _, row := range t.rows {
			s.Rows = append(s.Rows, shownRow{valuesAt(row.before, which), valuesAt(row.after, which)})
		}
		list = append(list, s)
	}
	return list
}

// valuesAt returns values by their numbers.
func valuesAt(values []previewValue, which []int) []*string {
	if values == nil {
		return nil
	}
	list := make([]*string, len(which))
	for i, c := range which {
		if c < len(values) && !values[c].null {
			s := strings.ToValidUTF8(string(values[c].text), "\ufffd")
			list[i] = &s
		}
	}
	return list
}

// previewPage is one page, with nothing from elsewhere.
const previewPage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>sanitize preview</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em }
table { border-collapse: collapse; margin: 0 0 2em }
td, th { border: 1px solid #ccc; padding: .2em .5em; text-align: left; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 40em }
tbody { border-bottom: 3px solid #888 }
.was { background: #fdd } .is { background: #dfd } .null { color: #888 }
</style></head><body>
<h1>Before and after</h1>
<p>This page holds values as they are in the dump: it is as personal as the dump is.</p>
{{range .}}<h2>{{.Name}}</h2>
{{$columns := .Columns}}<table><thead><tr><th>column</th><th>before</th><th>after</th></tr></thead>
{{range $row := .Rows}}<tbody>{{range $i, $c := $columns}}<tr><th>{{visible $c.Name}}</th>{{$b := index $row.Before $i}}{{if $row.After}}{{$a := index $row.After $i}}<td{{if differ $b $a}} class="was"{{end}}>{{value $b}}</td><td{{if differ $b $a}} class="is"{{end}}>{{value $a}}</td>{{else}}<td class="was">{{value $b}}</td><td class="null">row dropped</td>{{end}}</tr>
{{end}}</tbody>{{end}}</table>
{{end}}</body></html>
`

func (p *previewRun) showHTML() error {
	page, err := template.New("preview").Funcs(template.FuncMap{
		"visible": visible,
		"value": func(s *string) string {
			if s == nil {
				return "∅"
			}
			return visible(*s)
		},
		"differ": func(a, b *string) bool { return (a == nil) != (b == nil) || a != nil && *a != *b },
	}).Parse(previewPage)
	if err != nil {
		panic("sanitize: internal error: " + err.Error())
	}
	return page.Execute(p.stdout, p.shown())
}
