package mask

import (
	"bytes"
	"encoding/binary"
	"net/netip"

	"sanitize/mask/internal/shape"
)

// parseInet reads an address with or without a mask. Zones are not taken, nor
// are they by PostgreSQL.
func parseInet(b []byte) (addr netip.Addr, masklen int, ok bool) {
	host := b
	if i := bytes.IndexByte(b, '/'); i >= 0 {
		host = b[:i]
	}
	if bytes.IndexByte(host, ':') >= 0 {
		a, ok6 := parse6(host)
		addr, masklen, ok = netip.AddrFrom16(a), 128, ok6
	} else {
		a, ok4 := parse4(host)
		addr, masklen, ok = netip.AddrFrom4(a), 32, ok4
	}
	if !ok || len(host) == len(b) {
		return addr, masklen, ok
	}
	m, isNumber := shape.ParseUint(b[len(host)+1:])
	return addr, int(m), isNumber && m <= uint64(masklen)
}

// parse4 reads a.b.c.d.
func parse4(b []byte) (a [4]byte, ok bool) {
	for i := range a {
		n := shape.DigitsAt(b, 0)
		v, isNumber := shape.ParseUint(b[:n])
		if !isNumber || n > 3 || v > 255 {
			return a, false
		}
		a[i], b = byte(v), b[n:]
		if i < 3 {
			if len(b) == 0 || b[0] != '.' {
				return a, false
			}
			b = b[1:]
		}
	}
	return a, len(b) == 0
}

// parse6 reads eight groups of hexadecimal digits, a run of zeros as ::, and
// the last two as a.b.c.d.
//
// Note: netip.ParseAddr takes a string, which it keeps for its error: an
// allocation a value.
func parse6(b []byte) (a [16]byte, ok bool) {
	at, gap := 0, -1
	if bytes.HasPrefix(b, []byte("::")) {
		gap, b = 0, b[2:]
	}
	for len(b) > 0 {
		if at > 14 {
			return a, false
		}
		if v4, is4 := parse4(b); is4 && at <= 12 {
			at += copy(a[at:], v4[:])
			b = nil
			break
		}
		v, n := shape.HexGroup(b)
		if n == 0 {
			return a, false
		}
		binary.BigEndian.PutUint16(a[at:], v)
		at, b = at+2, b[n:]
		switch {
		case len(b) == 0:
		case bytes.HasPrefix(b, []byte("::")) && gap < 0:
			gap, b = at, b[2:]
		case b[0] == ':' && len(b) > 1:
			b = b[1:]
		default:
			return a, false
		}
	}
	if gap < 0 {
		return a, at == 16
	}
	if at == 16 {
		return a, false
	}
	tail := at - gap
	copy(a[16-tail:], a[gap:at])
	clear(a[gap : 16-tail])
	return a, true
}
