package mask

import "slices"

// all is the catalogue, a line or more to a family. Each Spec stands beside its
// constructor. No file below this one needs it: a mask that makes others gets the
// catalogue with its build.
var all = catalogue{byElement: elementwise, specs: []*Spec{
	&keepSpec, &nullSpec, &setSpec, &emptySpec, &redactSpec,
	&hashSpec, &uuidSpec, &emailSpec, &usernameSpec, &nameSpec, &firstNameSpec, &lastNameSpec,
	&phoneSpec, &ipSpec, &macSpec, &urlSpec, &companySpec, &streetSpec, &citySpec, &postcodeSpec,
	&countrySpec,
	&creditCardSpec, &ibanSpec, &ssnSpec,
	&scrambleSpec, &permuteSpec, &partialSpec, &fpeSpec,
	&textSpec, &regexpSpec, &templateSpec,
	&choiceSpec,
	&noiseSpec, &roundSpec, &bucketSpec,
	&dateShiftSpec, &dateTruncateSpec,
	&bcryptSpec,
	&jsonSpec, &arraySpec, &hstoreSpec, &compositeSpec, &bytesSpec,
}}

// Catalog returns all masks, by family. The slice is the caller's; what the
// Specs refer to is not to be changed.
func Catalog() []Spec {
	specs := make([]Spec, len(all.specs))
	for i, s := range all.specs {
		specs[i] = *s
	}
	return specs
}

// Lookup returns the Spec of a mask's name. It is a copy.
func Lookup(name string) (*Spec, bool) {
	s, ok := all.find(name)
	if !ok {
		return nil, false
	}
	found := *s
	return &found, true
}

// New returns the mask of that name for a type. k is the root key: New derives
// from it by the mask's name, or by the parameter domain_key. Where a parameter
// is at fault, the error is a *ParamError.
func New(name string, k *Key, t Type, p Params) (Mask, error) { return all.new(name, k, t, p) }

// Default returns the name of the mask for a column of type t that no rule
// names. It is false where none would do.
func Default(t Type) (name string, ok bool) {
	switch {
	case t.Kind == Unknown:
		return "", false
	case t.Labels != nil && t.Kind != Enum:
		return "scramble", true
	}
	switch t.Kind {
	case Enum:
		return "scramble", len(t.Labels) > 0
	case Date, Timestamp, TimestampTZ:
		return "date_shift", true
	case UUID:
		return "uuid", true
	case Inet, CIDR:
		return "ip", true
	case MAC:
		return "mac", true
	case Array:
		if t.Elem == nil {
			return "", false
		}
		return Default(*t.Elem)
	case Range, Multirange:
		return "scramble", t.Elem != nil && t.Elem.Kind != Unknown
	case Composite:
		return "scramble", defaultFields(t.Fields)
	}
	return "scramble", true
}

func defaultFields(fields []Field) bool {
	return !slices.ContainsFunc(fields, func(f Field) bool {
		_, ok := Default(f.Type)
		return !ok
	})
}
