package policy_test

import (
	"testing"

	"sanitize/rules/detect"
	"sanitize/rules/policy"
)

// TestDetectors holds the names of what values may look like to the kinds, by
// whose numbers they are found.
func TestDetectors(t *testing.T) {
	if len(policy.Detectors) != int(detect.NumKinds) {
		t.Fatalf("%d names for %d kinds", len(policy.Detectors), detect.NumKinds)
	}
	for kind, name := range map[detect.Kind]string{
		detect.Email: "email", detect.Phone: "phone", detect.Card: "card", detect.IBAN: "iban", detect.NationalID: "national_id",
		detect.IP: "ip", detect.JWT: "jwt", detect.PrivateKey: "private_key", detect.Token: "token",
		detect.PasswordHash: "password_hash", detect.CredentialsURL: "credentials_url",
	} {
		if policy.Detectors[kind] != name {
			t.Errorf("%s is called %s, want %s", kind, policy.Detectors[kind], name)
		}
	}
}
