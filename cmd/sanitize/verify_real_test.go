package main

import (
	"os"
	"path/filepath"
	"testing"
)

// teamPolicy is one as a team writes it, by names that most schemas have.
const teamPolicy = `version = 1
unlisted = "mask"
soft = true
[columns]
id = { mask = "keep", types = ["integer", "bigint", "uuid"] }
"*_id" = { mask = "keep", types = ["integer", "bigint", "uuid"] }
"*email*" = "email"
"*first_name*" = "first_name"
"*last_name*" = "last_name"
"*phone*" = "phone"
`

// TestVerifyReal masks the dumps of a directory by the built-in policy, a team's
// and the one that init drafts, and finds nothing, with the policy and without.
func TestVerifyReal(t *testing.T) {
	dir := os.Getenv(realEnv)
	if dir == "" {
		t.Skip(realEnv + " does not name a directory of dumps")
	}
	var files []string
	for _, glob := range []string{"*.sql", "*/*.sql", "*.sql.zst"} {
		list, err := filepath.Glob(filepath.Join(dir, glob))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	if len(files) == 0 {
		t.Fatalf("no dumps in %s", dir)
	}
	builtin, _, _ := filter(nil, "policy")
	policies := map[string]string{"built-in": tempFile(t, "builtin.toml", builtin), "a team's": tempFile(t, "team.toml", []byte(teamPolicy))}
	compared := map[string]int{"built-in": 0, "a team's": 0, "init's": 0}
	for _, file := range files {
		for name, policy := range policies {
			compared[name] += verifyMasked(t, file, name, policy)
		}
		if draft, _, code := filter(nil, "init", file); code == 0 {
			compared["init's"] += verifyMasked(t, file, "init's", tempFile(t, "init.toml", draft))
		}
	}
	for name, n := range compared {
		if n < len(files)/2 {
			t.Errorf("only %d of %d dumps could be masked by %s policy", n, len(files), name)
		}
	}
}

// verifyMasked masks a dump, verifies the copy, and returns how many copies
// there were: none if the policy is refused.
func verifyMasked(t *testing.T, file, name, policy string) int {
	t.Helper()
	out := filepath.Join(t.TempDir(), "masked.sql")
	if _, _, code := filter(nil, "-q", "-p", policy, "--salt-file", tempFile(t, "salt", []byte(zooSalt)), "-o", out, file); code != 0 {
		return 0 // as other tests ask
	}
	defer os.Remove(out)
	ways := [][]string{{"-p", policy}}
	if !dropsRows(t, policy) {
		ways = append(ways, nil) // it is inferred what was masked
	}
	for _, args := range ways {
		args = append(append([]string{"verify"}, args...), file, out)
		if text, stderr, code := filter(nil, args...); code != 0 {
			t.Errorf("%s by %s policy: %v: exit code %d\n%s%s", filepath.Base(file), name, args[:len(args)-2], code, text, stderr)
		}
	}
	return 1
}
