package shape

// kind is what a value is: a family in the lowest bits, and above them what
// must not change within it. Values of two kinds never become each other.
type kind uint32

// The families.
const (
	plain    kind = iota
	kept          // it stays: it says nothing, or a boolean in words
	integer       // 0042, -17
	julian        // J2451187, which is a date
	decimal       // 1.50, 6.02e23
	moments       // 2024-02-29 13:37:00+01, 29/02/2024, 13:37
	months        // 2024-02
	hexed         // a UUID, a hardware address, bytes, any long hexadecimal
	inet4         // 192.0.2.17, 10.0.0.0/8
	inet6         // 2001:db8::17
	id            // cus_NffrFeUfNV2Hib: the prefix says whose it is
	order         // 2024-000123, INV-2023-0042, ORD20240117-55
	quantity      // 1.5 kg, 3 days
	monthly       // 5-Jan-2006

	list // 192.0.2.17, 2001:db8::17; red, green: of values of these kinds, and words
	code // MRN-0042, P00017: the letters say what is numbered

	span    // 08:00-16:30, [2024-01-01,2024-02-01), 3-8 °C; Mon 5:53 pm, v1.2.3
	checked // 4006381333931: the last digit checks the others
	vin     // the number of a vehicle
	bitted  // 00101101
	weekday // Mon

	familyBits = 5
	familyMask = 1<<familyBits - 1
)

// of returns the kind of a family that keeps what.
func (f kind) of(what uint32) kind { return f | kind(what)<<familyBits }

// keeps returns what of made it of.
func (k kind) keeps() uint32 { return uint32(k >> familyBits) }

// isWords reports whether values of k are words, or lists of words.
func (k kind) isWords() bool {
	return k&familyMask == plain || k&familyMask == list && k.keeps()&listWorded != 0
}

const longestKind = 128 // beyond it all values are plain

// listWorded is in the kind of a list with words.
const listWorded = 1

// A Hash tells tweaks from each other: FNV-1a of numbers and bytes.
type Hash uint64

// The beginnings of the tweaks of kinds; those of Text are FNV-1a's own.
const (
	hashInteger Hash = 0x9ae16a3b2f90404f + iota
	hashDecimal
	hashDay
	hashClock
	hashMonth
	hashHex
	hashInet
	hashCode
	hashHost
	hashRuns
	hashQuantity
	hashNamed
	hashPrefix
	hashChecked
	hashVIN
	hashWeekday
	hashSpan
	hashOrder
)

// With returns h and a number.
func (h Hash) With(n uint64) Hash { return (h ^ Hash(n)) * tweakPrime }

// Text returns h and ASCII, without regard to case.
func (h Hash) Text(v []byte) Hash {
	for _, c := range v {
		h = h.With(uint64(Lower(c)))
	}
	return h.With(1 << 8)
}
