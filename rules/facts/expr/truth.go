package expr

// Truth is the value of a condition. PostgreSQL takes a row unless it is False.
type Truth int8

// The truths, in the order in which AND takes the least and OR the greatest.
const (
	False   Truth = iota - 1
	Unknown       // NULL, or not known here
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

func and(a, b Truth) Truth { return min(a, b) }
func or(a, b Truth) Truth  { return max(a, b) }

// truths is a set of truths.
type truths uint8

func only(t Truth) truths { return 1 << (t + 1) }

const anyTruth truths = 7

func (s truths) contains(t Truth) bool { return s&only(t) != 0 }

// combine returns what op makes of any of s with any of t.
func (s truths) combine(t truths, op func(a, b Truth) Truth) truths {
	var out truths
	for a := False; a <= True; a++ {
		for b := False; b <= True; b++ {
			if s.contains(a) && t.contains(b) {
				out |= only(op(a, b))
			}
		}
	}
	return out
}
