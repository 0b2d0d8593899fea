package stream

import (
	"fmt"
	"strings"
	"testing"
)

// TestMemo: what was seen before does not change what comes out.
func TestMemo(t *testing.T) {
	s, fresh := New([]byte("secret")), New([]byte("secret"))
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
		s := New([]byte("secret"))
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
	s := New([]byte("secret"))
	s.Seed([]byte("numbers"))
	for range 10000 {
		if v := s.Other(7, 5, 9); v == 7 || v < 5 || v > 9 {
			t.Fatalf("Other(7, 5, 9) = %d", v)
		}
	}
}
