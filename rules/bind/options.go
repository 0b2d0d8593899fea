package bind

import (
	"sanitize/dumpfmt"
	"sanitize/mask"
	"sanitize/rules/policy"
)

// Options are the circumstances of a Binder.
type Options struct {
	Key *mask.Key // of the salt

	// Encoding is the dump's client_encoding, "" if it sets none. In others than
	// UTF8 a character may not come out as it went in.
	Encoding string

	// Marks gathers what the policy's rules, and the selectors of the command
	// line, have named. nil: marks of this Binder's own, without a selection.
	Marks *policy.Marks
	// Partial accepts rules and selectors that match nothing.
	Partial bool
	// DeferUnmatched leaves rules that match nothing to Binder.Unmatched, for a
	// stream of several databases. A schema without tables does so by itself:
	// a data-only dump shows its tables as it goes.
	DeferUnmatched bool
	// Lock makes an error of all that is not as it says. nil: there is none.
	Lock *Lock
}

// unicode reports whether the dump's text is UTF-8 for certain.
func (o *Options) unicode() bool {
	switch dumpfmt.CleanEncoding(o.Encoding) {
	case "", "UTF8", "UNICODE":
		return true
	}
	return false
}
