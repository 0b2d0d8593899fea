package mask

var urlSpec = Spec{
	Name: "url", Family: "keyed",
	Summary: "a URL of the same form, at a host that nobody has", Makes: "text",
	Params: []Param{
		{Name: "keep_host", Kind: BoolParam, Default: "false", Help: "true keeps host and port"},
		{Name: "keep_path", Kind: BoolParam, Default: "false", Help: "true keeps the path; query and fragment are masked all the same"},
		seedColumn,
	},
	Kinds: textKinds, Class: Distinct, Example: "https://ann:pw@shop.example.com/u/ann?id=17", On: anyText, make: makeURL, formed: true,
	Notes: []string{
		"Keeps scheme, port, length, case and marks; a host, and each segment of a path, is the same wherever it comes, and a host is that of the addresses there.",
		"Segments are one to one; two hosts may share a pseudonym by accident.",
		"Who knows how often a host or a path comes can tell the commonest.",
	},
}

func makeURL(b *build) (Mask, error) {
	u := &url{b.flag("keep_host", false), b.flag("keep_path", false)}
	if u.host && u.path {
		return nil, paramError("keep_path", "keep_host and keep_path together keep nearly all of a URL; choose one")
	}
	class := Distinct
	if b.str("key", "") != "" {
		class = Lossy
	}
	m := b.keyed(u, class)
	m.traits.Folds = true
	m.fixed = !u.host && !u.path // else, where all was kept, a second round keeps nothing
	return m, nil
}
