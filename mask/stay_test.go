package mask

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// forms are patterns of texts: # is a digit, 1 one that is not 0, h a hexadecimal
// digit, a and A are letters. Each has thousands of values.
var forms = []string{
	// numbers, with leading zeros, signs, points, exponents, and in groups
	"1###", "1####", "1#####", "1######", "1#######", "1########", "1#########", "1##########", "1###########",
	"1############", "1#############", "1##############", "1###############", "1################", "1##################", "1###################",
	"0####", "0#####", "0######", "0#######", "0########", "0#########", "0##########", "0###########",
	"0############", "0#############", "0##############", "0###############", "00##########", "000##########", "0000########",
	"-1####", "+1####", "-1############", "-0############", "+0############", "-1#############",
	"1#.####", "1##.#####", "-1#.######", "0.#####", "1####.##", "1###.####", "1,###.##", "1.###,##", "1#,###,###", "1 ### ###", "1#####,##", "1.###e+05", "1.####E-03",
	"$1,###.##", "€1.###,##", "1###.## EUR", "USD 1###.##", "1###.##%", "1#.###%", "0.####%",
	// with check digits
	"400638133####", "978-3-16-######-#", "97830615####1", "0-80-######-#", "01########1", "4111 1111 #### ####", "4111-1111-####-####", "49015420######1", "1HGCM826#3A######", "WVWZZZ1JZ#W######",
	"DE1########", "ATU########", "BE0#########", "FR##1########", "IT###########", "NL#########B01", "PL##########", "GB#########", "ESA########",
	// days, moments, and two of them; the space of a day is a year
	"2024-03-17 1#:##:##.######", "2024-03-17T1#:##:##.###Z", "17.03.2024 1#:##:##.######", "17/03/24 1#:##:##.######", "1#:##:##.######", "0#:##:##.######", "1#:##:##.### pm", "2024-03-17 1#:##:##.###### Europe/Berlin",
	"[2024-01-05 10:1#:##,2024-01-05 11:1#:##)", "1#:##:##-1#:##:##", "[1###,5###)", "(1#.###,7#.###]", "1###-5###", "1### - 5###", "1###..5###", "1##.###/8#.###",
	"17000##1####", "1700000#####1", "17000#####1##", "160#######", "17########",
	// identifiers and codes
	"hhhhhhhh-hhhh-4hhh-ahhh-hhhhhhhhhhhh", "hhhhhhhhhhhhhhhh", "0xhhhhhhhh", "#hhhhhh", "pi_hhhhhhhhhhhh", "req-hhhhhhhhhhhh", "cus_aA#aA#aA#", "ORD-2024-####", "ORD-#####", "ORD0####", "SKU-#####", "X-#####", "AB####", "AB-#### C", "MRN 0####",
	"INV/2024/0####", "1##-##-####", "1#-####-#", "A##-B##-C##", "aa-####-aa", "AA###AA", "A##AAA", "K1A-####", "v1.##.###", "1#.##.###.#",
	// places, networks and the like
	"5#.######,1#.######", "5#.######, -1#.######", "POINT(1#.#### 5#.####)", "(1#.###,5#.###)", "10.1#.2##.1#", "1#.2#.3#.4#/32", "2001:db8:hhhh:hhhh::1", "hh:hh:hh:hh:hh:hh", "08-00-2b-hh-hh-hh",
	"+49 1## #######", "(1##) ###-####", "0## ### ####", "+1-###-###-####",
	// quantities and lists
	"1### kg", "1###.## m²", "1###x###x###", "1####V", "1###/min", "1#d ##h ##m ##s", "PT1#H##M##S", "1##,2##,3##", "1##;2##;3##", "{1##,2##,3##}", "1##|2##|3##", "a=1####", "aaaa: 1####", "aaaa aaaa 1####",
}

// fill returns a text of a form.
func fill(rng *rand.Rand, form string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '#':
			return '0' + rng.Int32N(10)
		case '1':
			return '1' + rng.Int32N(9)
		case 'h':
			return rune("0123456789abcdef"[rng.IntN(16)])
		case 'a':
			return 'a' + rng.Int32N(26)
		case 'A':
			return 'A' + rng.Int32N(26)
		}
		return c
	}, form)
}

// TestFewStay: of a form that has thousands of values hardly one stays what it is,
// whatever its kind keeps: a mask that finds no other value of the kind would leave it
// in clear.
func TestFewStay(t *testing.T) {
	const n = 300
	rng := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"scramble", "text"} {
		m := newText(t, name)
		for _, form := range forms {
			var stay []string
			for range n {
				in := fill(rng, form)
				out, err := m.Append(nil, []byte(in), nil)
				if err != nil {
					t.Fatalf("%s of %s: %v", name, in, err)
				}
				if string(out) == in {
					stay = append(stay, in)
				}
			}
			if len(stay) > n/60 {
				t.Errorf("%s leaves %d of %d texts of the form %s as they are: %s …", name, len(stay), n, form, fmt.Sprint(stay[:3]))
			}
		}
	}
}
