package mask

// Here are the families of the catalogue that catalog.go does not have.

// styleParams are the parameters of what has names.
func styleParams() []Param {
	return []Param{
		{Name: "style", Kind: StringParam, Default: "tag", Choices: []string{"tag", "real"},
			Help: "tag: a word and 16 characters of the digest; real: out of lists, where two values may meet"},
		{Name: "locale", Kind: StringParam, Default: "en", Choices: locales(), Help: "whose lists, with style real"},
	}
}

func checkedMasks() []Spec {
	return []Spec{
		{Name: "credit_card", Family: "check digits", Summary: "a card number that passes Luhn's check and that nobody issued", Makes: "a card number",
			Params: []Param{
				{Name: "keep_bin", Kind: BoolParam, Default: "false", Help: "true keeps the issuer's six digits; the number may then be somebody's"},
				{Name: "keep_last4", Kind: BoolParam, Default: "false", Help: "true keeps the last four digits"},
				keyParam(),
			},
			Kinds: []Kind{Text, Char, Int}, Example: "4111-1111-1111-1111", On: anyText(), make: makeCard},
		{Name: "iban", Family: "check digits", Summary: "an IBAN of the same country that passes its check", Makes: "an IBAN",
			Params: []Param{keyParam()}, Kinds: textKinds(), Example: "DE89 3704 0044 0532 0130 00", On: anyText(), make: makeIBAN},
		{Name: "ssn", Family: "check digits", Summary: "a US social security number that nobody can have", Makes: "a social security number",
			Params: []Param{keyParam()}, Kinds: []Kind{Text, Char, Int}, Example: "078-05-1120", On: anyText(), make: makeSSN},
	}
}

func shapedMasks() []Spec {
	return []Spec{
		{Name: "scramble", Family: "shape", Summary: "digit by digit and letter by letter, one to one; length, case and marks stay", Makes: "a value of the same type", Class: Injective,
			Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Date, Timestamp, TimestampTZ, Time, TimeTZ, Interval,
				UUID, Inet, CIDR, MAC, Bytea, Bit, JSON, JSONB, Hstore, TSVector, Geometric, Enum, Composite, Range, Multirange},
			Example: "Flat 4b, Høje Gade 17", On: anyText(), make: makeScramble},
		{Name: "permute", Family: "shape", Summary: "a permutation of the integers of the type; signs stay", Makes: "an integer",
			Kinds: []Kind{Int, Numeric}, Class: Injective, Example: "4711", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makePermute},
		{Name: "partial", Family: "shape", Summary: "the ends stay, the rest is covered; at least half is", Makes: "text",
			Params: []Param{
				{Name: "keep_start", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many characters at the front stay"},
				{Name: "keep_end", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many characters at the end stay"},
				{Name: "char", Kind: StringParam, Default: "*", Help: "what covers a character"},
				{Name: "length", Kind: IntParam, Min: 1, Max: 1000, Default: "as many as are covered", Help: "so many stand for what is covered, whatever its length"},
				{Name: "keep_marks", Kind: BoolParam, Default: "false", Help: "true covers and counts letters and digits only; marks and blanks stay"},
				{Name: "keep_domain", Kind: BoolParam, Default: "false", Help: "true keeps what follows the @ of an address"},
			},
			Kinds: textKinds(), Example: "4111-1111-1111-5678", On: anyText(),
			With: Params{"keep_end": int64(4), "char": "X", "keep_marks": true}, make: makePartial},
		{Name: "fpe", Family: "shape", Summary: "encrypted letter by letter and digit by digit (FF1 of NIST SP 800-38G); reversible", Makes: "text or an integer",
			Params: []Param{
				{Name: "key", Kind: StringParam, Required: true, Help: "an AES key of 32, 48 or 64 hexadecimal digits, apart from the salt"},
				{Name: "alphabet", Kind: StringParam, Default: "digits", Help: "digits, hex, lower, upper, lower_alnum, upper_alnum, alnum, or the characters themselves; others are errors, marks stay"},
				{Name: "tweak", Kind: StringParam, Default: "none", Help: "a text that sets columns of one key apart"},
				{Name: "keep_prefix", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many letters and digits at the front stay"},
				{Name: "keep_suffix", Kind: IntParam, Min: 0, Max: 1000, Default: "0", Help: "so many letters and digits at the end stay"},
			},
			Kinds: []Kind{Text, Char, Int}, Class: Injective, Example: "4711-0815-42", On: anyText(),
			With: Params{"key": "2b7e151628aed2a6abf7158809cf4f3c"}, make: makeFPE},
	}
}

func textMasks() []Spec {
	return []Spec{
		{Name: "text", Family: "text", Summary: "words that mean nothing, of the same length and case; marks and blanks stay", Makes: "text",
			Params: []Param{keyParam()}, Kinds: textKinds(), Example: "Call Ann Lee, flat 17!", On: anyText(), make: makeText},
		{Name: "regexp", Family: "text", Summary: "what a pattern (RE2) matches is replaced", Makes: "text",
			Params: []Param{
				{Name: "pattern", Kind: StringParam, Required: true, Help: "the regular expression"},
				{Name: "with", Kind: StringParam, Default: "nothing", Help: "what to put in its place; $1 is the first group, and in a policy a brace after it is written $${1}"},
				{Name: "all", Kind: BoolParam, Default: "true", Help: "false replaces the first match only"},
				{Name: "unmatched", Kind: StringParam, Default: "scramble", Choices: []string{"scramble", "keep", "fail"}, Help: "what becomes of a value that the pattern does not change"},
			},
			Kinds: textKinds(), Example: "Ticket 4711 of ann@example.com", On: anyText(),
			With: Params{"pattern": `[^ ]+@[^ ]+|[0-9]+`, "with": "[...]"}, make: makeRegexp},
	}
}

func templateMask() Spec {
	return Spec{Name: "template", Family: "text", Summary: "text and the row's other columns: user{id}@staging.invalid", Makes: "text",
		Params: []Param{{Name: "value", Kind: StringParam, Required: true, Help: "the text, with columns in braces", text: checkTemplate}},
		Notes: []string{
			"{id} is a column as it is masked, {id|original} as it was",
			`{"odd name"} quotes a name; {{ and }} are braces`,
			"{id|hash:8} {id|digits:4} so many hexadecimal or decimal digits of its keyed digest",
			"{id|nodash} a UUID without its dashes",
			"{id|first:3} {id|last:3} so many characters",
			"{id|lower} {id|upper}",
			"{id|default:none} a text in the place of NULL, which else leaves nothing",
		},
		Kinds: textKinds(), Example: "ann.lee@example.com", On: anyText(),
		With: Params{"value": "user{id}@staging.invalid"}, whole: true, fills: true, make: makeTemplate}
}

func valueMasks() []Spec {
	return []Spec{
		{Name: "choice", Family: "values", Summary: "one of a few values, by the row: an enum's labels, true or false, or values", Makes: "one of its values",
			Params: []Param{{Name: "values", Kind: ListParam, Default: "the enum's labels, or true and false", Help: "what to choose from"}, keyParam()},
			Kinds: []Kind{Text, Char, Int, Numeric, Float, Money, Bool, Date, Timestamp, TimestampTZ, Time, TimeTZ, Interval,
				UUID, Inet, CIDR, MAC, Bit, JSON, JSONB, Enum},
			Example: "t", On: Type{Kind: Bool, Name: "boolean"}, fills: true, make: makeChoice},
	}
}

func numberMasks() []Spec {
	return []Spec{
		{Name: "noise", Family: "numbers", Summary: "a number near by, always the same for the same one; sign and zero stay", Makes: "a number",
			Params: []Param{{Name: "ratio", Kind: NumberParam, Min: 0, Max: 1, Default: "0.1", Help: "at most this part of the number is added or taken"}},
			Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "1234.50", On: Type{Kind: Numeric, Name: "numeric(10,2)", Precision: 10, Scale: 2}, make: makeNoise},
		{Name: "round", Family: "numbers", Summary: "rounded, half away from zero", Makes: "a number",
			Params: []Param{{Name: "digits", Kind: IntParam, Min: -18, Max: 15, Default: "0", Help: "digits after the point; -3 rounds to thousands"}},
			Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "1234.50", On: Type{Kind: Numeric, Name: "numeric(10,2)", Precision: 10, Scale: 2},
			With: Params{"digits": int64(-2)}, make: makeRound},
		{Name: "bucket", Family: "numbers", Summary: "the lower end of the number's bucket", Makes: "a number",
			Params: []Param{{Name: "size", Kind: NumberParam, Min: 0, Max: 1e15, Default: "10", Help: "how wide a bucket is; they begin at 0"}},
			Kinds:  []Kind{Int, Numeric, Float, Money}, Example: "37", On: Type{Kind: Int, Name: "integer", Bits: 32}, make: makeBucket},
	}
}

func dateMasks() []Spec {
	return []Spec{
		{Name: "date_shift", Family: "dates", Summary: "moved by days, all dates of a row alike; the time of day stays", Makes: "a date or timestamp",
			Params: []Param{
				{Name: "max", Kind: IntParam, Min: 1, Max: 36500, Default: "365", Help: "at most so many days, to either side"},
				{Name: "by", Kind: ColumnParam, Default: "the row's key", Help: "the column whose value decides the shift"},
			},
			Kinds: []Kind{Date, Timestamp, TimestampTZ, Range, Multirange}, Example: "2024-02-29", On: Type{Kind: Date, Name: "date"}, make: makeDateShift},
		{Name: "date_truncate", Family: "dates", Summary: "the beginning of the year, the month, the day, …", Makes: "a date or timestamp",
			Params: []Param{{Name: "unit", Kind: StringParam, Default: "month", Choices: []string{"year", "quarter", "month", "week", "day", "hour", "minute", "second"},
				Help: "what to begin; a week begins on Monday"}},
			Kinds: []Kind{Date, Timestamp, TimestampTZ}, Example: "1984-02-29", On: Type{Kind: Date, Name: "date"}, make: makeDateTruncate},
	}
}

func secretMasks() []Spec {
	return []Spec{
		{Name: "bcrypt", Family: "secrets", Summary: "the hash of a password that nobody knows, or of a given one", Makes: "a bcrypt hash",
			Params: []Param{
				{Name: "password", Kind: StringParam, Default: "none that is known", Help: "the password of all rows, hashed once"},
				{Name: "cost", Kind: IntParam, Min: 4, Max: 31, Default: "10", Help: "2 to the power of it are the rounds; at most 16 with a password"},
				{Name: "variant", Kind: StringParam, Default: "2a", Choices: []string{"2a", "2b", "2y"}, Help: "what it says in front; pgcrypto takes 2a alone"},
				keyParam(),
			},
			Kinds: textKinds(), Class: Distinct, Example: "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", On: anyText(), fills: true, make: makeBcrypt},
	}
}

func structuredMasks() []Spec {
	return []Spec{
		{Name: "json", Family: "structured", Summary: "masks by path within JSON; what no rule touches stays byte for byte", Makes: "JSON",
			Params: []Param{
				{Name: "paths", Kind: RulesParam, Required: true, deletes: true, name: checkPath,
					Help: `a table of paths ($.a.b, $.a[0], $.a[*], $.*.b, $["odd key"]) and rules: a mask, { set = … } with any value, "delete"`},
				{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep", "fail"}, Help: "what becomes of strings and numbers that no path names"},
				{Name: "malformed", Kind: StringParam, Default: "fail", Choices: []string{"fail", "mask"}, Help: "mask scrambles as text what is not JSON"},
			},
			Kinds: []Kind{JSON, JSONB, Text, Char}, Example: `{"email": "ann@example.com", "ssn": "078-05-1120", "theme": "dark"}`, On: Type{Kind: JSONB, Name: "jsonb"},
			With: Params{"paths": map[string]any{"$.email": "email", "$.ssn": "delete"}, "unlisted": "keep"}, make: makeJSON},
		{Name: "array", Family: "structured", Summary: "a mask for each element", Makes: "an array",
			Params: []Param{{Name: "of", Kind: RuleParam, Required: true, Help: "the rule of the elements"}},
			Kinds:  []Kind{Array}, Class: Distinct, Example: `{ann@example.com,bob@example.com}`, On: Type{Kind: Array, Name: "text[]", Elem: &Type{Kind: Text, Name: "text"}, Delim: ','},
			With: Params{"of": "username"}, whole: true, make: makeArray},
		{Name: "hstore", Family: "structured", Summary: "masks by key", Makes: "an hstore",
			Params: []Param{
				{Name: "keys", Kind: RulesParam, Required: true, deletes: true, Help: `a table of keys and rules: a mask, { set = … }, "delete"`},
				{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep", "fail"}, Help: "what becomes of the values of other keys"},
			},
			Kinds: []Kind{Hstore}, Example: `"mail"=>"ann@example.com", "theme"=>"dark"`, On: Type{Kind: Hstore, Name: "hstore"},
			With: Params{"keys": map[string]any{"mail": "email"}, "unlisted": "keep"}, make: makeHstore},
		{Name: "composite", Family: "structured", Summary: "masks by field", Makes: "a composite value",
			Params: []Param{
				{Name: "fields", Kind: RulesParam, Required: true, Help: "a table of fields and rules"},
				{Name: "unlisted", Kind: StringParam, Default: "mask", Choices: []string{"mask", "keep"}, Help: "what becomes of other fields; mask scrambles them"},
			},
			Kinds: []Kind{Composite}, Example: `("12 High Street",SW1A 1AA)`,
			On:   Type{Kind: Composite, Name: "address", Fields: []Field{{"street", anyText()}, {"postcode", anyText()}}},
			With: Params{"fields": map[string]any{"street": "street"}, "unlisted": "keep"}, make: makeComposite},
		{Name: "bytes", Family: "structured", Summary: "random bytes, as many as the value has", Makes: "a bytea",
			Params: []Param{
				{Name: "keep_start", Kind: IntParam, Min: 0, Max: 64, Default: "0", Help: "so many bytes at the front stay, as a file's type; never more than half"},
				{Name: "length", Kind: IntParam, Min: 1, Max: 1 << 20, Default: "that of the value", Help: "how many bytes to make"},
			},
			Kinds: []Kind{Bytea}, Example: `\x89504e470d0a1a0a`, On: Type{Kind: Bytea, Name: "bytea"}, make: makeBytes},
	}
}
