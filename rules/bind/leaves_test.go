package bind

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/rules/policy"
)

// TestLeavesOfJSON: what a policy keeps of columns stays in JSON under a key of their
// name, and what it masks there, or says nothing of, does not.
func TestLeavesOfJSON(t *testing.T) {
	const name = "version = 1\nunlisted = \"name\"\n"
	flags, in := `"is_active": [true`+strings.Repeat(", true, false", 3)+"]", `{"user_id": 4711, "status": "shipped", "user": {"id": 42}, "email": "ann@corp.example"`
	for i := range 20 { // of which a permutation leaves some, and not all
		in += fmt.Sprintf(`, "p%d": {%s}`, i, flags)
	}
	in += "}"
	for _, c := range []struct{ policy, stays string }{
		{name, "user_id status is_active id"},
		{"version = 1\n", ""},
		{"version = 1\nunlisted = \"fail\"\n[columns]\n\"*_id\" = \"keep\"\nid = \"keep\"\ndoc = \"scramble\"\nstatus = \"scramble\"\n", "user_id id"},
		{"version = 1\nunlisted_json = \"name\"\n[columns]\nstatus = \"scramble\"\n", "user_id is_active id"},
		{"version = 1\nunlisted = \"fail\"\nunlisted_json = \"name\"\n[columns]\n\"{user_id, status, doc}\" = \"scramble\"\n", "is_active id"},
		{name + "unlisted_json = \"mask\"\n[columns]\nstatus = \"keep\"\n", "status"},
		{"version = 1\n[columns]\nid = \"keep\"\nstatus = \"keep\"\nemail = \"keep\"\n", "status id"},
		{name + "[columns]\nuser_id = \"permute\"\n", "status is_active id"},
		{name + "[columns]\nuser_id = { mask = \"permute\", types = [\"bigint\"] }\n", "status is_active id"},
		{name + "[columns]\nuser_id = { mask = \"scramble\", types = [\"text\"] }\n", "user_id status is_active id"},
		{name + "[types]\ninteger = \"permute\"\n", "status is_active"},
		{name + "[types]\nboolean = \"scramble\"\n", "user_id status id"},
		{name + "[tables.\"public.t\".columns]\nstatus = \"scramble\"\n", "user_id is_active id"},
		{name + "[tables.\"public.t\"]\nunlisted = \"mask\"\n", ""},
		{name + "[tables.\"public.t\".columns]\ndoc = { mask = \"json\", paths = { \"$.none\" = \"keep\" } }\n", "user_id status is_active id"},
		{name + "[tables.\"public.t\".columns]\ndoc = { mask = \"json\", paths = { \"$\" = \"scramble\" } }\n", ""},
	} {
		for _, typ := range []string{"jsonb", "json", "text", "varchar(9999)"} {
			p := bindText(t, "soft = true\n"+c.policy, schemaOf(t, "t: user_id int4, status text, doc "+typ))
			out := fieldsOf(mustRun(t, p, copyOf("public.t (user_id, status, doc)", "1\tx\t"+in)))[0][2]
			var stays []string
			for _, leaf := range []string{`"user_id": 4711`, `"status": "shipped"`, flags, `"id": 42`, `"email": "ann@corp.example"`} {
				if strings.Count(out, leaf) == strings.Count(in, leaf) {
					stays = append(stays, strings.Split(leaf, `"`)[1])
				}
			}
			if is := strings.Join(stays, " "); is != c.stays && (typ == "jsonb" || !strings.Contains(c.policy, "paths")) {
				t.Errorf("%s, %s: %q stay, want %q: %s", c.policy, typ, is, c.stays, out)
			}
		}
	}
}

// TestLeavesThatStay: of what may stay, numbers do up to a size, and words of programs;
// of all else, uuids among it, nothing does.
func TestLeavesThatStay(t *testing.T) {
	const uuid = `"5f0c8a1e-9b7d-4c3a-a6e2-1d2f3b4c5d6e"`
	values := []string{"0", "7", "200", "99999", "100000", "9999999", "10000000", "99999999999999999999999", "-7", "1.5", "5.0", "5.00", "1e3",
		`""`, `"active"`, `"IN TRANSIT"`, `"Ann"`, `"42"`, uuid, strings.ToUpper(uuid), `"5f0c8a1e-9b7d-4c3a-a6e2-1d2f3b4c5d6g"`, "true", "false"}
	for key, want := range map[string]string{
		"id":        `[0 7 200 99999 5.0 5.00]`,
		"userId":    `[0 7 200 99999 100000 9999999 5.0 5.00]`,
		"status":    `[0 7 200 99999 5.0 5.00 "active" "IN TRANSIT" true false]`,
		"studentId": `[0 7 200 99999 5.0 5.00]`, // what is longer may be printed on a card
		"note":      "[]", "ssn": "[]", "salary": "[]", "licenseId": "[]",
	} {
		var got []string
		n := newMasks(&policy.Policy{Unlisted: policy.UnlistedName}, nil, nil).leaf("", key)
		for _, v := range values {
			if n.Stays != nil && n.Stays([]byte(v)) {
				got = append(got, v)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %s stay, want %s", key, got, want)
		}
	}
}
