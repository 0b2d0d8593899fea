package mask

// String returns the class in lower case.
func (c Class) String() string { return [...]string{"lossy", "distinct", "injective"}[c] }
