package mask

import "testing"

// TestDisguised: a name and a number in letters and digits of other looks do not stay: in
// circles, squares and parentheses, raised, lowered, as flags, as tags and in Braille.
func TestDisguised(t *testing.T) {
	values := []string{
		"ⓐⓛⓘⓒⓔ Ⓢⓜⓘⓣⓗ", "🅰🅻🅸🅲🅴", "🄰🄻🄸🄲🄴", "🅐🅛🅘🅒🅔", "⒜⒧⒤⒞⒠", "ᴬˡⁱᶜᵉ ˢᵐⁱᵗʰ", "ₐₗₑₓ", "🇦🇱🇮🇨🇪", "⠁⠇⠊⠉⠑", "㋐㋑㋷㋜", "ⅩⅩⅣ",
		"\U000e0061\U000e006c\U000e0069\U000e0063\U000e0065", "⓪①⑦⑥①②③④", "⁰¹⁷⁶¹²³⁴", "₀₁₇₆₁₂₃₄", "❶❼❻❶❷❸❹",
	}
	for _, name := range []string{"scramble", "text", "name", "first_name", "username", "email", "phone", "company", "street", "city", "url"} {
		m, err := New(name, testKey(t), Type{Kind: Text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			switch out, err := m.Append(nil, []byte(v), nil); {
			case err != nil:
				t.Errorf("%s of %s: %v", name, v, err)
			case string(out) == v:
				t.Errorf("%s leaves %s as it is", name, v)
			}
		}
	}
}
