package bind

import (
	"strings"
	"testing"
)

// TestCataloguesThatTextNames: a kept column of a catalogue is masked as the column of text
// that is called after it is, so that rows find their partners; it is kept where that stays,
// is no text, has a FOREIGN KEY or a rule, or where the name is of another column.
func TestCataloguesThatTextNames(t *testing.T) {
	const policy = "version = 1\nunlisted = \"name\"\n"
	for _, c := range []struct{ policy, tables, masked string }{
		{policy, "departments: id int4, name text, code text; employees: id int4, first_name text, department text", "name"},
		{policy, "departments: id int4, name text, code text; employees: id int4, first_name text, department_code varchar(9)", "code"},
		{policy, "departments: id int4, name text, code text; people: id int4, departments text[]", "name"},
		{policy, "departments: id int4, name text, code text; people: id int4, department_id int4, department int4", ""},
		{policy, "departments: id int4, name text, code text; employees: id int4, head text", ""},
		{policy + "[columns]\ndepartment = \"keep\"\n", "departments: id int4, name text, code text; employees: id int4, department text", ""},
		{policy + "[columns]\nname = \"keep\"\n", "departments: id int4, name text, code text; employees: id int4, department text", ""},
		{"version = 1\nunlisted = \"keep\"\n", "departments: id int4, name text, code text; employees: id int4, department text", ""},
	} {
		p := bindText(t, c.policy, schemaOf(t, strings.ReplaceAll(c.tables, "; ", "\n")))
		var masked []string
		rows := fieldsOf(mustRun(t, p, copyOf("public.departments (id, name, code)", "1\tResearch\tRS-1")))[0]
		for i, name := range []string{"id", "name", "code"} {
			if rows[i] != []string{"1", "Research", "RS-1"}[i] {
				masked = append(masked, name)
			}
		}
		if is := strings.Join(masked, " "); is != c.masked {
			t.Errorf("%s%s: %q masked, want %q", c.policy, c.tables, is, c.masked)
		}
	}
	p := bindText(t, policy, schemaOf(t, "departments: id int4, name text\nemployees: id int4, department text, departments text[]"))
	name := fieldsOf(mustRun(t, p, copyOf("public.departments (id, name)", "1\tResearch")))[0][1]
	if got := fieldsOf(mustRun(t, p, copyOf("public.employees (id, department, departments)", "1\tResearch\t{Research}")))[0]; got[1] != name || got[2] != "{"+name+"}" {
		t.Errorf("the catalogue has %s, what names it %s", name, got)
	}
	for noun, want := range map[string]string{"categories": "category", "addresses": "address", "boxes": "box", "tags": "tag", "status": "status", "news": "new", "s": "s", "class": "class"} {
		if got := singular(noun); got != want {
			t.Errorf("%s is many of %s, want %s", noun, got, want)
		}
	}
}
