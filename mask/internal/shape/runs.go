package shape

// The numbers within a short text, as of SN000123, 0171/2345 and B-17, are read
// by themselves: they keep their leading zeros and get none. So a zero stays one,
// and no other digit becomes one, but for a lone digit behind a letter, which is
// a part of a word.

// hasRuns is 1 where a short value in ASCII has digits, and else 0.
func hasRuns(v []byte) uint32 {
	if len(v) > longestCode {
		return 0
	}
	has := uint32(0)
	for _, c := range v {
		if c >= 0x80 {
			return 0 // it has several spellings, of several lengths
		}
		if isDigit(c) {
			has = 1
		}
	}
	return has
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// runs is Tweaked for what hasRuns is 1 of.
func (s *Shaper) runs(dst, v []byte, tweak uint64) []byte {
	p, h := s.room.runs(v)
	return s.placed(dst, v, p, uint64(h)+tweak)
}

// runs takes a short value in ASCII apart. h is the hash of what stays of it.
func (r *room) runs(v []byte) (p places, h Hash) {
	n, h := 0, hashRuns
	for i := 0; i < len(v); i++ {
		switch k := classes[v[i]]; k {
		case 0:
		case digit:
			from, end, whole := runAt(v, i)
			h = h.With(uint64(end-i)<<8 | uint64(from-i)<<1)
			if i = from; whole && i < end {
				r.set(n, i, v[i], '1', 9)
				n, i = n+1, i+1
			}
			for ; i < end; i++ {
				r.set(n, i, v[i], '0', 10)
				n++
			}
			i--
		default:
			h = h.With(1)
			r.set(n, i, v[i], classFirst[k&3], classCount[k&3])
			n++
		}
	}
	return r[:n], h
}

// runAt returns where the digits that are permuted of the number at i begin and
// end. whole says that the first of them is not to become 0.
func runAt(v []byte, i int) (from, end int, whole bool) {
	from, end = i, i+DigitsAt(v, i)
	whole = end-i > 1 || i == 0 || !IsLetter(v[i-1])
	for whole && from < end && v[from] == '0' {
		from++
	}
	return from, end, whole
}
