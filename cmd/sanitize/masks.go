package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanitize/cmd/sanitize/internal/cli"
	"sanitize/mask"
)

// exampleSalt makes the examples of the catalogue the same in every run.
const exampleSalt = "an example, never to be a salt"

// masks prints the catalogue, or all about the mask of that name.
func (env *environment) masks(name string) error {
	if name == "" {
		return env.print(catalogue())
	}
	spec, ok := mask.Lookup(name)
	if !ok {
		hint := "sanitize masks lists them all"
		if s := mask.Suggest(name, maskNames()); s != "" {
			hint = "did you mean " + s + "?"
		}
		return usageError(fmt.Errorf("there is no mask %q", name), hint)
	}
	text, err := describe(spec)
	if err != nil {
		return err
	}
	return env.print(text)
}

func maskNames() []string {
	var names []string
	for _, s := range mask.Catalog() {
		names = append(names, s.Name)
	}
	return names
}

// catalogue lists the masks by family, a line each.
func catalogue() string {
	var b strings.Builder
	family := ""
	for _, s := range mask.Catalog() {
		if s.Family != family {
			if family = s.Family; b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(family + "\n")
		}
		cli.Entry(&b, "  "+s.Name, s.Summary, 16)
	}
	b.WriteString("\nsanitize masks NAME shows a mask's parameters, its types and an example\n")
	return b.String()
}

// describe says all about a mask, with an example.
func describe(s *mask.Spec) (string, error) {
	var b strings.Builder
	cli.Paragraphs(&b, s.Name+": "+s.Summary, "")
	b.WriteByte('\n')
	cli.Entry(&b, "family", s.Family, 12)
	cli.Entry(&b, "types", kindList(s), 12)
	cli.Entry(&b, "uniqueness", s.Class.String(), 12)
	example, err := exampleOf(s)
	if err != nil {
		return "", err
	}
	b.WriteString(example)
	for i, note := range s.Notes {
		if i == 0 {
			b.WriteByte('\n')
		}
		cli.Paragraphs(&b, note, "")
	}
	writeParams(&b, "parameters", s.Params)
	writeParams(&b, "parameters of all masks", mask.Common())
	return b.String(), nil
}

func kindList(s *mask.Spec) string {
	if s.Kinds == nil {
		return "all"
	}
	var names []string
	for _, k := range s.Kinds {
		names = append(names, k.String())
	}
	list := strings.Join(names, ", ")
	if s.ByElement() {
		list += "; arrays of these"
	}
	return list
}

// exampleOf masks the example of s with a key that is always the same, and says
// so in lines.
func exampleOf(s *mask.Spec) (string, error) {
	key, err := mask.NewKey([]byte(exampleSalt))
	if err != nil {
		return "", err
	}
	m, err := mask.New(s.Name, key, s.On, s.With)
	if err != nil {
		return "", err
	}
	if m.Traits().Null {
		return exampleText(s, "NULL"), nil
	}
	row := []byte("1")
	if refs := m.Traits().References; refs != nil {
		row = nil
		for range refs {
			row = mask.AppendRowValue(row, []byte("42"))
		}
	}
	out, err := m.Append(nil, []byte(s.Example), row)
	return exampleText(s, string(out)), err
}

// exampleText says what becomes of the example, and with which parameters, as a
// policy says them.
func exampleText(s *mask.Spec, out string) string {
	const column, arrow = 12, "  ->  "
	var b strings.Builder
	if utf8.RuneCountInString(s.Example+arrow+out) <= cli.Width-column {
		fmt.Fprintf(&b, "%-*s%s\n", column, "example", s.Example+arrow+out)
	} else {
		cli.Entry(&b, "example", s.Example, column)
		cli.Entry(&b, "", strings.TrimSpace(arrow)+" "+out, column)
	}
	if len(s.With) > 0 {
		with := "with " + tomlText(map[string]any(s.With)) // in one line, as TOML wants it
		indent := max(min(column, cli.Width-utf8.RuneCountInString(with)), 0)
		b.WriteString(strings.Repeat(" ", indent) + with + "\n")
	}
	return b.String()
}

// tomlText returns a parameter as TOML.
func tomlText(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case map[string]any:
		var fields []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			key := k
			if strings.Trim(k, "abcdefghijklmnopqrstuvwxyz_") != "" {
				key = strconv.Quote(k)
			}
			fields = append(fields, key+" = "+tomlText(v[k]))
		}
		return "{ " + strings.Join(fields, ", ") + " }"
	}
	return fmt.Sprint(v)
}

func writeParams(b *strings.Builder, title string, params []mask.Param) {
	if len(params) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for _, p := range params {
		text := p.Help
		var notes []string
		switch {
		case p.Choices != nil:
			notes = append(notes, "one of "+strings.Join(p.Choices, ", "))
		case p.Kind == mask.IntParam:
			notes = append(notes, fmt.Sprintf("%d to %d", p.Min, p.Max))
		case p.Kind == mask.NumberParam:
			notes = append(notes, fmt.Sprintf("above %d, to %d", p.Min, p.Max))
		}
		if p.Required {
			notes = append(notes, "required")
		} else if p.Default != "" {
			notes = append(notes, "default: "+p.Default)
		}
		if notes != nil {
			text += " (" + strings.Join(notes, "; ") + ")"
		}
		cli.Entry(b, "  "+p.Name, text, 15)
	}
}
