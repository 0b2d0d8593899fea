package mask

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/stream"
)

// digest writes the HMAC itself.
type digest struct {
	prefix   string
	encoding string
	n, least int  // characters: as many as the value has, but these at most and at least
	form     bool // a UUID becomes one
	own      bool // so does a password's hash, a token or a key: see secrets.go
	folds    bool // values that differ in case or blanks differ in these alone
	plain    bool // and not even in these: the type takes them for one
	limit    int  // of the column, 0: none
}

var hashSpec = Spec{
	Name: "hash", Family: "keyed",
	Summary: "a keyed digest; case and blanks of the value come back in its letters", Makes: "text",
	Params: []Param{
		{Name: "encoding", Kind: StringParam, Default: "hex, or that of a hash of a password, a token or a key", Choices: []string{"hex", "base32", "base64"},
			Help: "how it is written; base64 is the URL-safe one, base32 is lower-case Crockford"},
		{Name: "length", Kind: IntParam, Min: 1, Max: 64, Default: "the value's own; 80 bits at least, less where the column is short",
			Help: "how many characters, without the prefix"},
		{Name: "prefix", Kind: StringParam, Help: "text before the digest"},
		seedColumn,
	},
	Kinds: textKinds, Class: Distinct, Example: "3c9f1b7e5d2a8460fe91", On: anyText, make: makeHash,
	Notes: []string{
		"Keeps equality, also without regard to case and blanks around, and the length of what has 20 characters in hex (16 in base32, 14 in base64) or more; length = 32 hides it.",
		"A UUID becomes one. The hash of a password stays one of its algorithm and cost ($2b$12$, $argon2id$, pbkdf2_sha256$, {SSHA}), a token or a key of 16 characters and more that are drawn keeps what it begins with (sk_live_, ghp_, eyJ), length and alphabet; encoding or length ends that.",
		"With key the digest is 128 bits long. Nothing else of the value shows; who knows how often one comes can tell the commonest by rank.",
	},
}

func makeHash(b *build) (Mask, error) {
	d := &digest{prefix: b.str("prefix", ""), encoding: b.str("encoding", "hex")}
	if !utf8.ValidString(d.prefix) || hasNUL(d.prefix) {
		return nil, paramError("prefix", "want UTF-8 without NUL characters")
	}
	most, usual, least, perChar := 64, 32, 20, 4
	switch d.encoding {
	case "base32":
		most, usual, least, perChar = 51, 26, distinctChars, 5
	case "base64":
		most, usual, least, perChar = 42, 22, 14, 6
	}
	want, asked := most, b.params["length"] != nil
	switch {
	case asked:
		want = b.num("length", most)
		least = want
	case b.str("key", "") != "":
		want, least = usual, usual // the value has no part in it
	}
	if want > most {
		return nil, paramError("length", "%s of a digest has at most %d characters", d.encoding, most)
	}
	n, err := b.fitText(want, d.prefix)
	if err != nil {
		return nil, err
	}
	if asked && n < want {
		return nil, paramError("length", "the type is %s, which has room for %d characters", b.typ.title(), n)
	}
	d.n, d.least = n, min(n, least)
	d.limit = b.typ.limit()
	d.plain = b.typ.Name == "citext"
	d.form = d.encoding == "hex" && d.prefix == "" && want == most && !asked && n >= len("00000000-0000-0000-0000-000000000000")
	d.own = b.params["encoding"] == nil && d.prefix == "" && !asked
	d.folds = d.encoding != "base64" || d.plain
	return b.keyed(d, classOf(perChar*d.least)), nil
}

// fitText is fit beside a text that may have more bytes than characters.
func (b *build) fitText(want int, fixed string) (int, error) {
	n := want
	if b.typ.Len > 0 {
		n = min(n, b.typ.Len-utf8.RuneCountInString(fixed))
	}
	if b.typ.MaxBytes > 0 {
		n = min(n, b.typ.MaxBytes-len(fixed))
	}
	if n < 1 {
		return 0, paramError("prefix", "the type is %s, which has no room for a digest after it", b.typ.title())
	}
	return n, nil
}

func (d *digest) append(dst, src []byte, s *scratch) ([]byte, error) {
	if !d.folds || s.IsPinned() {
		s.Seed(src)
		return d.write(dst, s, d.length(src)), nil
	}
	from, to := shape.Trim(src)
	var other bool
	if s.in = s.in[:0]; len(src) > maxScratch {
		s.in = make([]byte, 0, len(src)) // growing by steps, it would cost twice as much
	}
	s.in, other = s.Fold(s.in, src[from:to])
	if d.own && !d.plain && !(d.form && shape.IsUUID(s.in)) {
		if out, ok := s.secret(append(dst, src[:from]...), src[from:to]); ok {
			return append(out, src[to:]...), nil
		}
	}
	length := d.length(s.in)
	if d.plain || d.limit > 0 && len(src)-(to-from)+len(d.prefix)+length > d.limit {
		from, to = 0, len(src) // no room for blanks
		s.in, other = s.Fold(s.in[:0], src)
		length = d.length(s.in)
	}
	n := len(dst) + from + len(d.prefix)
	s.Seed(s.in)
	if dst = append(dst, src[:from]...); d.form && shape.IsUUID(s.in) {
		dst = appendUUID(dst, s.Digest()[:16])
	} else {
		dst = d.write(dst, s, length)
	}
	if other && !d.plain {
		s.Seed(src[from:to])
		s.recase(dst[n:])
	}
	return append(dst, src[to:]...), nil
}

// recase changes the case of letters, as the stream says: lower() takes it back.
func (s *scratch) recase(v []byte) {
	bits, left := s.Uint64(), 64
	for i, c := range v {
		if !shape.IsLetter(c) {
			continue
		}
		if left == 0 {
			bits, left = s.Uint64(), 64
		}
		v[i] = c ^ byte(bits&1)<<5
		bits >>= 1
		left--
	}
}

// length returns how many characters the digest of v has.
func (d *digest) length(v []byte) int {
	return min(max(shape.Runes(v)-len(d.prefix), d.least), d.n)
}

// write appends the digest of what s was seeded with, in so many characters.
func (d *digest) write(dst []byte, s *scratch, length int) []byte {
	dst = append(dst, d.prefix...)
	n := len(dst) + length
	switch d.encoding {
	case "base32":
		return s.Append32(dst, length, &stream.Lower32)
	case "base64":
		dst = base64.RawURLEncoding.AppendEncode(dst, s.Digest()[:])
	default:
		dst = hex.AppendEncode(dst, s.Digest()[:])
	}
	return dst[:n]
}

// uuid makes a UUID of version 4, variant 10 (RFC 9562, 5.4).
type uuid struct{}

var uuidSpec = Spec{
	Name: "uuid", Family: "keyed",
	Summary: "a UUID of version 4, from the digest", Makes: "a uuid",
	Params: []Param{seedColumn}, Kinds: []Kind{UUID, Text, Char}, Class: Distinct,
	Example: "3f2b8c1e-6f0d-4a5b-9c7e-2d1f0a9b8c7d", On: Type{Kind: UUID, Name: "uuid"}, make: makeUUID,
}

func makeUUID(b *build) (Mask, error) {
	if limit := b.typ.limit(); limit > 0 && limit < 36 {
		return nil, fmt.Errorf("mask uuid needs 36 characters, and the type is %s", b.typ.title())
	}
	return b.keyed(uuid{}, Distinct), nil
}

func (uuid) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	u := s.Digest()[:16]
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return appendUUID(dst, u), nil
}

// appendUUID appends 16 bytes as a UUID.
func appendUUID(dst, u []byte) []byte {
	dst = hex.AppendEncode(dst, u[:4])
	for i := 4; i < 10; i += 2 {
		dst = hex.AppendEncode(append(dst, '-'), u[i:i+2])
	}
	return hex.AppendEncode(append(dst, '-'), u[10:])
}
