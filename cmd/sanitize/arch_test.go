package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestArchitecture holds the packages to the direction of their imports: the
// format of dumps and the masks know nothing of each other, only the policies
// know both, and PostgreSQL's parser, with its C, is in one place.
func TestArchitecture(t *testing.T) {
	const parser = "github.com/pganalyze/"
	for _, rule := range []struct {
		pkg    string
		only   bool     // nothing outside of the standard library and of may
		may    []string // prefixes
		mayNot []string // prefixes
	}{
		{pkg: "sanitize/dumpfmt", only: true, may: []string{"sanitize/dumpfmt"}},
		// Lists of names, bcrypt and Unicode's normal forms are others' business.
		{pkg: "sanitize/mask", only: true, may: []string{"sanitize/mask", "github.com/brianvoe/gofakeit/v7/data", "golang.org/x/crypto/", "golang.org/x/text/"}},
		{pkg: "sanitize/dumpfmt/archive", only: true, may: []string{"sanitize/dumpfmt/archive", "sanitize/dumpfmt/sqllex", "github.com/klauspost/compress", "github.com/pierrec/lz4"}},
		{pkg: "sanitize/dumpfmt/ddl", mayNot: []string{"sanitize/mask", "sanitize/rules", "sanitize/cmd"}},
		{pkg: "sanitize/rules", only: true, may: []string{"sanitize/rules"}}, // the manual
		{pkg: "sanitize/rules/policy", mayNot: append(above("facts", "rows", "bind", "statements", "detect"), parser)},
		{pkg: "sanitize/rules/facts", mayNot: above("policy", "rows", "bind", "statements", "detect", "words")},
		{pkg: "sanitize/rules/rows", mayNot: append(above("policy", "facts", "bind", "statements", "words"), parser)},
		{pkg: "sanitize/rules/statements", mayNot: append(above("facts", "rows", "bind"), parser)},
		{pkg: "sanitize/rules/detect", only: true, may: []string{"sanitize/rules/detect"}},
		{pkg: "sanitize/rules/bind", mayNot: above("statements", "draft")},
		{pkg: "sanitize/rules/draft", mayNot: above("statements")},
		{pkg: "sanitize/cmd/sanitize/internal/pipeline", only: true, may: []string{"sanitize/cmd/sanitize/internal/pipeline"}},
		{pkg: "sanitize/cmd/sanitize/internal/zio", mayNot: []string{"sanitize/dumpfmt", "sanitize/mask", "sanitize/rules"}},
		{pkg: "sanitize/cmd/sanitize/internal/report", mayNot: []string{"sanitize/dumpfmt", "sanitize/mask", "sanitize/rules"}},
		// What proves a result shares nothing with what makes it.
		{pkg: "sanitize/cmd/sanitize/internal/verify", mayNot: []string{"sanitize/mask", "sanitize/rules"}},
		{pkg: "sanitize/cmd/sanitize/internal/progress", mayNot: []string{"sanitize/dumpfmt", "sanitize/mask", "sanitize/rules"}},
	} {
		for _, dep := range deps(t, rule.pkg) {
			if rule.only && !hasPrefix(dep, rule.may) {
				t.Errorf("%s imports %s, and may import the standard library and little else", rule.pkg, dep)
			}
			if hasPrefix(dep, rule.mayNot) {
				t.Errorf("%s imports %s, and may not", rule.pkg, dep)
			}
		}
	}
	if dumptest.HasGrammar && !slices.ContainsFunc(deps(t, "sanitize/dumpfmt/ddl"), func(dep string) bool { return strings.HasPrefix(dep, parser) }) {
		t.Errorf("sanitize/dumpfmt/ddl does not import %s; the test looks for the wrong name", parser)
	}
}

// above returns packages of rules that another may not import, and what is above
// all of them.
func above(names ...string) []string {
	list := []string{"sanitize/cmd"}
	for _, n := range names {
		list = append(list, "sanitize/rules/"+n)
	}
	return list
}

// TestOneImporter holds PostgreSQL's parser to being imported by one package.
func TestOneImporter(t *testing.T) {
	for line := range strings.Lines(goList(t, "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "sanitize/...")) {
		pkg, imports, _ := strings.Cut(line, " ")
		if strings.Contains(imports, "pg_query") && pkg != "sanitize/dumpfmt/ddl" {
			t.Errorf("%s imports pg_query, which only dumpfmt/ddl may", pkg)
		}
	}
}

// deps returns what a package needs beyond the standard library.
func deps(t *testing.T, pkg string) []string {
	t.Helper()
	list := strings.Fields(goList(t, "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", pkg))
	if !slices.Contains(list, pkg) {
		t.Fatalf("go list does not know %s", pkg)
	}
	return list
}

func goList(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return string(out)
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return s == p || strings.HasPrefix(s, p) })
}
