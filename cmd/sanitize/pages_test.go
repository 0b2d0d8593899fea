package main

import (
	"bytes"
	"fmt"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// pages is where the pages for users lie.
const pages = "../../dist/doc/"

// TestGoldenPages makes the pages that are made from the program anew, and
// compares.
func TestGoldenPages(t *testing.T) {
	for name, make := range map[string]func(*testing.T) string{
		"masks.md": masksPage, "policy.md": policyPage,
		"../schema/policy.schema.json": func(*testing.T) string { return string(policy.JSONSchema()) },
	} {
		text := make(t)
		if *update {
			if err := os.WriteFile(pages+name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got := readFile(t, pages+name)
		if string(got) != text {
			t.Errorf("%s is not what the program says: make golden", filepath.Join("dist/doc", name))
		}
	}
}

// masksPage is the catalogue of masks as a page: what sanitize masks NAME says.
func masksPage(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# Masks\n\nMade from the catalogue; `sanitize masks NAME` prints the same. " +
		"*Injective*: different values\nstay different; *distinct*: but for a collision of digests; *lossy*: they may meet.\n\n")
	b.WriteString("| mask | family | uniqueness | what comes out |\n|---|---|---|---|\n")
	catalog := mask.Catalog()
	for _, s := range catalog {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", s.Name, s.Name, s.Family, s.Class, strings.ReplaceAll(s.Summary, "|", `\|`))
	}
	const common = "\nparameters of all masks\n"
	shared := ""
	for i := range catalog {
		text, err := describe(&catalog[i])
		if err != nil {
			t.Fatal(err)
		}
		own, all, ok := strings.Cut(text, common)
		if !ok {
			t.Fatalf("what is said of %s does not end in the parameters of all masks", catalog[i].Name)
		}
		shared = all
		fmt.Fprintf(&b, "\n## %s\n\n```\n%s\n```\n", catalog[i].Name, strings.TrimSpace(own))
	}
	fmt.Fprintf(&b, "\n## Parameters of all masks\n\n```\n%s\n```\n", strings.TrimRight(shared, "\n"))
	return b.String()
}

// policyPage is the manual of package rules as a page, with the built-in policy.
func policyPage(t *testing.T) string {
	file, err := parser.ParseFile(token.NewFileSet(), "../../rules/doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	manual := file.Doc.Text()
	from := strings.Index(manual, "# Policy\n")
	if from < 0 {
		t.Fatal("the manual has no chapter on the policy")
	}
	printer := &comment.Printer{HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" }}
	parsed := new(doc.Package).Parser().Parse(manual[from:])
	return "# The policy\n\nMade from the manual of package rules, and from the built-in policy.\n\n" +
		string(printer.Markdown(parsed)) + "\n## The built-in policy\n\n```toml\n" + string(policy.BuiltinText()) + "```\n"
}

// TestPagesNameEveryKey asks the parser which keys it knows, and looks for each in the
// page about the policy.
func TestPagesNameEveryKey(t *testing.T) {
	page := bytes.ReplaceAll(readFile(t, pages+"policy.md"), []byte(`\_`), []byte("_"))
	known := regexp.MustCompile(`unknown key (?:"nosuch" )?in .*, want one of (.*)`)
	for _, text := range []string{
		"nosuch = 1", "[salt]\nnosuch = 1", "[outside]\nnosuch = 1", "[kept]\nnosuch = 1",
		"[tables.a]\nnosuch = 1", "[[tables.a.rows]]\nnosuch = 1", "[tables.a]\nsample = { nosuch = 1 }",
	} {
		if !strings.HasPrefix(text, "nosuch") {
			text = "version = 1\n" + text
		}
		_, err := policy.Parse([]byte(text), "a policy", os.LookupEnv)
		if err == nil {
			t.Errorf("a policy with %q is read", text)
			continue
		}
		m := known.FindStringSubmatch(err.Error())
		if m == nil {
			t.Errorf("%q: which keys there are is not said: %v", text, err)
			continue
		}
		for _, key := range strings.Split(m[1], ", ") {
			if !regexp.MustCompile(`\b` + regexp.QuoteMeta(key) + `\b`).Match(page) {
				t.Errorf("dist/doc/policy.md does not name the key %s of %q", key, text)
			}
		}
	}
}

// TestPages runs each command of the pages, as TestReadme does, and follows each
// link to a file.
func TestPages(t *testing.T) {
	files, err := filepath.Glob(pages + "*.md")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "../../README.md", "../../.github/SECURITY.md", "../../.github/CONTRIBUTING.md")
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	ran := 0
	for _, file := range files {
		text := readFile(t, file)
		for _, m := range link.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), string(m[1]))); err != nil {
				t.Errorf("%s: a link to nothing: %s", filepath.Base(file), m[1])
			}
		}
		if filepath.Base(file) == "README.md" || !bytes.Contains(text, []byte("sanitize")) {
			continue
		}
		dir := readmeWorld(t)
		for _, c := range readmeCommands(string(text)) {
			cmd := exec.Command("bash", "-o", "pipefail", "-ec", c)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "PATH="+dir+"/bin:"+os.Getenv("PATH"), saltEnv+"="+testSalt)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: $ %s\n%v\n%s", filepath.Base(file), c, err, out)
			}
			ran++
		}
	}
	if ran < 6 {
		t.Errorf("the pages have %d commands, which is not all of them", ran)
	}
}
