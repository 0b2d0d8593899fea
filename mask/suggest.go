package mask

import "sanitize/mask/internal/shape"

// Suggest returns the candidate that name was most likely meant to be, or "" if
// none is near: at most a third of its letters, and never all, are wrong.
func Suggest(name string, candidates []string) string {
	best, found := max(1, len(name)/3)+1, ""
	for _, c := range candidates {
		if d := distance(name, c); d < best && d < len(c) && d < max(2, len(name)) {
			best, found = d, c
		}
	}
	return found
}

// distance returns the number of bytes to insert, delete, change or swap with
// their neighbour that turns a into b, without regard to the case of ASCII
// letters.
func distance(a, b string) int {
	prev, cur, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range cur {
		cur[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if shape.Lower(a[i]) == shape.Lower(b[j]) {
				cost = 0
			}
			next[j+1] = min(cur[j]+cost, cur[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && shape.Lower(a[i]) == shape.Lower(b[j-1]) && shape.Lower(a[i-1]) == shape.Lower(b[j]) {
				next[j+1] = min(next[j+1], prev[j-1]+1)
			}
		}
		prev, cur, next = cur, next, prev
	}
	return cur[len(b)]
}

// didYouMean returns `, did you mean "x"?`, or "" where nothing is near.
func didYouMean(name string, candidates []string) string {
	if s := Suggest(name, candidates); s != "" {
		return `, did you mean "` + s + `"?`
	}
	return ""
}
