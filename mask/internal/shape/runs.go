package shape

// The numbers within a short text, as of SN000123, 0171/2345 and B-17, are read
// by themselves: they keep their leading zeros and get none. So a zero stays one,
// and no other digit becomes one, but for a lone digit behind a letter, which is
// a part of a word.

// longestCode is how long a text is whose numbers may be read by themselves.
const longestCode = 32

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
	num, rad := s.Numerals(len(v))
	n, h := 0, hashRuns
	for i := 0; i < len(v); i++ {
		k := classes[v[i]]
		switch {
		case k == 0:
			continue
		case k != digit:
			h = h.With(1)
			num[n], rad[n] = uint16(v[i]-classFirst[k&3]), 26
			n++
			continue
		}
		from, end, whole := runAt(v, i)
		h = h.With(uint64(end-i)<<8 | uint64(from-i)<<1)
		for j := from; j < end; j++ {
			num[n], rad[n] = uint16(v[j]-'0'), 10
			if j == from && whole {
				num[n], rad[n] = num[n]-1, 9
			}
			n++
		}
		i = end - 1
	}
	s.Permute(num[:n], rad[:n], uint64(h)+tweak)
	return appendRuns(dst, v, num)
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

// appendRuns appends v with the letters and digits that num tells.
func appendRuns(dst, v []byte, num []uint16) []byte {
	n := 0
	for i := 0; i < len(v); i++ {
		k := classes[v[i]]
		if k != digit {
			c := v[i]
			if k != 0 {
				c = classFirst[k&3] + byte(num[n])
				n++
			}
			dst = append(dst, c)
			continue
		}
		from, end, whole := runAt(v, i)
		dst = append(dst, v[i:from]...)
		for j := from; j < end; j++ {
			d := byte(num[n])
			if j == from && whole {
				d++
			}
			dst = append(dst, '0'+d)
			n++
		}
		i = end - 1
	}
	return dst
}
