package main

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// This file spoils masked dumps. A trick is a wrong result, made of a right one;
// a dump that is small, with a column for each way in which values are compared,
// serves for all of them.

const people = 40

const sabotagePolicy = `version = 1
unlisted = "mask"
[columns]
id = "keep"
company_id = "keep"
plan = "keep"
remark = "keep"
email = "email"
full_name = "name"
phone = "phone"
token = "hash"
login = "username"
note = "scramble"
[tables."public.company"]
rows = [{ where = { id = 5 }, set = { title = "Closed down" } }]
`

const sabotageHead = `--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE TABLE public.company (
    id integer NOT NULL,
    title text
);

CREATE TABLE public.person (
    id integer NOT NULL,
    email text,
    full_name text,
    phone text,
    token text,
    login character varying(60),
    note text,
    doc jsonb,
    tags text[],
    born date,
    salary numeric(12,2),
    active boolean,
    plan text,
    remark text,
    company_id integer
);

COMMENT ON TABLE public.person IS 'who buys';

`

const sabotageTail = `ALTER TABLE ONLY public.company
    ADD CONSTRAINT company_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

CREATE INDEX person_plan ON public.person USING btree (plan);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_company FOREIGN KEY (company_id) REFERENCES public.company(id);

--
-- PostgreSQL database dump complete
--

`

var (
	givenNames = []string{"Gwendolyn", "Bartholomew", "Philippa", "Leopold", "Rosalind", "Ferdinand", "Henrietta", "Octavian"}
	surnames   = []string{"Featherstone", "Wainwright", "Kettleborough", "Ravensworth", "Applegarth"}
)

// person returns the values of a row; "" is one, \N is NULL.
func person(i int) []string {
	name := givenNames[i%20%len(givenNames)] + " " + surnames[i%len(surnames)] // each stands twice
	login := strings.ToLower(strings.ReplaceAll(name, " ", "."))
	email := fmt.Sprintf("%s%d@customers.example.com", login, i%20)
	v := []string{
		fmt.Sprint(i + 1), email, name, fmt.Sprintf("+44 20 79%02d %04d", i, i*37%9000+1000),
		fmt.Sprintf("tok%08xsecret", uint64(i)*2654435761), login + fmt.Sprint(i),
		fmt.Sprintf("met %s at the harbour office on platform %d", surnames[i%5], i),
		fmt.Sprintf(`{"city": "Greenwich Park %d", "contact": {"mail": "%s"}, "age": %d}`, i, "private."+email, i+20),
		fmt.Sprintf("{membership%d,subscription%d}", i, i%7),
		fmt.Sprintf("19%02d-0%d-1%d", 50+i, i%9+1, i%10), fmt.Sprintf("%d.50", 30000+i*731), "t",
		[]string{"free", "premium", "business"}[i%3], fmt.Sprintf("kept remark number %d", i), fmt.Sprint(i%5 + 1),
	}
	if i%8 == 3 {
		v[3], v[6] = `\N`, ""
	}
	if i%8 == 5 {
		v[3], v[6] = "", `\N`
	}
	return v
}

var personColumns = []string{"id", "email", "full_name", "phone", "token", "login", "note", "doc", "tags", "born", "salary", "active", "plan", "remark", "company_id"}

func sabotageDump() []byte {
	var b strings.Builder
	b.WriteString(sabotageHead + "COPY public.company (id, title) FROM stdin;\n")
	for i := range 5 {
		fmt.Fprintf(&b, "%d\tIronmongers and Sons %d\n", i+1, i)
	}
	b.WriteString("\\.\n\n\nCOPY public.person (" + strings.Join(personColumns, ", ") + ") FROM stdin;\n")
	for i := range people {
		b.WriteString(strings.Join(person(i), "\t") + "\n")
	}
	b.WriteString("\\.\n\n\n" + sabotageTail)
	return []byte(b.String())
}

// trick is a wrong result, and what it may be found as.
type trick struct {
	name    string
	text    []byte
	classes []string
}

// spoiler makes tricks of a right result.
type spoiler struct {
	before, after [][]string // the rows of person
	text          []byte
	list          []trick
}

func tricks(before, after []byte) []trick {
	s := &spoiler{before: personRows(before), after: personRows(after), text: after}
	for _, row := range []int{0, 17, people - 1} {
		s.leftovers(row)
		s.hideouts(row)
		s.nothings(row)
		s.keptBytes(row)
		s.lostRows(row)
	}
	s.equality()
	s.statements()
	return s.list
}

// personRows returns the fields of the rows of person.
func personRows(dump []byte) (rows [][]string) {
	_, data, _ := strings.Cut(string(dump), "COPY public.person")
	_, data, _ = strings.Cut(data, "\n")
	data, _, _ = strings.Cut(data, "\\.\n")
	for line := range strings.Lines(data) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

// rows adds a trick that has other rows of person.
func (s *spoiler) rows(name string, change func(rows [][]string) [][]string, classes ...string) {
	rows := make([][]string, len(s.after))
	for i, r := range s.after {
		rows[i] = slices.Clone(r)
	}
	var lines strings.Builder
	for _, r := range change(rows) {
		lines.WriteString(strings.Join(r, "\t") + "\n")
	}
	head, rest, _ := strings.Cut(string(s.text), "COPY public.person")
	header, rest, _ := strings.Cut(rest, "\n")
	_, tail, _ := strings.Cut(rest, "\\.\n")
	s.list = append(s.list, trick{name, []byte(head + "COPY public.person" + header + "\n" + lines.String() + "\\.\n" + tail), classes})
}

// set adds a trick that gives a value another one.
func (s *spoiler) set(name string, row int, column, value string, classes ...string) {
	at := slices.Index(personColumns, column)
	s.rows(fmt.Sprintf("%s, row %d, %s", name, row, column), func(rows [][]string) [][]string {
		rows[row][at] = value
		return rows
	}, classes...)
}

func (s *spoiler) was(row int, column string) string {
	return s.before[row][slices.Index(personColumns, column)]
}

func (s *spoiler) is(row int, column string) string {
	return s.after[row][slices.Index(personColumns, column)]
}

// leftovers leave values, and parts of them.
func (s *spoiler) leftovers(row int) {
	for _, c := range []string{"email", "full_name", "phone", "token", "login", "note", "born", "salary"} {
		s.set("the value is left", row, c, s.was(row, c), "value-left")
	}
	for _, c := range []string{"doc", "tags"} {
		s.set("the value is left", row, c, s.was(row, c), "part-left")
	}
	for _, c := range []string{"email", "full_name", "token", "login", "note"} {
		s.set("upper case", row, c, strings.ToUpper(s.was(row, c)), "part-left", "original-found")
	}
	login := s.was(row, "login")
	for form, v := range map[string]string{
		"no vowels": strings.NewReplacer("a", "", "e", "", "i", "", "o", "", "u", "").Replace(login), "digits for letters": strings.NewReplacer("a", "4", "e", "3", "i", "1", "o", "0", "s", "5", "t", "7").Replace(login),
		"other marks": strings.ReplaceAll(login, ".", "-") + "!", "its end before its beginning": login[7:] + login[:7],
	} {
		s.set(form, row, "login", v, "value-derived")
	}
	first, last, _ := strings.Cut(s.was(row, "full_name"), " ")
	s.set("the local part is left", row, "email", strings.Split(s.was(row, "email"), "@")[0]+"@elsewhere.test", "original-found")
	s.set("the last name is left", row, "full_name", strings.Fields(s.is(row, "full_name"))[0]+" "+last, "part-left")
	s.set("the first name is left", row, "full_name", first+" "+strings.Fields(s.is(row, "full_name"))[1], "part-left")
	s.set("a word is left", row, "note", s.is(row, "note")+" harbour", "part-left")
	s.set("a leaf is left", row, "doc", replaceLeaf(s.is(row, "doc"), "city", leafOf(s.was(row, "doc"), "city")), "part-left")
	s.set("an inner leaf is left", row, "doc", replaceLeaf(s.is(row, "doc"), "mail", leafOf(s.was(row, "doc"), "mail")), "part-left")
	for _, c := range []string{"email", "full_name"} {
		was := s.was(row, c)
		md, sha := md5.Sum([]byte(was)), sha256.Sum256([]byte(strings.ToLower(was)))
		for form, v := range map[string]string{
			"backwards": backwards(was), "ROT13": strings.Map(rot13, was), "MD5": hex.EncodeToString(md[:]), "SHA-256": hex.EncodeToString(sha[:]),
		} {
			s.set(form, row, c, v, "value-derived")
		}
	}
	s.set("half of it is left", row, "email", s.was(row, "email")[:14]+"xq"+s.is(row, "email"), "value-derived")
	s.set("a member is lost", row, "doc", regexp.MustCompile(`, "age": \d+`).ReplaceAllString(s.is(row, "doc"), ""), "form-changed")
	s.set("a number is a text", row, "doc", regexp.MustCompile(`"age": \d+`).ReplaceAllString(s.is(row, "doc"), `"age": "x"`), "form-changed")
	s.set("an element is new", row, "tags", strings.Replace(s.is(row, "tags"), "{", "{qx,", 1), "form-changed")
	s.set("an element is NULL", row, "tags", "{NULL,"+strings.Split(strings.Trim(s.is(row, "tags"), "{}"), ",")[1]+"}", "form-changed")
	s.set("an element is left", row, "tags", "{"+strings.Split(strings.Trim(s.was(row, "tags"), "{}"), ",")[0]+","+strings.Split(strings.Trim(s.is(row, "tags"), "{}"), ",")[1]+"}", "part-left")
}

// rot13 moves a letter by half the alphabet.
func rot13(r rune) rune {
	switch low := r | 0x20; {
	case low >= 'a' && low <= 'm':
		return r + 13
	case low >= 'n' && low <= 'z':
		return r - 13
	}
	return r
}

func backwards(text string) string {
	b := []byte(text)
	slices.Reverse(b)
	return string(b)
}

// mathematical writes letters as formulas do, bold.
func mathematical(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 0x1d400
		case 'a' <= r && r <= 'z':
			return r - 'a' + 0x1d41a
		}
		return r
	}, text)
}

// zipped is what gzip makes of a text.
func zipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.Bytes()
}

func leafOf(doc, key string) string {
	_, v, _ := strings.Cut(doc, `"`+key+`": "`)
	v, _, _ = strings.Cut(v, `"`)
	return v
}

func replaceLeaf(doc, key, value string) string {
	return strings.Replace(doc, `"`+key+`": "`+leafOf(doc, key)+`"`, `"`+key+`": "`+value+`"`, 1)
}

// hideouts put originals where others are looked for.
func (s *spoiler) hideouts(row int) {
	other := (row + 5) % people
	email, name, token := s.was(other, "email"), s.was(other, "full_name"), s.was(other, "token")
	for _, c := range []string{"full_name", "login", "note", "token"} {
		s.set("another's e-mail", row, c, email, "original-found")
	}
	for _, c := range []string{"email", "login", "note"} {
		s.set("another's name", row, c, name, "original-found")
	}
	for form, v := range map[string]string{
		"base64": base64.StdEncoding.EncodeToString([]byte(email)), "raw base64": base64.RawURLEncoding.EncodeToString([]byte(email)),
		"hex": hex.EncodeToString([]byte(email)), "upper case": strings.ToUpper(email), "quoted": "<" + email + ">",
		"percent": url.QueryEscape(email), "in words": "please write to " + email + " soon",
		"base64 of a name": base64.StdEncoding.EncodeToString([]byte(name)), "name in words": "we saw " + name + " again",
		"token in a URL": "https://x.invalid/?t=" + token, "base64 twice": base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(email)))),
		"mail to": "mailto:" + email, "in brackets": "[" + name + "]",
		"an entity": strings.ReplaceAll(email, "@", "&#64;"), "an entity by name": strings.ReplaceAll(email, "@", "&commat;"),
		"an escape of JSON": `{"mail": "` + strings.ReplaceAll(email, "@", `\\u0040`) + `"}`, "escapes of a URL": strings.ReplaceAll(email, ".", "%2e"),
		"capitals with blanks": "  " + strings.ToUpper(name) + "  ", "in a path": "/home/" + email + "/x", "in a list": "a;" + email + ";b",
		"in quotes": `"` + name + `"`, "in a tag": "<b>" + name + "</b>", "base64 in words": "see " + base64.StdEncoding.EncodeToString([]byte(email)) + " there",
		"hex of a name, capitals": strings.ToUpper(hex.EncodeToString([]byte(name))), "bytes of bytea": `\\x` + hex.EncodeToString([]byte(email)),
		"a name, last one first": strings.Fields(name)[1] + ", " + strings.Fields(name)[0], "a name with two blanks": strings.ReplaceAll(name, " ", "  "),
		"a name with underscores": strings.ReplaceAll(strings.ToLower(name), " ", "_"), "a name run together": strings.ReplaceAll(name, " ", ""),
		"a local part": strings.Split(email, "@")[0],
		"a line break": strings.Replace(name, " ", `\\n`, 1), "a blank that does not break": strings.Replace(name, " ", "\u00a0", 1),
	} {
		s.set(form, row, "note", v, "original-found", "part-left")
	}
	for form, write := range map[string]func(phone string) string{
		"digits of telephones": digitsOf, "telephones with dashes": func(v string) string { return "call " + strings.ReplaceAll(v, " ", "-") },
	} {
		s.rows(fmt.Sprintf("%s, from row %d", form, row), func(rows [][]string) [][]string {
			for i := range rows {
				if v := s.was((i+row)%people, "phone"); len(v) > 6 && i%4 == 0 {
					rows[i][slices.Index(personColumns, "note")] = write(v)
				}
			}
			return rows
		}, "original-found")
	}
	if phone := s.was(other, "phone"); len(phone) > 6 {
		local := strings.TrimPrefix(phone, "+44 ")
		for form, v := range map[string]string{
			"a telephone": phone, "a telephone with dashes": strings.ReplaceAll(phone, " ", "-"), "digits of a telephone": digitsOf(phone),
			"a telephone in other groups": "4420 " + digitsOf(local)[2:6] + " " + digitsOf(local)[6:], "a telephone without its country": "0" + local,
			"a telephone with brackets": "(0" + strings.Replace(local, " ", ") ", 1), "a telephone by 00": "00" + digitsOf(phone), "a telephone behind a number": "77 " + phone,
		} {
			s.set(form, row, "note", "we rang "+v+" twice", "original-found", "part-left")
		}
	}
	s.disguises(row, email, name)
	s.set("the phone number is in the login", row, "login", s.was(row, "phone"), "value-moved", "original-found")
	s.set("the name is in the token", row, "token", s.was(row, "full_name"), "value-moved")
	s.set("in JSON", row, "doc", replaceLeaf(s.is(row, "doc"), "city", email), "original-found")
	s.set("in JSON, base64", row, "doc", replaceLeaf(s.is(row, "doc"), "city", base64.StdEncoding.EncodeToString([]byte(email))), "original-found")
	s.set("in JSON, escaped", row, "doc", replaceLeaf(s.is(row, "doc"), "city", strings.ReplaceAll(email, "@", `\\u0040`)), "original-found")
	s.set("in an array", row, "tags", "{"+token+",x}", "original-found")
	s.set("a leaf in text", row, "note", leafOf(s.was(other, "doc"), "mail"), "original-found")
}

// nothings make NULLs and empty strings, and fill them.
func (s *spoiler) nothings(row int) {
	for _, c := range []string{"email", "full_name", "token", "login", "doc", "born", "plan", "company_id"} {
		s.set("NULL is made", row, c, `\N`, "null-made")
	}
	for _, c := range []string{"email", "full_name", "token", "login", "plan"} {
		s.set("the value is emptied", row, c, "", "empty-made", "kept-changed")
	}
	for i := range s.before {
		if n := (i + row) % people; s.was(n, "phone") == `\N` {
			s.set("NULL is filled", n, "phone", "+99 12 3456 7890", "null-filled")
			s.set("empty is filled", n, "note", "xxxxxx", "empty-filled")
			s.set("NULL becomes empty", n, "phone", "", "null-filled")
			s.set("empty becomes NULL", n, "note", `\N`, "null-made")
			break
		}
	}
}

// disguises write originals as texts and programs do that are typeset, escaped or
// of another alphabet's width.
func (s *spoiler) disguises(row int, email, name string) {
	each := func(v, form string) string {
		var b strings.Builder
		for _, c := range []byte(v) {
			fmt.Fprintf(&b, form, c)
		}
		return b.String()
	}
	utf16 := func(v string) string { return strings.Join(strings.Split(v, ""), "\x00") + "\x00" }
	accents := strings.NewReplacer("a", "à", "e", "é", "o", "ö", "i", "i\u0301")
	wide := func(v string) string {
		return strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r + 0xfee0
			}
			return r
		}, v)
	}
	for form, v := range map[string]string{
		"typographic quotes": "“" + name + "”", "a dash between": strings.Replace(name, " ", "–", 1), "a genitive": name + "’s",
		"an ellipsis": name + "…", "a bullet": "•" + email, "an ideographic blank": strings.Replace(name, " ", "\u3000", 1), "a narrow blank": strings.Replace(name, " ", "\u202f", 1),
		"a byte order mark": "\ufeff" + email, "emoji": "😀" + email + "😀", "Japanese beside": "電子" + email + "です", "a name in Japanese": "様" + name + "様",
		"a blank without width": strings.Replace(name, " ", "\u200b \u200b", 1), "a soft hyphen": email[:5] + "\u00ad" + email[5:], "full width": wide(name), "an address of full width": wide(email),
		"accents": accents.Replace(name), "entities throughout": each(email, "&#%d;"), "entities in hex": each(name, "&#x%x;"), "percent throughout": each(email, "%%%02x"),
		"percent twice": each(each(name, "%%%02x"), "%%%02x"), "escapes of bytes": each(email, `\\x%02x`), "escapes of bytea": each(name, `\\%03o`), "quoted-printable": strings.ReplaceAll(email, "@", "=40"),
		"quoted-printable throughout": each(email, "=%02X"), "quoted-printable, a line broken": "to " + email[:9] + `=\n` + email[9:],
		"backwards in words": "see " + backwards(email), "ROT13 in words": "see " + strings.Map(rot13, email), "letter by letter": strings.Join(strings.Split(strings.ReplaceAll(name, " ", ""), ""), " "),
		"hex, byte by byte": strings.TrimSpace(each(email, "%02x ")), "numbers of characters": strings.TrimSuffix(each(name, "%d,"), ","), "code points": strings.TrimSpace(each(name, "U+%04X ")),
		"octal numbers": strings.TrimSpace(each(name, "%03o ")), "binary numbers": strings.TrimSpace(each(name, "%08b ")), "percent u": each(email, "%%u%04x"),
		"letters of a font": mathematical(name), "Greek letters": strings.NewReplacer("a", "α", "o", "ο", "i", "ι").Replace(name), "base32 in lower case": strings.ToLower(base32.StdEncoding.EncodeToString([]byte(email))),
		"base64 of a parameter": "https://x.invalid/?m=" + base64.RawURLEncoding.EncodeToString([]byte(email)),
		"base32":                base32.StdEncoding.EncodeToString([]byte(email)), "hex of a program": "0x" + hex.EncodeToString([]byte(name)),
		"gzip, base64": base64.StdEncoding.EncodeToString(zipped(email)), "gzip, hex": hex.EncodeToString(zipped(name)),
		"letters that look alike": strings.NewReplacer("a", "а", "e", "е", "o", "о", "p", "р", "c", "с", "H", "Н").Replace(name),
		"UTF-16":                  hex.EncodeToString([]byte(utf16(email))), "UTF-16, base64": base64.StdEncoding.EncodeToString([]byte("\xff\xfe" + utf16(email))),
		"tags of HTML": "<b>" + strings.Replace(name, " ", "</b><br/><i>", 1) + "</i>", "an address with a purpose": strings.Replace(email, "@", "+shop@", 1),
		"a local part elsewhere": strings.Split(email, "@")[0] + "@elsewhere.test",
		"an at in words":         strings.ReplaceAll(email, "@", " (at) "), "JSON in JSON": `{"a": "{\\\\"mail\\\\": \\\\"` + email + `\\\\"}"}`, "an attribute of XML": `<p mail="` + email + `"/>`,
		"blanks behind": name + "   ", "a plus between": strings.ReplaceAll(name, " ", "+"), "a comment of SQL": "/*" + email + "*/", "dashes": strings.ReplaceAll(strings.ToLower(name), " ", "-"),
	} {
		s.set(form, row, "note", v, "original-found", "part-left")
	}
}

// keptBytes change what is kept.
func (s *spoiler) keptBytes(row int) {
	s.set("a kept word is changed", row, "plan", "premiun", "kept-changed")
	s.set("a kept byte is changed", row, "remark", "K"+s.was(row, "remark")[1:], "kept-changed")
	s.set("a kept byte is added", row, "remark", s.was(row, "remark")+" ", "kept-changed")
	s.set("a kept byte is lost", row, "remark", s.was(row, "remark")[1:], "kept-changed")
	s.set("a key is changed", row, "id", fmt.Sprint(row+1000), "kept-changed")
	s.set("a reference is changed", row, "company_id", fmt.Sprint(row%5+2), "kept-changed", "join-lost")
	s.set("a reference is lost", row, "company_id", "77", "join-lost")
}

// lostRows lose, double and swap rows.
func (s *spoiler) lostRows(row int) {
	s.rows(fmt.Sprintf("row %d is lost", row), func(r [][]string) [][]string { return slices.Delete(r, row, row+1) }, "row-lost")
	s.rows(fmt.Sprintf("row %d is doubled", row), func(r [][]string) [][]string { return slices.Insert(r, row, r[row]) }, "row-added")
	s.rows(fmt.Sprintf("row %d is new", row), func(r [][]string) [][]string {
		one := slices.Clone(r[row])
		one[0] = "4711"
		return slices.Insert(r, row, one)
	}, "row-added")
	s.rows(fmt.Sprintf("row %d has a value more", row), func(r [][]string) [][]string {
		r[row] = append(r[row], "x")
		return r
	}, "row-malformed")
	if row > 0 {
		s.rows(fmt.Sprintf("row %d is swapped with the one before", row), func(r [][]string) [][]string {
			r[row], r[row-1] = r[row-1], r[row]
			return r
		}, "row-swapped")
		s.rows(fmt.Sprintf("two rows before %d are lost", row), func(r [][]string) [][]string { return slices.Delete(r, row-1, row+1) }, "row-lost")
		s.rows(fmt.Sprintf("masked values of row %d are those of the one before", row), func(r [][]string) [][]string {
			copy(r[row][1:6], r[row-1][1:6])
			return r
		}, "difference-lost", "equality-lost")
	}
}

// equality makes equal values differ, and different ones equal.
func (s *spoiler) equality() {
	for _, c := range []string{"email", "full_name"} {
		at := slices.Index(personColumns, c)
		for i := range s.before {
			for j := range i {
				if s.before[i][at] == s.before[j][at] && i%4 == 0 {
					s.set("an equal value differs", i, c, "Quxzy Wvutsrq", "equality-lost")
				}
			}
		}
		s.set("two values become one", 3, c, s.is(4, c), "difference-lost", "equality-lost")
	}
	s.set("two tokens become one", 3, "token", s.is(4, "token"), "difference-lost")
	s.set("two logins become one", 9, "login", s.is(4, "login"), "difference-lost")
}

// statements change what is outside of rows.
func (s *spoiler) statements() {
	add := func(name, old, changed string, classes ...string) {
		s.list = append(s.list, trick{name, bytes.Replace(s.text, []byte(old), []byte(changed), 1), classes})
	}
	name, email := s.was(7, "full_name"), s.was(7, "email")
	add("a comment quotes a name", "who buys", name, "statement-changed", "original-found")
	add("a comment quotes an e-mail", "who buys", "ask "+email, "statement-changed", "original-found")
	add("a comment is lost", "COMMENT ON TABLE public.person IS 'who buys';\n", "", "statement-lost")
	add("a comment is changed", "who buys", "who sells", "statement-changed")
	add("a rule sets another value", "\tClosed down", "\tClosed dawn", "set-missed")
	add("an index is lost", "CREATE INDEX person_plan ON public.person USING btree (plan);\n", "", "statement-lost")
	add("an index is changed", "btree (plan)", "btree (id)", "statement-changed")
	add("a foreign key is lost", "ALTER TABLE ONLY public.person\n    ADD CONSTRAINT person_company FOREIGN KEY (company_id) REFERENCES public.company(id);\n", "", "statement-lost")
	add("a key is lost", "ALTER TABLE ONLY public.company\n    ADD CONSTRAINT company_pkey PRIMARY KEY (id);\n", "", "statement-lost")
	add("a statement is new", "CREATE INDEX", "CREATE TABLE public.extra (a integer);\n\nCREATE INDEX", "statement-added")
	add("a statement tells an e-mail", "CREATE INDEX", "COMMENT ON COLUMN public.person.id IS '"+email+"';\n\nCREATE INDEX", "original-found")
	add("a comment of SQL tells an e-mail", "CREATE INDEX", "-- "+email+"\nCREATE INDEX", "original-found")
	add("a comment of SQL is new", "CREATE INDEX", "-- hello\nCREATE INDEX", "statement-added")
	add("a type is changed", "numeric(12,2)", "numeric(13,2)", "statement-changed")
	add("a column is NOT NULL", "    email text,", "    email text NOT NULL,", "statement-changed")
	add("a default tells a name", "    plan text,", "    plan text DEFAULT '"+name+"',", "original-found")
	add("a setting is changed", "client_encoding = 'UTF8'", "client_encoding = 'LATIN1'", "statement-changed")
	add("a table's rows are lost", "COPY public.company (id, title) FROM stdin;\n", "COPY public.company (id, title) FROM stdin;\n\\.\n\nCOPY public.company_old (id, title) FROM stdin;\n", "row-lost", "join-lost")
	add("a column is missing in rows", "COPY public.company (id, title)", "COPY public.company (id, titel)", "row-malformed", "null-made", "kept-changed", "column-lost")
	add("a label of an enum tells a name", "CREATE INDEX", "CREATE TYPE public.e AS ENUM ('"+name+"');\n\nCREATE INDEX", "original-found")
	add("a column is called by a name", "    remark text,", "    \""+name+"\" text,", "original-found")
	add("a large object is new", "CREATE INDEX", "SELECT pg_catalog.lo_create('1');\n\nCREATE INDEX", "statement-added")
	add("a command of psql is new", "CREATE INDEX", "\\echo hello\nCREATE INDEX", "statement-added")
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
