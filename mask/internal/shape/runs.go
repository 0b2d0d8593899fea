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
	var p places
	h := p.runs(v)
	return s.placed(dst, v, &p, uint64(h)+tweak)
}

// runs takes a short value in ASCII apart, and returns the hash of what stays of it.
func (p *places) runs(v []byte) Hash {
	h := hashRuns
	for i := 0; i < len(v); i++ {
		switch k := classes[v[i]]; k {
		case 0:
			p.stay(i, v[i])
		case digit:
			from, end, whole := runAt(v, i)
			h = h.With(uint64(end-i)<<8 | uint64(from-i)<<1)
			for ; i < from; i++ {
				p.stay(i, '0')
			}
			for ; i < end; i++ {
				p.set(i, '0', 10)
			}
			if whole && from < end {
				p.set(from, '1', 9)
			}
			i--
		default:
			h = h.With(1)
			p.set(i, classFirst[k&3], classCount[k&3])
		}
	}
	return h
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
