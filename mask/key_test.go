package mask

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

func TestNewKey(t *testing.T) {
	for n := range 2 * MinSecret {
		secret := bytes.Repeat([]byte("x"), n)
		_, err := NewKey(secret)
		if got := errors.Is(err, ErrShortSecret); got != (n < MinSecret) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	secret := []byte(testSecret)
	k, err := NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	clear(secret)
	if k.Fingerprint() != testKey(t).Fingerprint() {
		t.Error("the key follows the caller's secret")
	}
}

// TestKeyDefinition writes down what digests are made of, so that another
// program can make them.
func TestKeyDefinition(t *testing.T) {
	mac := func(key, msg string) []byte {
		h := hmac.New(sha256.New, []byte(key))
		h.Write([]byte(msg))
		return h.Sum(nil)
	}
	k := testKey(t)
	var sum [32]byte
	k.Derive("email").Sum(&sum, []byte("ann@"), []byte("example.com"))
	if want := mac(string(mac(testSecret, "domain\x00email\x00")), "ann@example.com\x06"); !bytes.Equal(sum[:], want) {
		t.Errorf("digest %x, want %x", sum, want)
	}
	if want := fmt.Sprintf("%x", mac(testSecret, "fingerprint\x00\x00")[:4]); k.Fingerprint() != want {
		t.Errorf("fingerprint %s, want %s", k.Fingerprint(), want)
	}
	hash, err := New("hash", k, Type{Kind: Text}, Params{"length": int64(64)})
	if err != nil {
		t.Fatal(err)
	}
	out, _ := hash.Append(nil, []byte("ann"), nil)
	if want := fmt.Sprintf("%x", mac(string(mac(string(mac(testSecret, "domain\x00hash\x00")), "mask\x00hash\x00")), "ann\x01")); string(out) != want {
		t.Errorf("hash gave %s, want %s", out, want)
	}
	if first, again := k.Derive("a"), k.Derive("a"); first != again || first == k.Derive("b") {
		t.Error("want one key for each domain")
	}
}

func TestKeyIsRedacted(t *testing.T) {
	k := testKey(t).Derive("x")
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "key", k)
	var outs []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q", "%d"} {
		outs = append(outs, fmt.Sprintf(verb, k))
	}
	outs = append(outs, k.String(), k.GoString(), fmt.Sprint(k), log.String())
	j, err := json.Marshal(struct{ K *Key }{k})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outs {
		if !strings.Contains(o, redacted) {
			t.Errorf("a key prints as %q", o)
		}
	}
	for _, o := range append(outs, string(j)) {
		if strings.Contains(o, testSecret[:4]) || strings.Contains(o, fmt.Sprintf("%x", k.secret[:4])) {
			t.Errorf("a key prints as %q", o)
		}
	}
}

// TestConcurrent: masks are shared by workers.
func TestConcurrent(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: JSON}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := m.Append(nil, []byte(`["Ann Lee", 4711, "a\nb"]`), nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 500 {
				if _, err := m.Append(nil, fmt.Appendf(nil, `["x", %d]`, i), nil); err != nil {
					t.Error(err)
				}
				if have, _ := m.Append(nil, []byte(`["Ann Lee", 4711, "a\nb"]`), nil); !bytes.Equal(have, want) {
					t.Errorf("%q, want %q", have, want)
				}
			}
		})
	}
	wg.Wait()
}
