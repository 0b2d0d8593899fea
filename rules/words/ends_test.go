package words

import "testing"

func TestEndsAreOfTheLastWord(t *testing.T) {
	for name, want := range map[string]string{
		"lat": "90", "home_lat": "90", "homeLat": "90", "GPSLat": "90", "HOME_LNG": "180", "Discount Pct": "100", "größeLat": "90",
		"flat": "", "lat_id": "", "": "", "_": "",
	} {
		if ends, ok := Ends(name); ends[1] != want || ok != (want != "") {
			t.Errorf("%q ends at %q, want %q", name, ends[1], want)
		}
	}
}
