package stream

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/mask/internal/sip"
)

// TestMemo: what was seen before does not change what comes out.
func TestMemo(t *testing.T) {
	s, fresh := New([]byte("secret"), &[sip.KeySize]byte{1}), New([]byte("secret"), &[sip.KeySize]byte{1})
	for i := range 20 << seenBits {
		v := []byte(strings.Repeat("x", i%40) + fmt.Sprint(i%700))
		s.digest(TagValue, v)
		if fresh.hmac(TagValue, v); s.sum != fresh.sum {
			t.Fatalf("%q: a digest depends on those before it", v)
		}
	}
}

// TestStream: digits and letters come out alike often.
func TestStream(t *testing.T) {
	const draws = 1 << 20
	for _, n := range []uint32{2, 10, 18, 26, 83} {
		s := New([]byte("secret"), &[sip.KeySize]byte{1})
		s.Seed([]byte("stream"))
		count := make([]float64, n)
		for range draws {
			count[s.Below(n)]++
		}
		want, chi := float64(draws)/float64(n), 0.0
		for _, c := range count {
			chi += (c - want) * (c - want) / want
		}
		// The mean of chi square is n-1, its deviation sqrt(2(n-1)).
		if limit := float64(n) + 6*float64(n); chi > limit {
			t.Errorf("Below(%d): chi square is %.0f, want less than %.0f", n, chi, limit)
		}
	}
	s := New([]byte("secret"), &[sip.KeySize]byte{1})
	s.Seed([]byte("numbers"))
	for range 10000 {
		if v := s.Other(7, 5, 9); v == 7 || v < 5 || v > 9 {
			t.Fatalf("Other(7, 5, 9) = %d", v)
		}
	}
}

// TestQuick: the streams of two values, of two tags, of two rounds and of two keys
// are four, and one is what it was, however much is drawn of it.
func TestQuick(t *testing.T) {
	const words = 40
	draw := func(key byte, tag Tag, v string, rounds int) [words]uint64 {
		s := New([]byte("secret"), &[sip.KeySize]byte{key})
		s.Round = rounds
		s.Quick(tag, []byte(v))
		var out [words]uint64
		for i := range out {
			out[i] = s.Uint64()
		}
		return out
	}
	first := draw(1, TagRow, "17", 0)
	if again := draw(1, TagRow, "17", 0); again != first {
		t.Error("a stream is another when it is drawn again")
	}
	for name, other := range map[string][words]uint64{
		"value": draw(1, TagRow, "18", 0), "tag": draw(1, TagPart, "17", 0), "round": draw(1, TagRow, "17", 1), "key": draw(2, TagRow, "17", 0),
	} {
		seen := map[uint64]bool{}
		for _, w := range append(first[:], other[:]...) {
			seen[w] = true
		}
		if len(seen) != 2*words {
			t.Errorf("the stream of another %s shares %d words", name, 2*words-len(seen))
		}
	}
}
