package bind

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestOrphansForSure: where all rows go that others refer to, the policy is refused:
// even those that may be NULL have but that to be.
func TestOrphansForSure(t *testing.T) {
	s := schemaOf(t, "users: id int8!\norders: id int8!, user_id int8!\nnotes: user_id int8")
	constrain(t, s, "orders", dumpfmt.Constraint{Name: "orders_fk", Kind: dumpfmt.ForeignKey, Columns: []string{"user_id"}, RefTable: testName("users"), RefColumns: []string{"id"}})
	constrain(t, s, "notes", dumpfmt.Constraint{Name: "notes_fk", Kind: dumpfmt.ForeignKey, Columns: []string{"user_id"}, RefTable: testName("users"), RefColumns: []string{"id"}})
	for policy, want := range map[string]string{
		"[tables.users]\ndata = \"drop\"":                                                                               "rows of public.orders lose those of public.users that they refer to by FOREIGN KEY orders_fk: all rows of the latter are dropped",
		"[tables.users]\ndata = \"drop\"\n[tables.orders]\ndata = \"drop\"":                                             "rows of public.notes lose those of public.users",
		"[tables.users]\ndata = \"drop\"\n[tables.orders]\ndata = \"drop\"\n[tables.notes]\ndata = \"drop\"":            "",
		"[tables.users]\ndata = \"drop\"\n[tables.orders]\ndata = \"drop\"\n[tables.notes.columns]\nuser_id = \"null\"": "",
	} {
		if _, err := Bind(parseText(t, keepAll+policy), s, Options{Key: testKey(t)}); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", policy, err, want)
		}
		if _, err := Bind(parseText(t, keepAll+policy), s, Options{Key: testKey(t), Partial: true}); err != nil {
			t.Errorf("%s, of a part: %v", policy, err)
		}
	}
}

// TestOrphans: rows that others refer to do not go without a warning.
func TestOrphans(t *testing.T) {
	const user, order = "[tables.users]\n", "[tables.orders]\n"
	const sampleUsers = user + `sample = { percent = 10, by = "id", group = "user" }` + "\n"
	const dropRule = "[[tables.users.rows]]\nwhere = { note = \"x\" }\ndrop = true\n"
	for _, tt := range []struct{ policy, want string }{
		{"", ""},
		{user + `data = "drop"`, "all rows of the latter are dropped"},
		{user + "data = \"drop\"\n" + order + `data = "drop"`, ""},
		{user + "data = \"drop\"\n[tables.orders.columns]\nuser_id = \"null\"", ""},
		{order + `data = "drop"`, ""},
		{dropRule, "policy.toml:3:1: rows of public.orders may lose those of public.users that they refer to by FOREIGN KEY orders_fk: a rule drops rows of the latter"},
		{sampleUsers, "the sample of the latter is not that of the former"},
		{sampleUsers + order + `sample = { percent = 10, by = "user_id", group = "user" }`, ""},
		{sampleUsers + order + `sample = { percent = 10, by = "user_id", group = "order" }`, "the sample of the latter"},
		{order + `sample = { percent = 10, by = "user_id", group = "user" }`, ""},
		{sampleUsers + order + `sample = { percent = 10, by = "seller", group = "user" }`, "the sample of the former goes by seller"},
	} {
		s := schemaOf(t, "users: id int8!, note text\norders: id int8!, user_id int8, seller int8")
		constrain(t, s, "orders", dumpfmt.Constraint{Name: "orders_fk", Kind: dumpfmt.ForeignKey, Columns: []string{"user_id"}, RefTable: testName("users"), RefColumns: []string{"id"}})
		wantWarning(t, s, tt.policy, tt.want)
	}
}

// TestOrphansOfOneTable: rows that refer to others of their table are told of, where
// a policy may take these from them; so are keys that a rule sets.
func TestOrphansOfOneTable(t *testing.T) {
	const rule = "[[tables.staff.rows]]\nwhere = { note = \"x\" }\n"
	for _, tt := range []struct{ policy, want string }{
		{"", ""},
		{"[tables.staff]\nsample = { percent = 10, by = \"id\" }", "rows of public.staff may lose those of public.staff that they refer to by FOREIGN KEY boss_fk: the sample takes each row by itself"},
		{"[tables.staff]\nsample = { percent = 10, by = \"firm\" }", ""},
		{"[tables.staff]\nsample = { percent = 10, by = \"town\" }", "the sample of the former goes by town, and rows that have NULL there stay"},
		{"[tables.staff]\nsample = { percent = 10, by = \"house\" }", ""},
		{"[tables.staff]\nsample = { percent = 100, by = \"id\" }", ""},
		{"[tables.staff]\ndata = \"drop\"", ""},
		{rule + "drop = true", "policy.toml:3:1: rows of public.staff may lose those of public.staff that they refer to by FOREIGN KEY boss_fk: a rule drops rows of the latter"},
		{rule + "set = { boss = \"7\" }", "a rule sets boss of the former"},
		{rule + "set = { id = \"7\" }", "a rule sets id of the latter"},
		{rule + "set = { boss = { mask = \"null\" } }", ""},
		{rule + "set = { note = \"y\" }", ""},
	} {
		s := schemaOf(t, "staff: id int8!, firm int8!, boss int8, note text, town text, house int8!")
		constrain(t, s, "staff", dumpfmt.Constraint{Name: "boss_fk", Kind: dumpfmt.ForeignKey, Columns: []string{"firm", "boss"}, RefTable: testName("staff"), RefColumns: []string{"firm", "id"}})
		wantWarning(t, s, tt.policy, tt.want)
	}
}

// wantWarning wants a policy that keeps all else to be bound, with a warning that has
// the text want, or with none.
func wantWarning(t *testing.T, s *dumpfmt.Schema, policy, want string) {
	t.Helper()
	plan, err := Bind(parseText(t, keepAll+policy), s, Options{Key: testKey(t), Partial: true})
	if err != nil {
		t.Errorf("%s: %v", policy, err)
		return
	}
	var said []string
	for _, w := range plan.Warnings() {
		said = append(said, w.Error())
	}
	if got := strings.Join(said, "\n"); (got == "") != (want == "") || !strings.Contains(got, want) {
		t.Errorf("%s: warnings %q, want %q", policy, got, want)
	}
}
