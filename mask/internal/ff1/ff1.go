// Package ff1 encrypts strings of numerals into strings of the same length and
// radix: FF1 of NIST SP 800-38G. It knows nothing but numerals.
package ff1

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"math/big"
	"math/bits"
	"slices"
)

// MinDomain is the least number of strings that a length must have: revision 1
// of SP 800-38G asks for a million.
const MinDomain = 1_000_000

// rounds of the Feistel network.
const rounds = 10

// A Cipher is FF1 under a key, a radix and a tweak. It is immutable and safe for
// concurrent use.
type Cipher struct {
	block cipher.Block
	radix uint64
	tweak []byte
	least int
}

// New returns the cipher for an AES key of 16, 24 or 32 bytes and a radix from 2
// to 256. key and tweak are not kept.
func New(key []byte, radix int, tweak []byte) (*Cipher, error) {
	if radix < 2 || radix > 256 {
		return nil, fmt.Errorf("a radix of %d, want 2 to 256", radix)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("a key of %d bytes, want 16, 24 or 32", len(key))
	}
	c := &Cipher{block: block, radix: uint64(radix), tweak: slices.Clone(tweak)}
	for n := uint64(1); n < MinDomain; n *= c.radix {
		c.least++
	}
	return c, nil
}

// MinLen returns the least number of numerals that the cipher takes.
func (c *Cipher) MinLen() int { return c.least }

// Encrypt replaces the numerals in x, of which there must be MinLen at least. It
// uses the memory of scratch, and returns it for the next call.
func (c *Cipher) Encrypt(x, scratch []byte) []byte { return c.crypt(x, scratch, false) }

// Decrypt is the inverse of Encrypt.
func (c *Cipher) Decrypt(x, scratch []byte) []byte { return c.crypt(x, scratch, true) }

func (c *Cipher) crypt(x, scratch []byte, decrypt bool) []byte {
	if len(x) < c.least {
		panic("ff1: internal error: the domain is too small")
	}
	u := len(x) / 2
	most, ok := c.power(len(x) - u)
	if !ok {
		return c.large(x, scratch, decrypt)
	}
	f := c.newRound(len(x), bits.Len64(most-1), scratch)
	mod := [2]uint64{most, most} // of even rounds, of odd ones
	if len(x)%2 == 1 {
		mod[0] /= c.radix
	}
	a, b := c.number(x[:u]), c.number(x[u:])
	for i := range rounds {
		if decrypt {
			i = rounds - 1 - i
			y := f.short(c, i, a, mod[i%2])
			a, b = sub(b, y, mod[i%2]), a
		} else {
			y := f.short(c, i, b, mod[i%2])
			a, b = b, add(a, y, mod[i%2])
		}
	}
	c.numerals(x[:u], a)
	c.numerals(x[u:], b)
	return f.buf
}

// A round is what the round function needs for strings of one length. Its
// buffer holds
//
//	P     a block
//	Q     blocks: the tweak, zeros, the round, a half
//	R, S  blocks: the result
type round struct {
	buf  []byte
	half int // bytes of a half in Q: b of the standard
	size int // bytes of the result: d
	q, r int // offsets of Q and R
}

// newRound returns the round function for strings of n numerals, the longer half
// of which has so many bits.
func (c *Cipher) newRound(n, halfBits int, scratch []byte) round {
	const size = aes.BlockSize
	f := round{half: (halfBits + 7) / 8, q: size}
	f.size = (f.half+3)/4*4 + 4
	f.r = f.q + (len(c.tweak)+1+f.half+size-1)/size*size
	total := f.r + (f.size+size-1)/size*size + size
	f.buf = slices.Grow(scratch[:0], total)[:total]
	clear(f.buf)
	p := f.buf[:size]
	copy(p, []byte{1, 2, 1, byte(c.radix >> 16), byte(c.radix >> 8), byte(c.radix), rounds, byte(n / 2)})
	binary.BigEndian.PutUint32(p[8:], uint32(n))
	binary.BigEndian.PutUint32(p[12:], uint32(len(c.tweak)))
	copy(f.buf[f.q:], c.tweak)
	return f
}

// halfBytes returns the place of the half in Q.
func (f *round) halfBytes() []byte { return f.buf[f.r-f.half : f.r] }

// run returns the result of round i for the half that is in Q. It is valid until
// the next run.
func (f *round) run(c *Cipher, i int) []byte {
	const size = aes.BlockSize
	f.buf[f.r-f.half-1] = byte(i)
	r := f.buf[f.r : f.r+size]
	c.block.Encrypt(r, f.buf[:size])
	for at := f.q; at < f.r; at += size {
		xor(r, f.buf[at:at+size])
		c.block.Encrypt(r, r)
	}
	for j := 1; j*size < f.size; j++ {
		s := f.buf[f.r+j*size : f.r+(j+1)*size]
		copy(s, r)
		binary.BigEndian.PutUint64(s[8:], binary.BigEndian.Uint64(s[8:])^uint64(j))
		c.block.Encrypt(s, s)
	}
	return f.buf[f.r : f.r+f.size]
}

// short is run for a half and a modulus below 2^64.
func (f *round) short(c *Cipher, i int, half, mod uint64) uint64 {
	to := f.halfBytes()
	for j := len(to) - 1; j >= 0; j-- {
		to[j] = byte(half)
		half >>= 8
	}
	y := f.run(c, i) // 8 or 12 bytes
	high := uint64(0)
	if len(y) > 8 {
		high = uint64(binary.BigEndian.Uint32(y))
		y = y[4:]
	}
	_, rest := bits.Div64(high%mod, binary.BigEndian.Uint64(y), mod)
	return rest
}

// large is crypt for halves that 64 bits do not hold.
func (c *Cipher) large(x, scratch []byte, decrypt bool) []byte {
	u := len(x) / 2
	radix := new(big.Int).SetUint64(c.radix)
	most := new(big.Int).Exp(radix, big.NewInt(int64(len(x)-u)), nil)
	f := c.newRound(len(x), new(big.Int).Sub(most, big.NewInt(1)).BitLen(), scratch)
	mod := [2]*big.Int{most, most}
	if len(x)%2 == 1 {
		mod[0] = new(big.Int).Div(most, radix)
	}
	a, b := c.bigNumber(x[:u]), c.bigNumber(x[u:])
	y := new(big.Int)
	for i := range rounds {
		if decrypt {
			i = rounds - 1 - i
			a.FillBytes(f.halfBytes())
			y.SetBytes(f.run(c, i))
			b.Mod(b.Sub(b, y), mod[i%2])
		} else {
			b.FillBytes(f.halfBytes())
			y.SetBytes(f.run(c, i))
			a.Mod(a.Add(a, y), mod[i%2])
		}
		a, b = b, a
	}
	c.bigNumerals(x[:u], a)
	c.bigNumerals(x[u:], b)
	return f.buf
}

func (c *Cipher) bigNumber(x []byte) *big.Int {
	n, radix := new(big.Int), new(big.Int).SetUint64(c.radix)
	for _, d := range x {
		n.Add(n.Mul(n, radix), big.NewInt(int64(d)))
	}
	return n
}

func (c *Cipher) bigNumerals(x []byte, n *big.Int) {
	d, radix := new(big.Int), new(big.Int).SetUint64(c.radix)
	for i := len(x) - 1; i >= 0; i-- {
		n.DivMod(n, radix, d)
		x[i] = byte(d.Uint64())
	}
}

// power returns radix to the n-th, if it is below 2^64.
func (c *Cipher) power(n int) (p uint64, ok bool) {
	p = 1
	for range n {
		high, low := bits.Mul64(p, c.radix)
		if high > 0 {
			return 0, false
		}
		p = low
	}
	return p, true
}

// number returns the number that the numerals x write.
func (c *Cipher) number(x []byte) uint64 {
	n := uint64(0)
	for _, d := range x {
		n = n*c.radix + uint64(d)
	}
	return n
}

// numerals writes n into x.
func (c *Cipher) numerals(x []byte, n uint64) {
	for i := len(x) - 1; i >= 0; i-- {
		x[i] = byte(n % c.radix)
		n /= c.radix
	}
}

// add and sub take numbers below mod.
func add(a, b, mod uint64) uint64 {
	if a >= mod-b {
		return a - (mod - b)
	}
	return a + b
}

func sub(a, b, mod uint64) uint64 {
	if a >= b {
		return a - b
	}
	return a + (mod - b)
}

func xor(dst, src []byte) {
	for i, c := range src {
		dst[i] ^= c
	}
}
