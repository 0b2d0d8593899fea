package words

import (
	"strings"
	"testing"
)

// leaf returns what OfKey says of parent.key in one word each.
func leaf(path string) string {
	parent, key, ok := strings.Cut(path, ".")
	if !ok {
		parent, key = "", path
	}
	l, said := OfKey(parent, key), []string{}
	for _, one := range []struct {
		word string
		is   bool
	}{{"mask=" + l.Mask, l.Mask != ""}, {"guards", l.Guards}, {"key", l.Key}, {"small", l.Key && l.Small}, {"words", l.Words}, {"counts", l.Counts}, {"flag", l.Flag}, {"moment", l.Moment}, {"place", l.Place}} {
		if one.is {
			said = append(said, one.word)
		}
	}
	return strings.Join(said, " ")
}

func TestKeysOfJSON(t *testing.T) {
	for want, paths := range map[string]string{
		"key":               "user_id head_id manager_id customerId shipment_id order.uuid room_id",
		"key small":         "id customer.id actor.id student_id memberId registration_id external_id",
		"mask=username key": "created_by",
		"words counts flag": "status order.status version http_status currency is_active",
		"counts":            "position page_size webhook.retries image_width",
		"words":             "plan category table unit units",
		"words counts":      "type kind method",
		"mask=phone guards": "contact.phone_number", "mask=phone guards flag": "phone",
		"mask=name":    "name customer",
		"moment":       "created_at created iat created_ms",
		"guards place": "lat lng longitude coordinates",
		"": "passport.id session.id size heart.min iq.index comment wh uid score title grade amount total points no number result relation credit.limit pain.level " +
			"license_id license.id insurance_id insured_id nhs_id matrikel_id badge_id party_id treatment_id country_of_birth_id dress_size shoe_width num is_minor",
		"guards": "hiv diagnosis religion password pregnant salary session_id children is_fraud",
	} {
		for path := range strings.FieldsSeq(paths) {
			if got := leaf(path); got != want {
				t.Errorf("%s: %q, want %q", path, got, want)
			}
		}
	}
}

// TestSteeringIsNobodys: a word that stays is told from one that is none however it is
// written, and none of them is what somebody suffers from, believes or loves.
func TestSteeringIsNobodys(t *testing.T) {
	for v, want := range map[string]bool{
		"active": true, "ACTIVE": true, "In Transit": true, "in-transit": true, "in_transit": true, "Europe/Berlin": true, "eur": true, "en-US": true,
		"": false, "activ": false, "active ": false, "active, inactive": false, "Ann": false, "positive": false, "deceased": false, "m": false, "on leave": false, "minor": false, "retired": false,
		"active\n": false, strings.Repeat("a", 100): false, "Schr\u00f6der": false,
	} {
		if IsSteering([]byte(v)) != want {
			t.Errorf("%q: want %t", v, want)
		}
	}
	for _, w := range Steering() {
		if !IsSteering([]byte(w)) || len(w) < 2 {
			t.Errorf("%q is listed, and is none", w)
		}
		for _, table := range []*Table{anyTable(), sickTable()} {
			if m := table.Column(w, Boolean); m.Class == Sensitive {
				t.Errorf("%q is of %s", w, m.Kind)
			}
		}
	}
}

// TestTrueAndFalseOfPrograms: they stay under keys made of words for how a program is set,
// of channels, too, and under none that may tell of a body, a belief or a life.
func TestTrueAndFalseOfPrograms(t *testing.T) {
	for path := range strings.FieldsSeq("ok beta features.sso channels.sms notifications.email emailEnabled two_factor captured ua.mobile livemode cancel_at_period_end show_menu autoRenew") {
		if !OfKey(cutPath(path)).Flag {
			t.Errorf("%s: true and false do not stay", path)
		}
	}
	for path := range strings.FieldsSeq("smoker hiv pregnant disabled_person adult is_minor insured exempt flagged mail_order_bride married test_positive result.positive open_wound vaccination.done pregnancy.ok screening.hiv diagnosis.final consulted x") {
		if OfKey(cutPath(path)).Flag {
			t.Errorf("%s: true and false stay", path)
		}
	}
	for w := range strings.FieldsSeq(switches) {
		if m := sickTable().Column(w, Boolean); m.Class == Sensitive {
			t.Errorf("%q is of %s", w, m.Kind)
		}
	}
}

func cutPath(path string) (parent, key string) {
	if parent, key, ok := strings.Cut(path, "."); ok {
		return parent, key
	}
	return "", path
}
