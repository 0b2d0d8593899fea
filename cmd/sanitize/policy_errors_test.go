package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"sanitize/dumpfmt/dumptest"
)

// TestStrictPaste holds a strict policy to what it promises: the message ends
// in the lines that, pasted into the policy, make the run pass.
func TestStrictPaste(t *testing.T) {
	strict := readFile(t, "../../fixtures/policies/strict.toml")
	const dump = dumpDir + "/shop.sql"
	got := runDump("", "-p", policyFile(t, string(strict)), dump)
	if got.code != exitUsage || string(got.stdout) != poison {
		t.Fatalf("exit code %d and %d bytes, want 2 and the mark alone\n%s", got.code, len(got.stdout), got.stderr)
	}
	_, paste, ok := strings.Cut(got.stderr, "hint: add to the end of the policy (sanitize init --update does), after a look at each mask:\n")
	if !ok || !strings.Contains(paste, "full_name = ") {
		t.Fatalf("there are no lines to paste:\n%s", got.stderr)
	}
	got = runDump("", "-p", policyFile(t, string(strict)+paste), dump)
	if got.code != exitOK {
		t.Fatalf("with the lines pasted: exit code %d\n%s", got.code, got.stderr)
	}
	for _, secret := range []string{"ada.byron", "Ada", "Mayor", "7946"} {
		if strings.Contains(string(got.stdout), secret) {
			t.Errorf("with the lines pasted, the output has %q", secret)
		}
	}
}

// TestPasteAtTheEnd pastes a part of the lines that a strict run asks for, in each
// of the forms that a policy may have, and then what the next run asks for, at the
// end: that run passes, whatever stands above.
func TestPasteAtTheEnd(t *testing.T) {
	for _, name := range []string{"shop.sql", "odd15.copy.sql", "latin15.copy.sql", "hand17.sql", "hand18.sql", "lo15.sql", "odd15.inserts.sql"} {
		dump := dumpDir + "/" + name
		asked := askedFor(runDump("", "--partial", "-p", policyFile(t, "version = 1\nunlisted = \"fail\"\n"), dump))
		if len(asked) == 0 {
			t.Errorf("%s: a strict policy asks for nothing", name)
		}
		for _, seed := range dumptest.Thin([]uint64{0, 1, 2, 3, 4, 5}, 3) {
			rnd := rand.New(rand.NewPCG(seed, 5))
			text := "version = 1\nunlisted = \"fail\"\n"
			for _, lines := range asked {
				text += someLines(rnd, lines)
			}
			for round := 0; ; round++ {
				got := runDump("", "--partial", "-p", policyFile(t, text), dump)
				if got.code == exitOK {
					break
				}
				_, lines, ok := strings.Cut(got.stderr, "after a look at each mask:\n")
				if round == 1 || !ok {
					t.Fatalf("%s: exit code %d in round %d\n%s\n%s", name, got.code, round, got.stderr, text)
				}
				text += lines
			}
		}
	}
}

// askedFor returns the lines of a message's tables, each with its header first.
func askedFor(got result) [][]string {
	var tables [][]string
	_, lines, _ := strings.Cut(got.stderr, "after a look at each mask:\n")
	for table := range strings.SplitSeq(strings.TrimSpace(lines), "\n\n") {
		if lines := strings.Split(table, "\n"); len(lines) > 1 {
			tables = append(tables, lines)
		}
	}
	return tables
}

// someLines returns some of the lines of a table, in one of the forms in which a
// policy may have them.
func someLines(rnd *rand.Rand, lines []string) string {
	some := ""
	for _, line := range lines[1:] {
		if rnd.IntN(2) == 0 {
			some += line + "\n"
		}
	}
	head := lines[0]
	key := strings.TrimSuffix(strings.TrimPrefix(head, "[tables."), ".columns]")
	switch rnd.IntN(5) {
	case 0:
		return head + "\n" + some
	case 1:
		return "[[more." + key + "]]\n" + some
	case 2:
		return "[tables." + key + "]\noptional = true\n" + head + "\n" + some
	case 3:
		return "[tables." + key + "]\noptional = true\n"
	}
	return ""
}

// TestExamplePolicies holds the example policies to working as they say.
func TestExamplePolicies(t *testing.T) {
	got := runDump("", "-p", "../../fixtures/policies/shop.toml", "--schema", dumpDir+"/shop.sql", dumpDir+"/shop.sql")
	if got.code != exitOK {
		t.Fatalf("shop.toml: exit code %d\n%s", got.code, got.stderr)
	}
	for _, want := range []string{"@staging.invalid\t", "\t+44 ", "\t{\"newsletter\": false}\t", "\t(an address)\t", "\tshipped\t"} {
		if !strings.Contains(string(got.stdout), want) {
			t.Errorf("shop.toml: the output does not have %q", want)
		}
	}
	for _, secret := range []string{"example.com", "Byron", "Ginza", "gift", "7946 0101"} {
		if strings.Contains(string(got.stdout), secret) {
			t.Errorf("shop.toml: the output has %q", secret)
		}
	}
}
