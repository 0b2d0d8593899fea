package mask

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"sanitize/mask/internal/stream"
)

// secrets returns what nobody but the holder of the salt may know: the keys of
// all masks in a domain, of their permutations, and the digests that they draw
// from.
func secrets(k *Key, domain string, values [][]byte) map[string][]byte {
	all := map[string][]byte{"the root": k.secret, "the fingerprint's digest": k.mac("fingerprint", ""), "the domain": k.Derive(domain).secret}
	for _, s := range Catalog() {
		key := k.Derive(domain).of(&s)
		name := s.Name
		all[name] = key.secret
		all[name+": permutations"] = key.mac("permutations", "")
		all[name+": draws"] = key.mac("draws", "")
		all[name+": sets"] = key.mac("permutation of a set", "")
		all[name+": prefixes"] = key.mac("prefixes", "")
		all[name+": passwords"] = key.mac("password", "$2a$10$secret")
		if name == "hash" || name == "uuid" {
			continue // these print digests of values: they draw nothing else from them
		}
		for _, v := range values {
			s := key.scratch()
			for _, tag := range []stream.Tag{stream.TagValue, stream.TagRow, stream.TagBoth, stream.TagPart, stream.TagAgain, stream.TagSum} {
				s.SeedAs(tag, v)
				all[fmt.Sprintf("%s: stream %d of %q", name, tag, v)] = bytes.Clone(s.Digest()[:])
				s.Quick(tag, v)
				all[fmt.Sprintf("%s: stream %d of %q, quick", name, tag, v)] = bytes.Clone(s.Digest()[:16])
			}
			key.release(s, 0)
		}
	}
	return all
}

// adversarial are values that have the form of labels, and of what masks digest
// beside values.
func adversarial() [][]byte {
	var list [][]byte
	for _, purpose := range []string{"domain", "mask", "permutations", "permutation of a set", "prefixes", "fingerprint", "password", "permutations of numerals", "permutation"} {
		for _, of := range []string{"", "hash", "d", "date_shift", "scramble", "email"} {
			label := purpose + "\x00" + of
			list = append(list, []byte(label), []byte(label+"\x00"), []byte(purpose+" "+of), []byte(purpose+of))
		}
	}
	for _, tag := range []string{"\x00", "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"} {
		list = append(list, []byte("42"+tag), AppendRowValue(nil, []byte("42"+tag)), append(AppendRowValue(nil, []byte("42")), tag...))
	}
	return append(list, []byte("42"), AppendRowValue(nil, []byte("42")), AppendRowNull(nil))
}

// TestKeysAreApart: what masks of one domain print for chosen values, and for
// chosen rows, holds neither a key nor what another mask draws from.
func TestKeysAreApart(t *testing.T) {
	const domain = "d"
	k := testKey(t)
	values := adversarial()
	all := secrets(k, domain, values)
	pieces := map[string]string{} // what would give a secret away, and its name
	for name, v := range all {
		pieces[string(v[:8])] = name
		pieces[hex.EncodeToString(v[:8])] = name
		pieces[base64.RawURLEncoding.EncodeToString(v[:12])] = name
	}
	text := Type{Kind: Text, Name: "text"}
	looked := 0
	for _, p := range []struct {
		mask string
		p    Params
	}{
		{"hash", Params{"length": int64(64)}}, {"hash", Params{"length": int64(64), "key": "id"}}, {"hash", Params{"encoding": "base64"}}, {"hash", Params{"encoding": "base32"}}, {"uuid", nil}, {"uuid", Params{"key": "id"}},
		{"email", Params{"style": "tag"}}, {"username", Params{"style": "tag"}}, {"name", Params{"style": "tag"}}, {"bcrypt", nil}, {"scramble", nil}, {"url", nil}, {"text", nil},
	} {
		params := Params{"domain_key": domain}
		for name, v := range p.p {
			params[name] = v
		}
		m, err := New(p.mask, k, text, params)
		if err != nil {
			delete(params, "style")
			if m, err = New(p.mask, k, text, params); err != nil {
				t.Fatal(err)
			}
		}
		for _, v := range values {
			out, err := m.Append(nil, v, v)
			if err != nil {
				continue
			}
			looked++
			for i := range out {
				for _, n := range []int{8, 16} {
					// What a mask draws itself it may print.
					if name, ok := pieces[string(out[i:min(i+n, len(out))])]; ok && !strings.HasPrefix(name, p.mask+": stream") {
						t.Fatalf("%s %v of %q gives %s away", p.mask, p.p, v, name)
					}
				}
			}
		}
	}
	if looked < 2000 {
		t.Errorf("only %d results were looked at", looked)
	}
}
