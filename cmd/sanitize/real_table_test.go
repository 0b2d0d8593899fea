package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

// labelledFile says of columns of public schemas what they hold, as a person has
// judged.
const labelledFile = "../../rules/words/testdata/labelled.tsv"

// decidedOn counts what the built-in policy does with the columns of a dump that
// somebody has judged.
type decidedOn struct {
	columns                   int
	fitting, generic, kept    int // of what is personal, sensitive or secret
	operational, overmasked   int
	keptColumns, maskedKeyish []string
}

// TestRealDecisions prints, for each dump of a directory, what becomes of the
// columns that a person has judged: nothing personal is kept, and of what an
// application steers by less than a tenth is masked.
func TestRealDecisions(t *testing.T) {
	dir := os.Getenv(realEnv)
	if dir == "" {
		t.Skip(realEnv + " does not name a directory of dumps")
	}
	labels := labelsOf(t)
	files, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "dump\tcolumns\tpersonal\tfitting mask\tmask of its type\tkept\toperational\tmasked\t")
	var all decidedOn
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), "__")
		d := decisionsOn(t, file, name, labels)
		if d.fitting+d.generic+d.kept+d.operational == 0 {
			continue // nobody has judged it
		}
		d.write(w, name)
		all.add(&d)
		if d.kept > 0 {
			t.Errorf("%s: personal, and kept: %s", name, strings.Join(d.keptColumns, ", "))
		}
		if d.overmasked*10 >= d.operational && d.overmasked > 1 {
			t.Errorf("%s: %d of %d operational columns are masked: %s", name, d.overmasked, d.operational, strings.Join(d.maskedKeyish, ", "))
		}
	}
	all.write(w, "all")
	w.Flush()
	t.Log("\n" + out.String())
	if all.fitting < 3*all.generic {
		t.Errorf("%d personal columns have a mask that fits, %d that of their type", all.fitting, all.generic)
	}
}

// labelsOf returns what a person has judged, by schema.table.column.
func labelsOf(t *testing.T) map[string]string {
	t.Helper()
	text := readFile(t, labelledFile)
	labels := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 4 {
			labels[f[0]+"."+f[1]] = f[3]
		}
	}
	return labels
}

// decisionsOn asks check what becomes of a dump's columns.
func decisionsOn(t *testing.T, file, name string, labels map[string]string) (d decidedOn) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := []string{"check", "--format", "json", file}
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" }); code != exitOK {
		t.Errorf("%s: exit code %d\n%s", name, code, stderr.String())
		return d
	}
	var report checked
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	for _, table := range report.Tables {
		full := strings.ReplaceAll(name+"."+strings.TrimPrefix(table.Name, "public."), `"`, "")
		short := name + full[strings.LastIndexByte(full, '.'):]
		for _, c := range table.Columns {
			d.columns++
			place := full + "." + c.Name
			d.note(place, cmp.Or(labels[place], labels[short+"."+c.Name]), &c)
		}
	}
	return d
}

// note counts a column with its label.
func (d *decidedOn) note(place, label string, c *checkedColumn) {
	keeps := c.Mask == "keep"
	switch label {
	case "personal", "sensitive", "secret":
		switch {
		case keeps && c.From == "generated":
		case keeps:
			d.kept++
			d.keptColumns = append(d.keptColumns, place+" ("+c.From+")")
		case strings.HasSuffix(c.From, "by type"):
			d.generic++
		default:
			d.fitting++
		}
	case "key", "operational":
		if d.operational++; !keeps {
			d.overmasked++
			d.maskedKeyish = append(d.maskedKeyish, place+" "+c.Mask+" ("+c.From+")")
		}
	}
}

func (d *decidedOn) add(o *decidedOn) {
	d.columns, d.operational, d.overmasked = d.columns+o.columns, d.operational+o.operational, d.overmasked+o.overmasked
	d.fitting, d.generic, d.kept = d.fitting+o.fitting, d.generic+o.generic, d.kept+o.kept
	d.keptColumns = slices.Concat(d.keptColumns, o.keptColumns)
}

func (d *decidedOn) write(w *tabwriter.Writer, name string) {
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", name, d.columns, d.fitting+d.generic+d.kept, d.fitting, d.generic, d.kept, d.operational, d.overmasked)
}
