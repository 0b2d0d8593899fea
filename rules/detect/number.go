package detect

// maxGroups and maxDigits bound a number. A French NIR has the most groups.
const (
	maxGroups = 8
	maxDigits = 24
)

// digits is a number as it stands in a text: groups of digits with one mark
// between two of them.
type digits struct {
	n     int              // groups
	form  uint64           // the number of digits of each, a byte each, the last one lowest
	sep   [maxGroups]byte  // what stands before each; 0 before the first
	len   [maxGroups]uint8 // digits of each
	upto  [maxGroups]uint8 // digits up to its end
	end   [maxGroups]int   // where each ends in the text
	all   [maxDigits]byte  // the digits
	total int              // how many
}

// read reads the groups from text[i] on, a digit.
func (d *digits) read(text []byte, i int) {
	for sep := byte(0); d.n < maxGroups; i++ {
		end := run(text[:min(len(text), i+maxDigits+1)], i, digit)
		if d.total+end-i > maxDigits {
			return
		}
		d.total += copy(d.all[d.total:], text[i:end])
		d.form = d.form<<8 | uint64(end-i)
		d.len[d.n], d.sep[d.n], d.end[d.n], d.upto[d.n] = uint8(end-i), sep, end, uint8(d.total)
		d.n++
		i = end
		if i+1 >= len(text) || !isDigit(text[i+1]) {
			return
		}
		if sep = text[i]; !isMark(sep) {
			return
		}
	}
}

// isMark reports whether c may stand between two groups.
func isMark(c byte) bool { return c == ' ' || c == '-' || c == '.' || c == '/' }

// shape reports whether the first n groups have the lengths that are the bytes
// of form, and one and the same mark of marks between them.
func (d *digits) shape(marks string, n int, form uint64) bool {
	if d.n < n || d.form>>(8*(d.n-n)) != form {
		return false
	}
	for i := 2; i < n; i++ {
		if d.sep[i] != d.sep[1] {
			return false
		}
	}
	return n == 1 || contains(marks, d.sep[1])
}

// stops reports whether the number can end behind group i.
func (d *digits) stops(text []byte, i int) bool { return !goesOn(text, d.end[i]) }

func contains(s string, c byte) bool {
	for i := range len(s) {
		if s[i] == c {
			return true
		}
	}
	return false
}

// number finds what begins with, or around, the first digit of a run, text[i].
func number(text []byte, lo, i int) Finding {
	if i > lo && (isWord(text[i-1]) || text[i-1] == ' ') {
		if text[i] == '5' && text[i-1] == 'd' {
			return md5(text, lo, i)
		}
		if f := afterLetters(text, lo, i); f.End > 0 {
			return f
		}
	}
	if glued(text, i) {
		return Finding{}
	}
	// Most numbers are short and stand alone.
	end := run(text, i, digit)
	if end-i < 8 && (end+1 >= len(text) || !isMark(text[end]) || !isDigit(text[end+1])) {
		return Finding{}
	}
	var d digits
	d.read(text, i)
	if d.total >= 8 {
		if end := card(text, &d); end > 0 {
			return Finding{Card, i, end}
		}
		if end := national(text, &d); end > 0 {
			return Finding{NationalID, i, end}
		}
		if end := phone(text, &d); end > 0 {
			return Finding{Phone, i, end}
		}
	}
	return ipv4(text, i, &d)
}
