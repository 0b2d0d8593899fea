package words

// Of a column that is boolean its type says that it holds no value of its own. In JSON
// there is no type, and a key that is not known may be what a doctor ticks: so true and
// false stay under words for how a program is set, and what it did, alone.

// switches are such words. None is said of a body, a belief or a life.
const switches = `ok okay beta alpha captured retry livemode sms push sso mfa 2fa saml ldap oauth scim api rest graphql webhook webhooks newsletter digest
	two factor compact dark light collapsed expanded sidebar menu toolbar renew autorenew renewal autoplay autosave autocomplete mute muted sound sounds
	subscribe marketing tos tracking analytics telemetry refunded shipped delivered error errors done final test debug verbose external starred spam bot online
	offline available stock prorated prorate partial express gift hazard hazardous fragile export import audit log logs logging https http ssl tls
	cached cache async sync synced overwrite recursive strict production staging gzip compress compressed compression encrypted encryption signed animated
	javascript touch retina cancel canceled cancelled closed open opened clicked paused running scheduled premium included inclusive fullscreen
	landscape secure wholesale digital virtual downloadable backorder backorders sold individually sale purchasable taxed browser desktop tablet web slack
	email emails mail phone mobile fax app apps notification notifications alert alerts reminder reminders vibrate cart checkout invoice invoices payment payments
	maintenance feature features search indexed noindex nofollow robots rss sitemap editable experimental deprecated upgrade update updates processed
	autopilot autostart startup shutdown popup tooltip tooltips animations shortcuts wizard tutorial tour onboarding beacon cors csrf cdn proxy websocket`

// besides are words that stand before and behind them: email_enabled, show_menu.
const besides = "is has can on off in at of to the use uses used allow allowed allows show hide auto enable enabled enables disable send receive require required requires only mode by for period end default now"

var switchWords, besideWords = wordSet(switches), wordSet(besides)

// isSwitch reports whether a key behind that of what it is in is made of switches.
func isSwitch(parent, key string) bool {
	n, found := split(key), false
	for i, start := range n.starts[:len(n.starts)-1] {
		w := n.letters[start:n.starts[i+1]]
		switch {
		case switchWords()[w]:
			found = true
		case !besideWords()[w]:
			return false
		}
	}
	return found && !isPrivate(parent)
}

// isPrivate reports whether all that is under a key is of somebody's body, belief or life.
func isPrivate(key string) bool {
	return key != "" && (anyTable().Column(key, Text).Class == Sensitive || sickTable().Column(key, Text).Class == Sensitive)
}
