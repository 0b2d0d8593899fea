package mask

// namedMasks are the masks that keys may ask for: those that make something else of
// a text than scramble, and something of any text.
var namedMasks = [...]string{"name", "first_name", "last_name", "username", "company", "phone", "street", "city", "postcode", "iban"}

// jsonNames returns what the keys in values of b's type say, nil where nobody tells.
func (b *build) jsonNames() (*jsonNames, error) {
	if b.typ.Named == nil {
		return nil, nil
	}
	n := &jsonNames{named: b.typ.Named, masks: map[string]Mask{}}
	for _, name := range namedMasks {
		m, err := b.delegate(name, Type{Kind: Text, Name: "text"})
		if err != nil {
			return nil, err
		}
		if m.Traits().Class == Injective || !b.typ.Apart {
			n.masks[name] = m
		}
	}
	n.found.Store(&map[string]*said{})
	return n, nil
}

// named appends what m makes of the JSON string v.
func (s *scratch) named(dst, v []byte, m Mask) ([]byte, error) {
	text, ascii := s.unquoted(v)
	out, err := m.Append(s.out[:0], text, nil)
	if err != nil {
		return dst, err
	}
	s.out = out
	return appendQuoted(dst, out, ascii), nil
}
