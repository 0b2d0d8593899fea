package detect

// matcher looks for a finding around text[i], a byte that has set it off. The
// finding begins at lo or later and ends behind i; a zero End is none.
type matcher func(text []byte, lo, i int) Finding

// trigger is a class of bytes that set off the same matchers.
type trigger uint8

const (
	nothing trigger = iota
	onDigit
	onAt
	onPlus
	onBracket
	onColon
	onDollar
	onUnderscore
	onDash
	onDot
	onEquals
	onUpperA
	onUpperB
	onUpperJ
	onUpperS
	triggers
)

// triggerOf is asked for each byte, so it holds as few bytes as can be: those
// that are rare in texts and that no value of a kind can do without.
var triggerOf = [256]trigger{
	'0': onDigit, '1': onDigit, '2': onDigit, '3': onDigit, '4': onDigit,
	'5': onDigit, '6': onDigit, '7': onDigit, '8': onDigit, '9': onDigit,
	'@': onAt, '+': onPlus, '(': onBracket, ':': onColon, '$': onDollar,
	'_': onUnderscore, '-': onDash, '.': onDot, '=': onEquals, 'A': onUpperA, 'B': onUpperB, 'J': onUpperJ, 'S': onUpperS,
}

// matchers are tried in this order; the first finding counts.
var matchers = [triggers][]matcher{
	onDigit:      {number},
	onAt:         {email},
	onPlus:       {phonePlus},
	onBracket:    {phoneBracket},
	onColon:      {credentials, ipv6, telegram, passFile},
	onDollar:     {crypt, scram},
	onUnderscore: {token},
	onDash:       {privateKey, token},
	onDot:        {token},
	onEquals:     {pair},
	onUpperA:     {token},
	onUpperB:     {bearer},
	onUpperJ:     {jwt},
	onUpperS:     {token},
}

// next returns the first finding in text that begins at lo or later.
func next(text []byte, lo int) (Finding, bool) {
	for i := lo; i < len(text); i++ {
		on := triggerOf[text[i]]
		if on == nothing {
			continue
		}
		for _, match := range matchers[on] {
			if f := match(text, lo, i); f.End > i {
				return f, true
			}
		}
		if on == onDigit { // only the first digit of a run sets off
			for i+1 < len(text) && isDigit(text[i+1]) {
				i++
			}
		}
	}
	return Finding{}, false
}
