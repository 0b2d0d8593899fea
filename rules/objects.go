package rules

import "sanitize/dumpfmt/outside"

// objectChoices reads choices by kind of object, and default for the others.
func (p *parser) objectChoices(n *node, k OutsideKey, kind outside.Kind) {
	of := map[string]choice{}
	fields := map[string]func(*node){
		"default": func(n *node) { p.outside.choice[k] = p.outsideChoice(n, k) },
	}
	for _, object := range outside.ObjectKinds(kind) {
		fields[object] = func(n *node) { of[object] = p.outsideChoice(n, k) }
	}
	p.fields(n, k.String(), fields)
	p.outside.objects[k] = of
}

// of returns the choice of a key for a statement.
func (o *Outside) of(k OutsideKey, stmt []byte) choice {
	if len(o.objects[k]) > 0 {
		if c, ok := o.objects[k][outside.ObjectKind(stmt)]; ok {
			return c
		}
	}
	return o.choice[k]
}

// OutsideKeys returns the keys of [outside], in the order in which they are
// shown.
func OutsideKeys() []OutsideKey {
	keys := make([]OutsideKey, outsideKeys)
	for k := range keys {
		keys[k] = OutsideKey(k)
	}
	return keys
}

// Choice returns the value of a key.
func (o *Outside) Choice(k OutsideKey) string { return string(o.choice[k]) }

// Objects returns the choices of a key that hold for some kinds of objects
// alone, by kind: comments and security_labels may have such.
func (o *Outside) Objects(k OutsideKey) map[string]string {
	of := map[string]string{}
	for object, c := range o.objects[k] {
		of[object] = string(c)
	}
	return of
}
