package main

import (
	"os"
	"strings"
	"testing"
)

// TestStrictPaste holds a strict policy to what it promises: the message ends
// in the lines that, pasted into the policy, make the run pass.
func TestStrictPaste(t *testing.T) {
	strict, err := os.ReadFile("../../fixtures/policies/strict.toml")
	if err != nil {
		t.Fatal(err)
	}
	const dump = dumpDir + "/shop.sql"
	got := runDump("", "-p", policyFile(t, string(strict)), dump)
	if got.code != exitUsage || string(got.stdout) != poison {
		t.Fatalf("exit code %d and %d bytes, want 2 and the mark alone\n%s", got.code, len(got.stdout), got.stderr)
	}
	_, paste, ok := strings.Cut(got.stderr, "hint: add to the policy (sanitize init --update does), after a look at each mask:\n")
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
