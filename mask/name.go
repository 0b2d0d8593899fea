package mask

import "sanitize/mask/internal/stream"

var usernameSpec = Spec{
	Name: "username", Family: "keyed",
	Summary: "a login name", Makes: "text",
	Params: []Param{
		{Name: "style", Kind: StringParam, Default: "shape, and tag with key", Choices: []string{"shape", "tag"},
			Help: "shape: letter by letter, one to one; tag: user_ and 16 characters of the digest"},
		seedColumn,
	},
	Kinds: textKinds, Class: Injective, Example: "annlee", On: anyText, space: personSpace, make: makeUsername,
	Notes: usernameNotes,
}

// usernameNotes are those of a column that is one word mostly.
var usernameNotes = []string{
	"Style shape keeps length, case, marks, digits' places and script; one to one, word by word. A login name joins with names, and with what is before the @ of addresses.",
	"n/a, unknown, none, a dash and the like stay; an e-mail address is what the mask email makes of it, so that both join.",
	"Who knows a login's length and marks can tell it among few; style tag hides both.",
}

func makeUsername(b *build) (Mask, error) {
	style, err := b.style()
	if err != nil {
		return nil, err
	}
	if style == "shape" {
		return b.likeness(), nil
	}
	return b.tag("user_", &stream.Lower32)
}

var nameSpec = Spec{
	Name: "name", Family: "keyed",
	Summary: "letter for letter, in the place of a person's name", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Ann Lee", On: anyText, space: personSpace, make: makeName,
	Notes: personNotes,
}

func makeName(b *build) (Mask, error) { return b.styled("User ", nameForm) }

var firstNameSpec = Spec{
	Name: "first_name", Family: "keyed",
	Summary: "letter for letter, in the place of a given name", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Ann", On: anyText, space: personSpace, make: makeFirstName,
	Notes: personNotes,
}

func makeFirstName(b *build) (Mask, error) { return b.styled("Given ", firstForm) }

var lastNameSpec = Spec{
	Name: "last_name", Family: "keyed",
	Summary: "letter for letter, in the place of a family name", Makes: "text",
	Params: styleParams, Kinds: textKinds, Class: Injective, Example: "Lee", On: anyText, space: personSpace, make: makeLastName,
	Notes: personNotes,
}

func makeLastName(b *build) (Mask, error) { return b.styled("Family ", lastForm) }
