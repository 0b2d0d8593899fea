package main

import (
	"fmt"
	"strconv"
	"strings"
)

// shard is the value of --shard: which part, of how many. The zero value is the
// whole.
type shard struct{ part, of int }

// UnmarshalText reads I/N, or I+1/N from what counts its machines from 0.
func (s *shard) UnmarshalText(text []byte) error {
	part, of, ok := strings.Cut(string(text), "/")
	part, fromZero := strings.CutSuffix(part, "+1")
	i, err := strconv.Atoi(part)
	if fromZero {
		i++
	}
	n, err2 := strconv.Atoi(of)
	if !ok || err != nil || err2 != nil || i < 1 || n < i || n > maxShards {
		return fmt.Errorf("want I/N, part I of N, such as 1/4, with N at most %d", maxShards)
	}
	*s = shard{i, n}
	return nil
}

const maxShards = 10000
