package mask

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"

	//lint:ignore SA1019 bcrypt is made of Blowfish, and package bcrypt takes no salt
	"golang.org/x/crypto/blowfish"
)

// Sizes of bcrypt: a hash is $2a$CC$ with 22 characters of salt and 31 of a
// digest. As 128 and 184 bits do not fill them, the last characters of both have
// a few bits only, which must be zero.
const (
	bcryptSalt   = 16
	bcryptDigest = 23
	bcryptLen    = 60
	bcryptMost   = 72 // bytes of a password that count
	slowestCost  = 16 // for a password: some seconds
)

// unusable makes hashes of secrets that nobody knows: their salt and digest come
// from the HMAC, and no password leads to them but by chance, of which there is
// one in 2^184.
type unusable struct {
	head     string // $2a$10$
	alphabet *base64.Encoding
}

// bcryptAlphabet is the alphabet of crypt's bcrypt, which is not base64's.
func bcryptAlphabet() *base64.Encoding {
	return base64.NewEncoding("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789").WithPadding(base64.NoPadding)
}

var bcryptSpec = Spec{
	Name: "bcrypt", Family: "secrets",
	Summary: "the hash of a password that nobody knows, or of a given one", Makes: "a bcrypt hash",
	Params: []Param{
		{Name: "password", Kind: StringParam, Default: "none that is known", Help: "the password of all rows, hashed once"},
		{Name: "cost", Kind: IntParam, Min: 4, Max: 31, Default: "10", Help: "2 to the power of it are the rounds; at most 16 with a password"},
		{Name: "variant", Kind: StringParam, Default: "2a", Choices: []string{"2a", "2b", "2y"}, Help: "what it says in front; pgcrypto takes 2a alone"},
		seedColumn,
	},
	Kinds: textKinds, Class: Distinct, Example: "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", On: anyText, fills: true, make: makeBcrypt,
}

func makeBcrypt(b *build) (Mask, error) {
	if limit := b.typ.limit(); limit > 0 && limit < bcryptLen {
		return nil, fmt.Errorf("mask bcrypt needs %d characters, and the type is %s", bcryptLen, b.typ.title())
	}
	cost := b.num("cost", 10)
	head := fmt.Sprintf("$%s$%02d$", b.str("variant", "2a"), cost)
	password, known := b.params["password"].(string)
	if !known {
		return b.keyed(&unusable{head, bcryptAlphabet()}, Distinct), nil
	}
	switch {
	case password == "" || len(password) > bcryptMost || hasNUL(password):
		return nil, paramError("password", "want 1 to %d bytes without NUL characters", bcryptMost)
	case cost > slowestCost:
		return nil, paramError("cost", "want at most %d for a password, which is hashed", slowestCost)
	}
	// The salt comes from the key, so that the same policy gives the same hash.
	salt := b.secret.mac("password", head+password)[:bcryptSalt]
	hash, err := b.secret.once(head+password, func() (string, error) { return knownHash(head, password, salt, cost) })
	if err != nil {
		return nil, paramError("password", "%w", err)
	}
	return b.constant(hash), nil
}

// knownHash returns the bcrypt hash of a password.
func knownHash(head, password string, salt []byte, cost int) (string, error) {
	secret := append([]byte(password), 0)
	c, err := blowfish.NewSaltedCipher(secret[:min(len(secret), bcryptMost)], salt)
	if err != nil {
		return "", err
	}
	for range 1 << cost {
		blowfish.ExpandKey(secret[:min(len(secret), bcryptMost)], c)
		blowfish.ExpandKey(salt, c)
	}
	out := []byte("OrpheanBeholderScryDoubt")
	for i := 0; i < len(out); i += blowfish.BlockSize {
		for range 64 {
			c.Encrypt(out[i:i+blowfish.BlockSize], out[i:i+blowfish.BlockSize])
		}
	}
	enc := bcryptAlphabet()
	return strings.Join([]string{head, enc.EncodeToString(salt), enc.EncodeToString(out[:bcryptDigest])}, ""), nil
}

func (m *unusable) append(dst, src []byte, s *scratch) ([]byte, error) {
	s.Seed(src)
	s.in = s.in[:0]
	for range 5 {
		s.in = binary.LittleEndian.AppendUint64(s.in, s.Uint64())
	}
	dst = append(dst, m.head...)
	dst = m.alphabet.AppendEncode(dst, s.in[:bcryptSalt])
	return m.alphabet.AppendEncode(dst, s.in[bcryptSalt:bcryptSalt+bcryptDigest]), nil
}
