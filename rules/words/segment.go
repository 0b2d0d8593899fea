package words

// A name is cut into terms along the cheapest way through it. A term is a
// phrase of the dictionary that begins and ends where words do, or, within a
// word that is no phrase itself, one of several phrases that cover the word to
// its end. What is neither is one unknown term.
//
// A word costs the same, however long; within a word short phrases cost more,
// so that valid is not "val id" unless nothing else fits; an unknown word costs
// more than any reading of it. Of two readings that cost the same the one holds
// that has more to protect: blood_group_type is a type of blood group.

const (
	wordCost     = 40
	innerCost    = 10  // for a phrase within a word
	shortCost    = 30  // for each letter that it has less than four
	unknownCost  = 600 // for a word that is not known
	partCost     = 400 // for the part of one that is not, beside one that is
	guardBonus   = 1   // off the cost of a secret or sensitive phrase
	wordsAtOnce  = 5   // the words of the longest phrase
	shortestPart = 5   // letters of a phrase beside a part that is not known
)

// A way is the cheapest reading of the letters up to an offset.
type way struct {
	cost int
	from int
	word word
	ok   bool
}

// terms reads a name. Numbers that belong to no phrase are left out.
func (b *book) terms(s string) []word {
	n := split(s)
	ways := make([]way, len(n.letters)+1)
	ways[0].ok = true
	for i, start := range n.starts[:len(n.starts)-1] {
		end := n.starts[i+1]
		if !b.whole(n, i, ways) {
			b.within(n.letters[:end], start, ways)
		}
		to(ways, start, end, unknownCost, word{text: n.letters[start:end]})
	}
	return trace(ways)
}

// to notes a way of a cost from one offset to another if it is the cheapest.
func to(ways []way, from, end, cost int, w word) {
	cost += ways[from].cost
	if w.role == secret || w.role == sensitive {
		cost -= guardBonus
	}
	if !ways[end].ok || cost < ways[end].cost {
		ways[end] = way{cost, from, w, true}
	}
}

// whole tries the phrases of one and of several words that begin at word i,
// and reports whether the word is a phrase itself, which no reading within it
// can beat.
func (b *book) whole(n name, i int, ways []way) (alone bool) {
	start := n.starts[i]
	for j := i + 1; j < len(n.starts) && j <= i+wordsAtOnce; j++ {
		end := n.starts[j]
		if end-start > b.longest+2 {
			break
		}
		if w, ok := b.find(n.letters[start:end]); ok {
			to(ways, start, end, wordCost, w)
			alone = alone || j == i+1
		}
	}
	return alone
}

// within reads the word that begins at start as several phrases.
func (b *book) within(letters string, start int, ways []way) {
	if len(letters)-start < 5 || digit(letters[start]) {
		return
	}
	for from := start; from < len(letters); from++ {
		if !ways[from].ok {
			continue
		}
		w := walk{0, len(b.keys), 0}
		for end := from + 1; end <= len(letters); end++ {
			var ok bool
			if w, ok = b.step(w, letters[end-1]); !ok {
				break
			}
			if b.ends(w) && joinable(letters[from:end], from == start) {
				to(ways, from, end, inner(end-from), b.words[w.lo])
				if plural := end + 1; plural < len(letters) && letters[end] == 's' && end-from > 3 {
					to(ways, from, plural, inner(plural-from)+innerCost, b.words[w.lo])
				}
			}
		}
		b.lastPlural(letters, from, ways)
	}
	b.guardedEnd(letters, start, ways)
	b.sensitiveStart(letters, start, ways)
}

// guardedEnd reads a word of which the beginning is not known and the end is
// something personal or secret: mwemail, shiptozipcode. It goes last, so that
// nothing else goes on behind a beginning that is not known.
func (b *book) guardedEnd(letters string, start int, ways []way) {
	for from := start + 1; from+shortestPart <= len(letters); from++ {
		i, ok := b.index[letters[from:]]
		if !ok || endings[letters[from:]] {
			continue
		}
		if w := b.words[i]; w.role == personal || w.role == secret || w.role == sensitive {
			to(ways, start, from, partCost, word{text: letters[start:from]})
			to(ways, from, len(letters), inner(len(letters)-from), w)
			return
		}
	}
}

// endings are words that end others, too: -ity in Portuguese, any word before name.
var endings = map[string]bool{"idade": true, "lname": true, "fname": true, "nname": true, "vname": true, "mname": true}

// sensitiveStart reads a word that begins with something sensitive and goes on
// with what is not known, as German compounds do: behinderungszuschuss.
func (b *book) sensitiveStart(letters string, start int, ways []way) {
	for end := len(letters) - 1; end-start >= shortestPart+2; end-- {
		i, ok := b.index[letters[start:end]]
		if ok && b.words[i].role == sensitive {
			to(ways, start, end, inner(end-start), b.words[i])
			to(ways, end, len(letters), partCost, word{text: letters[end:]})
			return
		}
	}
}

// joinable reports whether a phrase may stand within a word, and not only be
// one. Of those of two letters few do, or else formato were "for ma to"; some
// of three are endings of too many other words.
func joinable(phrase string, first bool) bool {
	switch phrase {
	case "id", "ip", "of", "no", "nr":
		return true
	case "is":
		return first
	case "est", "ist", "tem", "age", "man", "tin", "sti", "pan", "nin", "nip", "pis", "dod", "rol", "hat", "can", "mel", "cap", "use", "vin", "cab", "sex", "tan", "hide", "must", "need", "race", "does", "tier", "nname", "vname":
		return false
	}
	return len(phrase) > 2
}

// lastPlural tries the rest of a word as the plural of a phrase.
func (b *book) lastPlural(letters string, from int, ways []way) {
	for _, key := range singulars(letters[from:]) {
		if len(key) < 4 {
			continue
		}
		if w, ok := b.find(key); ok {
			to(ways, from, len(letters), inner(len(key)), w)
			return
		}
	}
}

func inner(length int) int {
	return wordCost + innerCost + shortCost*max(0, 4-length)
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// trace collects the terms of the cheapest way, first to last.
func trace(ways []way) []word {
	count := 0
	for at := len(ways) - 1; at > 0; at = ways[at].from {
		count++
	}
	out := make([]word, count)
	for at := len(ways) - 1; at > 0; at = ways[at].from {
		count--
		out[count] = ways[at].word
	}
	kept := out[:0]
	for _, w := range out {
		if w.role != none || w.text != "" && !digit(w.text[0]) {
			kept = append(kept, w)
		}
	}
	return kept
}
