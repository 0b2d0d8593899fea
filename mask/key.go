package mask

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"sanitize/mask/internal/memo"
	"sanitize/mask/internal/perm"
	"sanitize/mask/internal/shape"
	"sanitize/mask/internal/sip"
	"sanitize/mask/internal/stream"
)

// MinSecret is the least number of bytes that NewKey takes for a secret.
const MinSecret = 16

// ErrShortSecret is the error of NewKey for a secret below MinSecret bytes.
var ErrShortSecret = errors.New("the salt is too short, want at least 16 bytes")

// A Key makes digests: HMAC-SHA256 under a secret, or under a key derived from
// it. It prints as "[redacted]", whatever the verb. A Key is immutable and safe
// for concurrent use.
type Key struct {
	secret []byte
	pool   sync.Pool // of *scratch: a new HMAC state costs as much as three digests

	addresses atomic.Pointer[Key] // of e-mail addresses within texts; nil: they are text
	persons   atomic.Pointer[Key] // of what addresses are made of

	mu      sync.Mutex
	derived map[string]*Key   // what derive made, so that a domain has one pool
	hashes  map[string]string // what once was told, for it takes long
}

// NewKey returns the key that is secret, which is copied. It fails with
// ErrShortSecret for fewer than MinSecret bytes.
func NewKey(secret []byte) (*Key, error) {
	if len(secret) < MinSecret {
		return nil, fmt.Errorf("%w, have %d", ErrShortSecret, len(secret))
	}
	return newKey(slices.Clone(secret)), nil
}

// newKey returns the key that is secret, and keeps it.
func newKey(secret []byte) *Key {
	k := &Key{secret: secret}
	k.pool.New = func() any { return k.newScratch() }
	return k
}

func (k *Key) newScratch() *scratch {
	permutations, draws := (*[perm.KeySize]byte)(k.mac("permutations", "")), (*[sip.KeySize]byte)(k.mac("draws", ""))
	return &scratch{key: k, Shaper: shape.New(stream.New(k.secret, draws), permutations), in: []byte{}, out: []byte{}, domains: memo.New(domainBits)}
}

// Derive returns the key of a domain. The same domain gives the same key, and
// keys of two domains have nothing to do with each other.
func (k *Key) Derive(domain string) *Key { return k.derive("domain", domain) }

// For returns the key of an audience: what is made under the keys of two of them
// does not join.
func (k *Key) For(audience string) *Key { return k.derive("audience", audience) }

func (k *Key) derive(purpose, of string) *Key {
	k.mu.Lock()
	defer k.mu.Unlock()
	label := purpose + "\x00" + of
	d := k.derived[label]
	if d == nil {
		if k.derived == nil {
			k.derived = map[string]*Key{}
		}
		d = newKey(k.mac(purpose, of))
		k.derived[label] = d
	}
	return d
}

// Fingerprint returns eight hexadecimal digits that tell one key from another
// and say nothing else about it.
func (k *Key) Fingerprint() string {
	return hex.EncodeToString(k.mac("fingerprint", "")[:4])
}

// once returns what f gives for label, which it asks but once.
func (k *Key) once(label string, f func() (string, error)) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if h, ok := k.hashes[label]; ok {
		return h, nil
	}
	h, err := f()
	if err != nil {
		return "", err
	}
	if k.hashes == nil {
		k.hashes = map[string]string{}
	}
	k.hashes[label] = h
	return h, nil
}

// mac returns the HMAC of a label: for keys, not for values, none of which a
// label can be. A purpose has no zero byte, so that it ends where it does.
func (k *Key) mac(purpose, of string) []byte {
	h := hmac.New(sha256.New, k.secret)
	io.WriteString(h, purpose)
	h.Write([]byte{0})
	io.WriteString(h, of)
	h.Write([]byte{byte(stream.TagKey)})
	return h.Sum(nil)
}

// Sum sets dst to the HMAC-SHA256 of parts, joined; the parts are not kept. It
// does not allocate. Where several parts vary in length, the caller must see to
// it that their boundaries count.
func (k *Key) Sum(dst *[32]byte, parts ...[]byte) {
	s := k.scratch()
	s.MAC(dst, parts...)
	k.release(s, 0)
}

// scratch returns a scratch of the key's pool; release gives it back.
func (k *Key) scratch() *scratch { return k.pool.Get().(*scratch) }

// release puts s back into the pool, after a value of n bytes.
func (k *Key) release(s *scratch, n int) {
	s.row, s.dates, s.names = nil, nil, nil
	s.Unpin()
	if n > leastTrimmed {
		s.trim()
	}
	k.pool.Put(s)
}

const redacted = "[redacted]"

// String returns "[redacted]".
func (k *Key) String() string { return redacted }

// GoString returns "[redacted]".
func (k *Key) GoString() string { return redacted }

// Format writes "[redacted]", whatever the verb and flags.
func (k *Key) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// LogValue returns "[redacted]".
func (k *Key) LogValue() slog.Value { return slog.StringValue(redacted) }
