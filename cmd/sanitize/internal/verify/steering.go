package verify

import "bytes"

// What masks leave in JSON: words by which programs steer, and the keys of rows.

// steering are words by which programs steer.
type steering map[string]bool

// longestSteering is beyond how many bytes no word of steering is looked for.
const longestSteering = 32

// has reports whether v is one of the words, however it is written.
func (s steering) has(v []byte) bool {
	if len(v) > longestSteering || len(s) == 0 {
		return false
	}
	var low [longestSteering]byte
	for i, b := range v {
		switch {
		case 'A' <= b && b <= 'Z':
			b += 'a' - 'A'
		case b == '-' || b == ' ':
			b = '_'
		}
		low[i] = b
	}
	return s[string(low[:len(v)])]
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
