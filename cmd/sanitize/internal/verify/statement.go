package verify

import (
	"bytes"
	"regexp"
	"strings"

	"sanitize/dumpfmt"
)

// allowance is what may be done to a statement.
type allowance struct {
	key        string // of [outside]
	edit, drop bool
	marked     bool // an edit leaves its mark
}

// editMark stands for what was taken out of a statement that stays.
var editMark = []byte("REDACTED")

// edit is what is new in a statement that was edited.
type edit struct {
	object string
	line   int64
	hashes []uint64
}

// places are the statements that [outside] is about, by the words that they
// begin with and a word that they hold.
var places = []struct {
	key   string
	words []string
	holds string
}{
	{"role_passwords", []string{"create", "role"}, "password"},
	{"role_passwords", []string{"alter", "role"}, "password"},
	{"role_passwords", []string{"create", "user "}, "password"},
	{"role_passwords", []string{"alter", "user "}, "password"},
	{"connection_secrets", []string{"create", "user", "mapping"}, ""},
	{"connection_secrets", []string{"alter", "user", "mapping"}, ""},
	{"connection_secrets", []string{"create", "server"}, ""},
	{"connection_secrets", []string{"alter", "server"}, ""},
	{"connection_secrets", []string{"create", "foreign"}, "options"},
	{"connection_secrets", []string{"alter", "foreign"}, "options"},
	{"subscriptions", []string{"create", "subscription"}, ""},
	{"subscriptions", []string{"alter", "subscription"}, ""},
	{"subscriptions", []string{"comment", "on", "subscription"}, ""},
	{"subscriptions", []string{"security", "label"}, "subscription"},
	{"large_objects", []string{"select"}, "lowrite"},
	{"large_objects", []string{"select"}, "lo_put"},
	{"large_objects", []string{"select"}, "lo_from_bytea"},
	{"statistics", []string{"select"}, "pg_restore_"},
	{"settings", []string{"alter", "role"}, " set "},
	{"settings", []string{"alter", "user"}, " set "},
	{"settings", []string{"alter", "database"}, " set "},
	{"settings", []string{"alter", "system"}, ""},
	{"settings", []string{"set "}, ""},
	{"settings", []string{"select"}, "set_config"},
	{"settings", []string{"create"}, " set "},
	{"settings", []string{"alter", "function"}, " set "},
	{"settings", []string{"alter", "procedure"}, " set "},
	{"comments", []string{"comment", "on"}, ""},
	{"security_labels", []string{"security", "label"}, ""},
}

// allowed says what the rules allow to be done to a statement.
func (c *comparer) allowed(it *item) (how allowance) {
	if it.kind != dumpfmt.SQL {
		return how
	}
	lower := bytes.ToLower(it.text[:min(len(it.text), 1<<16)])
	for _, p := range places {
		if !hasWords(it.text, p.words...) || !bytes.Contains(lower, []byte(p.holds)) {
			continue
		}
		choice := "any"
		if c.opts.Rules.Outside != nil {
			choice = c.opts.Rules.Outside(p.key, it.text)
		}
		switch choice {
		case "any":
			how.edit, how.drop = true, p.key != "settings"
		case "drop":
			how.drop = p.key != "role_passwords"
			how.edit = how.edit || p.key == "role_passwords"
		case "scrub", "disable":
			how.edit = true
			how.drop = how.drop || p.key == "subscriptions"
		case "empty":
			how.edit, how.drop = true, true
		default:
			continue
		}
		how.key, how.marked = p.key, p.key == "settings"
	}
	return how
}

// due are what a statement has, in lower case, if a choice of a key would not have left
// it as it was. What looks like a secret in a setting is the filter's to say.
var due = map[[2]string]string{
	{"role_passwords", "drop"}:      " password '",
	{"connection_secrets", "scrub"}: "password '",
	{"subscriptions", "disable"}:    "create subscription",
	{"subscriptions", "drop"}:       "subscription",
	{"large_objects", "empty"}:      "",
	{"statistics", "drop"}:          "",
	{"comments", "drop"}:            "",
	{"security_labels", "drop"}:     "",
}

var quotedName = regexp.MustCompile(`"[^"]*"`)

// untouched reports whether a statement is as it was although the rules would have
// changed it.
func (c *comparer) untouched(it *item) bool {
	if it.kind != dumpfmt.SQL || c.opts.Rules.Outside == nil {
		return false
	}
	for _, p := range places {
		if !hasWords(it.text, p.words...) {
			continue
		}
		has, ok := due[[2]string{p.key, c.opts.Rules.Outside(p.key, it.text)}]
		if !ok || bytes.Contains(it.text, editMark) {
			continue
		}
		lower := quotedName.ReplaceAll(bytes.ToLower(it.text[:min(len(it.text), 1<<16)]), []byte(`""`))
		if bytes.Contains(lower, []byte(p.holds)) && bytes.Contains(lower, []byte(has)) {
			return true
		}
	}
	return false
}

// sameFrame reports whether both are \restrict, or \unrestrict. An archive has no
// key for it, so that each print of one has another.
func sameFrame(x, y *item) bool {
	if x == nil || y == nil || x.kind != dumpfmt.Meta || y.kind != dumpfmt.Meta {
		return false
	}
	command := head(x.text, 1)
	return command == head(y.text, 1) && (command == `\restrict` || command == `\unrestrict`)
}

// sameHead reports whether two items are statements about the same: their first
// three words are equal.
func sameHead(x, y *item) bool {
	return x.kind == y.kind && head(x.text, 3) == head(y.text, 3)
}

func head(stmt []byte, n int) string {
	words := bytes.Fields(stmt[:min(len(stmt), 512)])
	return strings.ToLower(string(bytes.Join(words[:min(n, len(words))], []byte(" "))))
}

// object names what a statement is about: its first words, which hold no
// values.
func object(it *item) string {
	if it == nil {
		return ""
	}
	switch it.kind {
	case dumpfmt.Space:
		return "a comment of SQL"
	case dumpfmt.Meta:
		return "a command of psql"
	}
	var words []string
	for _, w := range bytes.Fields(it.text[:min(len(it.text), 256)]) {
		if len(words) == 3 || bytes.ContainsAny(w, `'"$(=;`) || !letters(w) {
			break
		}
		words = append(words, strings.ToUpper(string(w)))
	}
	return strings.Join(words, " ")
}

// letters reports whether a word is one of SQL's, in capitals.
func letters(w []byte) bool {
	for _, b := range w {
		if b < 'A' || b > 'Z' {
			return false
		}
	}
	return true
}

// edited notes what is new in a statement.
func (c *comparer) edited(x, y *item) {
	old := map[uint64]bool{}
	r := c.originals.reader()
	r.read(x.text)
	for i := range r.words {
		r.runs(i, grams, func(a run, _ int) { old[a.hash] = true })
	}
	e := edit{object: object(y), line: y.line}
	r.read(y.text)
	for i := range r.words {
		r.runs(i, grams, func(a run, bits int) {
			if !old[a.hash] && bits >= 18 {
				e.hashes = append(e.hashes, a.hash)
			}
		})
	}
	if len(c.edits) < 10_000 && len(e.hashes) > 0 {
		c.edits = append(c.edits, e)
	}
}
