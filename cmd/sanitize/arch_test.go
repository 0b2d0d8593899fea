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
	deps := imports(t, ".Deps")
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
		if deps[rule.pkg] == nil {
			t.Fatalf("go list does not know %s", rule.pkg)
		}
		for _, dep := range deps[rule.pkg] {
			if rule.only && !hasPrefix(dep, rule.may) {
				t.Errorf("%s imports %s, and may import the standard library and little else", rule.pkg, dep)
			}
			if hasPrefix(dep, rule.mayNot) {
				t.Errorf("%s imports %s, and may not", rule.pkg, dep)
			}
		}
	}
	if dumptest.HasGrammar && !slices.ContainsFunc(deps["sanitize/dumpfmt/ddl"], func(dep string) bool { return strings.HasPrefix(dep, parser) }) {
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
	for pkg, needs := range imports(t, ".Imports") {
		parser := func(p string) bool { return strings.Contains(p, "pg_query") }
		if strings.HasPrefix(pkg, "sanitize/") && pkg != "sanitize/dumpfmt/ddl" && slices.ContainsFunc(needs, parser) {
			t.Errorf("%s imports pg_query, which only dumpfmt/ddl may", pkg)
		}
	}
}

// imports returns, for each package that is not of the standard library, those of the
// same kind that it needs, itself among them; or those that it names alone.
func imports(t *testing.T, list string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}} {{join "+list+" \" \"}}{{end}}", "sanitize/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		all[f[0]] = f
	}
	for pkg, needs := range all {
		all[pkg] = slices.DeleteFunc(needs, func(p string) bool { return all[p] == nil })
	}
	return all
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return s == p || strings.HasPrefix(s, p) })
}
