package mask

// distinctBits is how much of a digest a Distinct mask shows at least: among a
// thousand million values two meet with a probability below one in a million.
const distinctBits = 80

// distinctChars is how many characters of an alphabet of 32 that takes.
const distinctChars = distinctBits / 5

// classOf returns the class of a mask that shows so many bits of the digest.
func classOf(bits int) Class {
	if bits < distinctBits {
		return Lossy
	}
	return Distinct
}

// tag makes a prefix and n characters of the digest.
type tag struct {
	prefix   string
	n        int
	alphabet *[32]byte
}

func (t *tag) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	return s.Append32(append(dst, t.prefix...), t.n, t.alphabet), nil
}

// tag returns the mask that writes prefix and 16 characters. A column that is
// too short for both loses the prefix first.
func (b *build) tag(prefix string, alphabet *[32]byte) (Mask, error) {
	if limit := b.typ.limit(); limit > 0 && limit < len(prefix)+distinctChars {
		prefix = ""
	}
	n, err := b.fit(distinctChars, len(prefix), 1)
	if err != nil {
		return nil, err
	}
	return b.keyed(&tag{prefix, n, alphabet}, classOf(5*n)), nil
}
