package mask

// algo is how a mask makes a value. It appends the masked form of src to dst,
// drawing from s, which it must seed.
type algo interface {
	append(dst, src []byte, s *scratch) ([]byte, error)
}

// maxRounds bounds the search for an output that is not the input. It is never
// reached where another output exists.
const maxRounds = 64
