package words_test

import (
	"fmt"

	"sanitize/rules/words"
)

func ExampleTable_Column() {
	customers := words.NewTable("customers", []string{"id", "lastName", "email_verified", "country_code", "telegram_id"})
	for _, c := range []struct{ name, typ string }{
		{"id", "integer"}, {"lastName", "text"}, {"email_verified", "boolean"},
		{"country_code", "character(2)"}, {"telegram_id", "bigint"}, {"zzz", "text"},
	} {
		m := customers.Column(c.name, words.TypeOf(c.typ))
		fmt.Printf("%s: %s, mask %q, because %s\n", c.name, m.Class, m.Mask, m.Because(c.name))
	}
	// Output:
	// id: key, mask "", because name "id": id
	// lastName: personal, mask "last_name", because name "lastName": last name
	// email_verified: operational, mask "", because type boolean
	// country_code: operational, mask "", because name "country_code": country code
	// telegram_id: personal, mask "", because name "telegram_id": telegram id
	// zzz: unknown, mask "", because
}
