package expr

import "bytes"

// items returns the elements of an array of one dimension in the server's text
// form, nil for a NULL element; ok is false for any other text.
func items(v []byte) (list [][]byte, ok bool) {
	if len(v) < 2 || v[0] != '{' || v[len(v)-1] != '}' {
		return nil, false
	}
	v = v[1 : len(v)-1]
	for len(v) > 0 {
		item, n, ok := item(v)
		if !ok {
			return nil, false
		}
		list = append(list, item)
		if v = v[n:]; len(v) > 0 {
			if v[0] != ',' || len(v) == 1 {
				return nil, false
			}
			v = v[1:]
		}
	}
	return list, true
}

// item returns the element that v begins with, and its length in v.
func item(v []byte) (item []byte, n int, ok bool) {
	if len(v) > 0 && v[0] == '"' {
		return quotedItem(v)
	}
	n = bytes.IndexByte(v, ',')
	if n < 0 {
		n = len(v)
	}
	raw := v[:n]
	if len(bytes.TrimSpace(raw)) != len(raw) || n == 0 || bytes.ContainsAny(raw, `{}"\`) {
		return nil, 0, false
	}
	if bytes.EqualFold(raw, []byte("null")) {
		return nil, n, true
	}
	return raw, n, true
}

func quotedItem(v []byte) (item []byte, n int, ok bool) {
	item = []byte{}
	for i := 1; i < len(v); i++ {
		switch v[i] {
		case '"':
			return item, i + 1, true
		case '\\':
			if i++; i == len(v) {
				return nil, 0, false
			}
		}
		item = append(item, v[i])
	}
	return nil, 0, false
}
