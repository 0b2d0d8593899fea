package shape

import (
	"strings"
	"unicode/utf8"
)

// extensions are the ends of files' names that say what is in them, which is
// nobody's secret, and which applications steer by.
const extensions = "pdf|jpg|jpeg|jpe|png|gif|bmp|tif|tiff|svg|webp|heic|heif|psd|ico|avif|dng|" +
	"doc|docx|docm|dotx|xls|xlsx|xlsm|xlsb|ppt|pptx|pps|ppsx|odt|ods|odp|rtf|txt|csv|tsv|" +
	"xml|xsd|xsl|xslt|json|jsonl|ndjson|yaml|yml|toml|ini|htm|html|xhtml|css|scss|js|jsx|tsx|php|jsp|asp|aspx|" +
	"eml|ics|vcf|vcard|p7s|p7m|p12|pfx|pem|crt|cer|csr|asc|gpg|gz|tgz|bz2|xz|zst|7z|rar|tar|" +
	"mp3|mp4|m4a|m4v|wav|ogg|oga|ogv|flac|avi|mkv|webm|mpg|mpeg|wmv|aac|amr|3gp|sql|sqlite|tmp|exe|msi|apk|ipa|dmg|iso|epub|mobi|" +
	"dwg|dxf|stl|kml|kmz|gpx|geojson|zpl|ttf|otf|woff|woff2|eot|parquet|xbrl|edi|dcm|hl7"

// clashing are those that are a last label of hosts, too, or a word.
const clashing = "zip|md|sh|py|rs|pl|ps|mov|app|ai|key|msg|log|bak|conf|cfg|raw|dat|db|dot|war|jar|bin|sig|step|pages|numbers|ts|go|cs|cc|java|opus"

// isExtension says of each whether it is only that.
var isExtension = func() map[string]bool {
	is := map[string]bool{}
	for i, list := range [...]string{clashing, extensions} {
		for e := range strings.SplitSeq(list, "|") {
			is[e] = i == 1
		}
	}
	return is
}()

const (
	longestExtension = 8 // of these
	longestBare      = 4 // of those that stay where they stand alone, too
)

// Extension returns where the extension of a file's name begins, at its dot, or -1
// where v is no file's name. One that may be the last label of a host counts behind
// what no host has.
func Extension(v []byte) int {
	dot := len(v) - 1
	for dot > 0 && classes[v[dot]&0x7F] != 0 && v[dot] < 0x80 && len(v)-dot <= longestExtension {
		dot--
	}
	if dot <= 0 || v[dot] != '.' {
		return -1
	}
	var low [longestExtension]byte
	n := 0
	for _, c := range v[dot+1:] {
		low[n] = Lower(c)
		n++
	}
	only, known := isExtension[string(low[:n])]
	if !known || !HasText(v[:dot]) || !only && isHostForm(v[:dot]) {
		return -1
	}
	return dot
}

// isHostForm reports whether v has the characters of hosts only.
func isHostForm(v []byte) bool {
	for _, c := range v {
		if c < utf8.RuneSelf && classes[c] == 0 && c != '.' && c != '-' {
			return false
		}
	}
	return true
}
