package mask

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strings"
	"testing"
)

// What PostGIS 3.4 prints for these.
var spatialValues = map[string]string{
	"POINT(13.3777 52.5163) of 4326":       "0101000020E6100000499D8026C2C12A40F241CF6616424A40",
	"POINT EMPTY":                          "0101000000000000000000F87F000000000000F87F",
	"LINESTRING(0 0,1 1,2 0)":              "010200000003000000000000000000000000000000000000000000000000" + "00F03F000000000000F03F00000000000000400000000000000000",
	"MULTIPOINT Z ((1 2 3))":               "01040000800100000001010000" + "80000000000000F03F00000000000000400000000000000840",
	"a point of metres":                    "010100000000000000000020410000000000003041",
	"POINT(1 2), the other order of bytes": "00000000013FF00000000000004000000000000000",
}

func TestSpatial(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: Spatial, Name: "public.geometry"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range spatialValues {
		out, err := m.Append(nil, []byte(v), nil)
		again, _ := m.Append(nil, []byte(v), nil)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case len(out) != len(v) || string(out) != strings.ToUpper(string(out)) || string(out) != string(again):
			t.Errorf("%s became %s", name, out)
		case name != "POINT EMPTY" && string(out) == v:
			t.Errorf("%s has not moved", name)
		}
	}
}

// TestSpatialMoves wants a point near where it was, and not at its place.
func TestSpatialMoves(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: Spatial}, nil)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for i := range 2000 {
		x, y := float64(i%360)-180, float64(i%180)-90
		b := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64([]byte{1, 1, 0, 0, 0}, math.Float64bits(x)), math.Float64bits(y))
		out, err := m.Append(nil, []byte(strings.ToUpper(hex.EncodeToString(b))), nil)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := hex.DecodeString(string(out))
		if err != nil {
			t.Fatal(err)
		}
		x2, y2 := math.Float64frombits(binary.LittleEndian.Uint64(raw[5:])), math.Float64frombits(binary.LittleEndian.Uint64(raw[13:]))
		if math.Abs(x-x2) > maxDegrees || math.Abs(y-y2) > maxDegrees || math.Abs(x2) > 180 || math.Abs(y2) > 90 {
			t.Fatalf("%v %v became %v %v", x, y, x2, y2)
		}
		if x != x2 && y != y2 {
			moved++
		}
	}
	if moved < 1990 {
		t.Errorf("%d of 2000 points have moved", moved)
	}
}

func TestSpatialRefuses(t *testing.T) {
	m, err := New("scramble", testKey(t), Type{Kind: Spatial}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"canary", "01", "0101000000", "0102000000FFFFFFFF", "010100000000000000000020410000000000003041FF",
		"01630000000000000000002041", strings.Repeat("010700000001000000", 100)} {
		if out, err := m.Append(nil, []byte(v), nil); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%q became %q, %v", v, out, err)
		}
	}
}
