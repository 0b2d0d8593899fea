package words

import (
	"slices"
	"strings"
	"testing"
)

// texts of terms, joined by bars.
func read(s string) string {
	var out []string
	for _, w := range dictionary().terms(s) {
		out = append(out, w.text)
	}
	return strings.Join(out, "|")
}

func TestSplitFindsTheWordsOfEverySpelling(t *testing.T) {
	for in, want := range map[string]string{
		"snake_case_name":  "snake case name",
		"camelCaseName":    "camel case name",
		"PascalCaseName":   "pascal case name",
		"UPPER_CASE":       "upper case",
		"userIDNumber":     "user id number",
		"HTTPProxy":        "http proxy",
		"userIDs":          "user ids",
		"E-Mail":           "e mail",
		"first name":       "first name",
		"contact.e-mail":   "contact e mail",
		"address1":         "address 1",
		"phone2Number":     "phone 2 number",
		"Straße":           "strasse",
		"téléphone":        "telephone",
		"contraseña":       "contrasena",
		"płeć":             "plec",
		"__EFMigrations__": "ef migrations",
		"":                 "",
		"___":              "",
	} {
		n := split(in)
		var got []string
		for i := range len(n.starts) - 1 {
			got = append(got, n.letters[n.starts[i]:n.starts[i+1]])
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("split(%q) = %q, want %q", in, g, want)
		}
	}
}

func TestWordsWrittenTogetherAreFound(t *testing.T) {
	for in, want := range map[string]string{
		"dateofbirth":           "date of birth",
		"electronicmailaddress": "electronic mail address",
		"lastsurname":           "last surname",
		"displayname":           "display name",
		"firstname":             "first name",
		"emailaddr":             "email addr",
		"telefonnummer":         "telefonnummer",
		"geburtsdatum":          "geburtsdatum",
		"fechanacimiento":       "fecha nacimiento",
		"codefiscal":            "code fiscal",
		"customeremail":         "customer|email",
		"billingfirstname":      "billing|first name",
		"username":              "username",
		"filename":              "filename",
		"hostname":              "hostname",
		"monuments":             "monuments",
		"assemail":              "ass|email",
		"shiptozipcode":         "shipto|zip code",
		"behinderungszuschuss":  "behinderung|szuschuss",
		"atividades":            "atividades",
		"passage":               "passage",
		"lieferstrasse":         "liefer|straße",
	} {
		if got := read(in); got != want {
			t.Errorf("terms(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNothingIsReadIntoOtherWords(t *testing.T) {
	for _, in := range []string{
		"filename", "hostname", "monuments", "capability", "atividade", "capacity", "velocity", "passage", "description", "transcript",
		"message", "package", "compass", "bypass", "storage", "percentage", "usage", "spinning", "island",
		"ipsum", "recipe", "grid", "valid", "android", "basalt", "essex", "template", "platform", "relation",
		"generation", "translation", "calculation", "plate", "flat_rate", "salty", "clip", "script", "shipment",
	} {
		for _, typ := range []Type{Text, Integer} {
			m := NewTable("t", nil).Column(in, typ)
			if m.Class == Personal || m.Class == Sensitive || m.Class == Secret {
				t.Errorf("%s (type %d) is %s: %s", in, typ, m.Class, m.Words)
			}
		}
	}
}

func TestPhrasesStandOnceAndAreSpeltInSmallLetters(t *testing.T) {
	seen := map[string]string{}
	for _, l := range lists() {
		for phrase := range strings.SplitSeq(l.phrases, ",") {
			phrase = strings.TrimSpace(phrase)
			bare, written := spellings(phrase)
			if bare != split(phrase).letters || bare == "" || !ascii(bare) {
				t.Errorf("the key of %q is %q", phrase, bare)
			}
			other, known := seen[bare]
			if known && (written == bare || seen[written] != "") {
				t.Errorf("%q and %q are one", phrase, other)
			}
			seen[bare], seen[written] = phrase, phrase
		}
	}
}

func TestEveryLeadingWordIsKnown(t *testing.T) {
	for phrase := range strings.SplitSeq(leading, ",") {
		phrase = strings.TrimSpace(phrase)
		if terms := dictionary().terms(phrase); len(terms) != 1 || !terms[0].lead {
			t.Errorf("%q is read as %q", phrase, read(phrase))
		}
	}
}

func TestTypeOfReadsTheNamesOfPgDump(t *testing.T) {
	for in, want := range map[string]Type{
		"character varying(255)": Text, "timestamp(6) without time zone": Date, "bigint": Bigint,
		"numeric(10,2)": Number, "text[]": Text, "public.citext": Text, "jsonb": JSON, "public.mood": Other,
		"uuid": UUID, "bytea": Bytes, "inet": Inet, "boolean": Boolean, "a)(b": Other, "": Other,
	} {
		if got := TypeOf(in); got != want {
			t.Errorf("TypeOf(%q) = %d, want %d", in, got, want)
		}
	}
}

// spelt returns a name's words in the usual spellings.
func spelt(words []string) []string {
	camel := slices.Clone(words)
	for i := range camel {
		camel[i] = strings.ToUpper(camel[i][:1]) + camel[i][1:]
	}
	pascal := strings.Join(camel, "")
	return []string{
		strings.Join(words, "_"), strings.ToUpper(strings.Join(words, "_")), strings.Join(words, "-"),
		strings.Join(words, " "), strings.Join(words, "."), pascal,
		strings.ToLower(pascal[:1]) + pascal[1:], strings.Join(words, ""), strings.ToUpper(strings.Join(words, "")),
	}
}

// sayings are names in several words, all of which the dictionary has.
var sayings = []string{
	"first name", "last name", "full name", "user name", "e mail", "email address", "customer email",
	"contact phone number", "date of birth", "birth date", "social security number", "passport number", "tax id",
	"street address", "postal code", "zip code", "credit card number", "account number", "ip address",
	"mac address", "user agent", "password hash", "access token", "api key", "private key", "blood type",
	"marital status", "sexual orientation", "user id", "customer id", "order status", "sort order", "lock version",
	"sign in count", "failed attempts", "email verified", "password policy", "address type", "phone type",
	"email settings", "content type", "time zone", "country code", "telefon nummer", "geburts datum",
	"code postal", "fecha nacimiento", "codice fiscale", "numero telefono", "data nascita", "nome utente",
	"customer name", "product name", "author name", "role name", "billing city", "shipping street",
}

func TestEverySpellingMeansTheSame(t *testing.T) {
	for _, saying := range sayings {
		for _, typ := range []Type{Text, Integer, Bigint, UUID, Boolean, Date} {
			var want Meaning
			for i, name := range spelt(strings.Fields(saying)) {
				got := NewTable("t", nil).Column(name, typ)
				if i == 0 {
					want = got
				}
				if got.Class != want.Class || got.Kind != want.Kind || got.Mask != want.Mask {
					t.Errorf("%s (type %d) is %s %s, but %q is %s %s", name, typ, got.Class, got.Kind,
						saying, want.Class, want.Kind)
				}
			}
		}
	}
}

func FuzzColumn(f *testing.F) {
	for _, s := range []string{"userIDNumber", "dateofbirth", "Straße", "\xff\xfe", "İ", "ﬁrst_name", "電話番号", "a1B2c3", strings.Repeat("name", 99)} {
		f.Add(s, s, byte(1))
	}
	f.Fuzz(func(t *testing.T, table, column string, typ byte) {
		tab := NewTable(table, []string{column})
		kind := Type(typ) % (Mac + 1)
		m := tab.Column(column, kind)
		if again := tab.Column(column, kind); again != m {
			t.Errorf("two readings of one name differ: %v, %v", m, again)
		}
		if (m.Class == Key || m.Class == Operational) && m.Words == "" {
			t.Error("kept without a reason")
		}
		if m.Mask != "" && !kinds[m.Kind].in.has(kind) {
			t.Errorf("mask %s for a type that cannot hold a %s", m.Mask, m.Kind)
		}
	})
}

func BenchmarkColumn(b *testing.B) {
	tab := NewTable("users", []string{"email", "status", "city"})
	for _, name := range []string{"id", "created_at", "lastName", "dateofbirth", "payment_provider_customer_id", "zzyzxqwert_unknownword"} {
		b.Run("name="+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tab.Column(name, Text)
			}
		})
	}
}

func TestOneLetterIsAFlagWhereItsNameSaysSo(t *testing.T) {
	table := NewTable("students", nil)
	for column, want := range map[string]Class{
		"can_edit": Operational, "does_grades": Operational, "has_phone": Operational,
		"is_pregnant": Sensitive, "gender": Sensitive, "middle_initial": Personal, "bus": Unknown,
	} {
		for _, name := range []string{"character(1)", "character varying(1)", "char(1)"} {
			if m := table.Column(column, TypeOf(name)); m.Class != want {
				t.Errorf("%s %s is %s: %s", column, name, m.Class, m.Words)
			}
		}
	}
	if m := table.Column("has_phone", TypeOf("character(20)")); m.Class == Operational {
		t.Errorf("has_phone with room for a number is %s", m.Class)
	}
}

func TestNumbersThatBeginWithIDAreKeys(t *testing.T) {
	table := NewTable("interventi", nil)
	for column, want := range map[string]Class{
		"idintervento": Key, "idIntervento": Key, "idlegajo": Key, "idletime": Operational, "idsede_fatturazione": Key,
		"idade": Personal, "identita": Unknown, "ideale": Unknown, "idle": Unknown,
	} {
		if m := table.Column(column, Integer); m.Class != want {
			t.Errorf("%s is %s: %s", column, m.Class, m.Words)
		}
	}
	if m := table.Column("idintervento", Text); m.Class == Key {
		t.Error("a text that begins with id is a key")
	}
}

func TestStateBesideWhatALoginGivesIsNotKept(t *testing.T) {
	for sibling, want := range map[string]Class{"access_token": Unknown, "token": Operational, "name": Operational} {
		if m := NewTable("builds", []string{"state", sibling}).Column("state", Text); m.Class != want {
			t.Errorf("beside %s it is %s", sibling, m.Class)
		}
	}
}

func TestHeightBesideAWidthIsOfAPicture(t *testing.T) {
	if m := NewTable("media", []string{"width", "height"}).Column("height", Integer); m.Class != Operational {
		t.Errorf("beside a width it is %s", m.Class)
	}
	if m := NewTable("media", []string{"height"}).Column("height", Integer); m.Class == Operational {
		t.Error("alone it is kept")
	}
	if m := NewTable("patients", []string{"width", "height"}).Column("height", Integer); m.Class != Personal {
		t.Errorf("of a person it is %s", m.Class)
	}
}

// What heads a name decides: of a text, its size and its colour are none, and its
// digest has another form.
func TestTheHeadOfANameDecides(t *testing.T) {
	for _, c := range []struct {
		table, column, typ string
		class              Class
		mask               string
	}{
		{"mails", "body", "text", FreeText, "text"},
		{"mails", "body_length", "text", Operational, ""},
		{"mails", "body_md5", "text", FreeText, ""},
		{"mails", "note_count", "text", Operational, ""},
		{"sheets", "cell_count", "text", Operational, ""},
		{"patient_results", "cell_count", "text", Unknown, ""},
		{"users", "length", "text", Unknown, ""},
		{"mails", "message_size", "text", Unknown, ""},
		{"pages", "login_text_color", "text", Operational, ""},
		{"users", "email_md5", "text", Personal, ""},
		{"users", "account_number_ciphertext", "text", Personal, ""},
		{"values", "value_type", "integer", Operational, ""},
		{"values", "key_type", "integer", Operational, ""},
		{"tickets", "submitter", "text", Personal, "name"},
		{"calls", "caller", "text", Personal, "phone"},
		{"variablenname", "variablenname", "text", Unknown, ""},
		{"failed_jobs", "exception", "text", FreeText, "text"},
	} {
		m := NewTable(c.table, []string{c.column}).Column(c.column, TypeOf(c.typ))
		if m.Class != c.class || m.Mask != c.mask {
			t.Errorf("%s.%s: %v, mask %q, want %v, %q", c.table, c.column, m.Class, m.Mask, c.class, c.mask)
		}
	}
}
