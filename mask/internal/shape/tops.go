package shape

import "strings"

// tops are the labels that stand last in most hosts: all codes of countries, and those of
// three letters and more that are in common use on the Internet
// (https://data.iana.org/TLD/tlds-alpha-by-domain.txt) or within networks.
var tops = func() map[string]bool {
	all := map[string]bool{}
	for top := range strings.FieldsSeq(topsOfCountries + topsOfAll + topsWithin) {
		all[top] = true
	}
	return all
}()

// longestTop is how long they are at most.
const longestTop = 13

const topsOfCountries = `
	ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz
	ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu
	fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu
	id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly
	ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz
	om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz
	tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw `

const topsOfAll = `
	com net org edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel cat asia post xxx
	app dev page xyz online site website shop store tech cloud blog club live news media email agency company group
	ltd inc llc gmbh digital design studio systems solutions services software network host hosting space world today
	life love fun top vip win bid icu cyou work works zone academy school university college health care clinic dental
	doctor hospital finance bank insurance legal law lawyer consulting marketing expert global international energy eco
	bio green farm garden food restaurant cafe bar pub pizza beer wine coffee kitchen recipes hotel holiday tours flights
	taxi cab car cars auto bike house homes land apartments properties rent immo immobilien haus berlin hamburg koeln
	cologne bayern wien paris london nyc tokyo amsterdam moscow swiss africa art photo photos photography pics gallery
	video film movie music audio radio game games play casino bet poker sport football tennis golf fit fitness yoga
	fashion style beauty hair gold jewelry watch gift gifts toys baby kids family wedding church faith charity foundation
	ngo ong community social chat dating singles sexy adult porn sex review reviews guide directory wiki guru ninja rocks
	one red blue black pink plus new now link click help support run tools codes engineering science center institute
	education training mba vet pet dog fish horse market trade trading exchange capital ventures fund money cash loan
	loans credit tax accountant construction builders contractors plumbing lighting furniture tires repair rentals
	delivery express supply supplies parts industries partners holdings enterprises team `

const topsWithin = `local lan internal intranet corp home localdomain onion alt test example invalid`

// isTop reports whether a label is one of those that stand last in hosts, or one that is
// encoded or beyond ASCII (RFC 5890).
func isTop(label []byte) bool {
	if len(label) > 4 && Lower(label[0]) == 'x' && Lower(label[1]) == 'n' && label[2] == '-' && label[3] == '-' {
		return true
	}
	if len(label) > longestTop {
		return false
	}
	var low [longestTop]byte
	for i, c := range label {
		if c >= 0x80 {
			return true
		}
		low[i] = Lower(c)
	}
	return tops[string(low[:len(label)])]
}
