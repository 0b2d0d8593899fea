package verify

import "bytes"

// What masks leave in JSON: words by which programs steer, and the keys of rows.

// steering are words by which programs steer.
type steering struct {
	words map[string]bool
	// sizes are how many bytes the words have that begin and end with some bytes, each
	// by its low bits: most of what is asked for is no word at one glance.
	sizes [32][32]uint64
}

// longestSteering is how many bytes a word of steering has at most.
const longestSteering = 32

func newSteering(words ...string) *steering {
	s := &steering{words: map[string]bool{}}
	for _, word := range words {
		if n := len(word); n > 0 && n <= longestSteering {
			s.words[word] = true
			s.sizes[word[0]%32][word[n-1]%32] |= 1 << n
		}
	}
	return s
}

// has reports whether v is one of the words, however it is written.
func (s *steering) has(v []byte) bool {
	n := len(v)
	if n == 0 || n > longestSteering || s.sizes[steered(v[0])%32][steered(v[n-1])%32]>>n&1 == 0 {
		return false
	}
	var low [longestSteering]byte
	for i, b := range v {
		low[i] = steered(b)
	}
	return s.words[string(low[:n])]
}

// steered is a byte as the words have it.
func steered(b byte) byte {
	switch {
	case 'A' <= b && b <= 'Z':
		return b + 'a' - 'A'
	case b == '-' || b == ' ':
		return '_'
	}
	return b
}

// namesRow reports whether a key of JSON is called as the key of a row is: user_id,
// userId, uuid, created_by.
func namesRow(key []byte) bool {
	if n := len(key); n == 0 || bytes.IndexByte([]byte("dsyk"), key[n-1]|0x20) < 0 {
		return false // most keys end otherwise
	}
	for _, end := range [...]string{"id", "ids", "by", "uuid", "guid", "pk", "fk"} {
		n := len(key) - len(end)
		if n < 0 || !bytes.EqualFold(key[n:], []byte(end)) {
			continue
		}
		if n == 0 || !isLetter(key[n-1]) || key[n] < 'a' && key[n-1] >= 'a' {
			return true
		}
	}
	return false
}

// longestRowKey is how many digits the key of a row has; a longer number may be what
// somebody is known by.
const longestRowKey = 7

// isRowKey reports whether v is the key of a row: a number that is not long.
func isRowKey(v []byte) bool {
	for _, b := range v {
		if digit[b] == 0 {
			return false
		}
	}
	return len(v) <= longestRowKey
}
