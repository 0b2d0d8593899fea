package words

import "testing"

func TestAmount(t *testing.T) {
	for name, want := range map[string]bool{
		"balance": true, "open_balance": true, "abalance": true, "TotalPrice": true, "fees": true, "sum": true, "Kontosaldo": true,
		"x": false, "width": false, "summary_length": false, "tipo": false, "counter": false, "payload_size": false, "": false,
	} {
		if got := Amount(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}
