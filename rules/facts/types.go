package facts

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"sanitize/dumpfmt"
	"sanitize/mask"
)

// builtin is a type of pg_catalog: how SQL writes it, other names for it, and
// what masks know of it. See TypeCategory and the catalog pg_type.dat.
type builtin struct {
	sql     string
	aliases []string
	mask    mask.Type
	elem    string // a range's subtype, by its internal name
	delim   byte   // of its arrays, if it is not a comma
}

// Builtins are the built-in types by internal name. Those that are missing
// (xml, tsquery, pg_lsn, regclass …) are unknown to masks.
var Builtins = map[string]builtin{
	"text":           {sql: "text", mask: mask.Type{Kind: mask.Text}},
	"varchar":        {sql: "character varying", aliases: []string{"varchar"}, mask: mask.Type{Kind: mask.Text}},
	"name":           {sql: "name", mask: mask.Type{Kind: mask.Text, MaxBytes: 63}},
	"char":           {sql: `"char"`, mask: mask.Type{Kind: mask.Text, MaxBytes: 1}},
	"bpchar":         {sql: "character", aliases: []string{"char", "bpchar"}, mask: mask.Type{Kind: mask.Char}},
	"int2":           {sql: "smallint", aliases: []string{"int2"}, mask: mask.Type{Kind: mask.Int, Bits: 16}},
	"int4":           {sql: "integer", aliases: []string{"int", "int4"}, mask: mask.Type{Kind: mask.Int, Bits: 32}},
	"int8":           {sql: "bigint", aliases: []string{"int8"}, mask: mask.Type{Kind: mask.Int, Bits: 64}},
	"oid":            {sql: "oid", mask: mask.Type{Kind: mask.Int, Bits: 32, Unsigned: true}},
	"xid":            {sql: "xid", mask: mask.Type{Kind: mask.Int, Bits: 32, Unsigned: true}},
	"xid8":           {sql: "xid8", mask: mask.Type{Kind: mask.Int, Bits: 64, Unsigned: true}},
	"numeric":        {sql: "numeric", aliases: []string{"decimal"}, mask: mask.Type{Kind: mask.Numeric}},
	"float4":         {sql: "real", aliases: []string{"float4"}, mask: mask.Type{Kind: mask.Float, Bits: 32}},
	"float8":         {sql: "double precision", aliases: []string{"float8", "float"}, mask: mask.Type{Kind: mask.Float, Bits: 64}},
	"money":          {sql: "money", mask: mask.Type{Kind: mask.Money}},
	"bool":           {sql: "boolean", aliases: []string{"bool"}, mask: mask.Type{Kind: mask.Bool}},
	"date":           {sql: "date", mask: mask.Type{Kind: mask.Date}},
	"timestamp":      {sql: "timestamp without time zone", aliases: []string{"timestamp"}, mask: mask.Type{Kind: mask.Timestamp}},
	"timestamptz":    {sql: "timestamp with time zone", aliases: []string{"timestamptz"}, mask: mask.Type{Kind: mask.TimestampTZ}},
	"time":           {sql: "time without time zone", aliases: []string{"time"}, mask: mask.Type{Kind: mask.Time}},
	"timetz":         {sql: "time with time zone", aliases: []string{"timetz"}, mask: mask.Type{Kind: mask.TimeTZ}},
	"interval":       {sql: "interval", mask: mask.Type{Kind: mask.Interval}},
	"uuid":           {sql: "uuid", mask: mask.Type{Kind: mask.UUID}},
	"inet":           {sql: "inet", mask: mask.Type{Kind: mask.Inet}},
	"cidr":           {sql: "cidr", mask: mask.Type{Kind: mask.CIDR}},
	"macaddr":        {sql: "macaddr", mask: mask.Type{Kind: mask.MAC, Bits: 48}},
	"macaddr8":       {sql: "macaddr8", mask: mask.Type{Kind: mask.MAC, Bits: 64}},
	"bytea":          {sql: "bytea", mask: mask.Type{Kind: mask.Bytea}},
	"bit":            {sql: "bit", mask: mask.Type{Kind: mask.Bit, Len: 1}},
	"varbit":         {sql: "bit varying", aliases: []string{"varbit"}, mask: mask.Type{Kind: mask.Bit}},
	"json":           {sql: "json", mask: mask.Type{Kind: mask.JSON}},
	"jsonb":          {sql: "jsonb", mask: mask.Type{Kind: mask.JSONB}},
	"tsvector":       {sql: "tsvector", mask: mask.Type{Kind: mask.TSVector}},
	"point":          {sql: "point", mask: mask.Type{Kind: mask.Geometric}},
	"line":           {sql: "line", mask: mask.Type{Kind: mask.Geometric}},
	"lseg":           {sql: "lseg", mask: mask.Type{Kind: mask.Geometric}},
	"box":            {sql: "box", mask: mask.Type{Kind: mask.Geometric}, delim: ';'},
	"path":           {sql: "path", mask: mask.Type{Kind: mask.Geometric}},
	"polygon":        {sql: "polygon", mask: mask.Type{Kind: mask.Geometric}},
	"circle":         {sql: "circle", mask: mask.Type{Kind: mask.Geometric}},
	"int4range":      {sql: "int4range", mask: mask.Type{Kind: mask.Range}, elem: "int4"},
	"int8range":      {sql: "int8range", mask: mask.Type{Kind: mask.Range}, elem: "int8"},
	"numrange":       {sql: "numrange", mask: mask.Type{Kind: mask.Range}, elem: "numeric"},
	"tsrange":        {sql: "tsrange", mask: mask.Type{Kind: mask.Range}, elem: "timestamp"},
	"tstzrange":      {sql: "tstzrange", mask: mask.Type{Kind: mask.Range}, elem: "timestamptz"},
	"daterange":      {sql: "daterange", mask: mask.Type{Kind: mask.Range}, elem: "date"},
	"int4multirange": {sql: "int4multirange", mask: mask.Type{Kind: mask.Multirange}, elem: "int4"},
	"int8multirange": {sql: "int8multirange", mask: mask.Type{Kind: mask.Multirange}, elem: "int8"},
	"nummultirange":  {sql: "nummultirange", mask: mask.Type{Kind: mask.Multirange}, elem: "numeric"},
	"tsmultirange":   {sql: "tsmultirange", mask: mask.Type{Kind: mask.Multirange}, elem: "timestamp"},
	"tstzmultirange": {sql: "tstzmultirange", mask: mask.Type{Kind: mask.Multirange}, elem: "timestamptz"},
	"datemultirange": {sql: "datemultirange", mask: mask.Type{Kind: mask.Multirange}, elem: "date"},
}

// extensionTypes are types of extensions, whose CREATE TYPE is not in a dump,
// by name in any schema.
var extensionTypes = map[string]mask.Type{
	"citext": {Kind: mask.Text},
	"ltree":  {Kind: mask.Text},
	"hstore": {Kind: mask.Hstore},
	// PostGIS.
	"geometry":  {Kind: mask.Spatial},
	"geography": {Kind: mask.Spatial},
	// Numbers in brackets: cube's "(1, 2),(3, 4)", pgvector's "[0.1,-2e-05]".
	"cube":   {Kind: mask.Geometric},
	"vector": {Kind: mask.Geometric},
}

// KnownTypes returns the names of the types that are known without a dump.
func KnownTypes() (names []string) {
	for name, b := range Builtins {
		names = append(append(names, name, b.sql), b.aliases...)
	}
	return slices.AppendSeq(names, maps.Keys(extensionTypes))
}

// Types turns the schema's types into those that masks know.
type Types struct {
	schema *dumpfmt.Schema
	open   map[dumpfmt.Name]bool // domains and composites being resolved
	multi  map[dumpfmt.Name]*dumpfmt.Type

	fields int // of the composite type that is being resolved
}

func NewTypes(s *dumpfmt.Schema) *Types {
	r := &Types{schema: s, open: map[dumpfmt.Name]bool{}, multi: map[dumpfmt.Name]*dumpfmt.Type{}}
	for _, t := range s.Types {
		if t.Kind == dumpfmt.Range && t.Multirange.Name != "" {
			r.multi[t.Multirange] = t
		}
	}
	return r
}

// Resolve returns ref as masks know it; a type that nothing is known of, or
// that contains itself, is mask.Unknown.
func (r *Types) Resolve(ref dumpfmt.TypeRef) mask.Type {
	if ref.Dims > 0 {
		elem := ref
		elem.Dims = 0
		et := r.Resolve(elem)
		delim := byte(',')
		if b, ok := Builtins[ref.Name.Name]; ok && IsCatalog(ref.Name) && b.delim != 0 {
			delim = b.delim
		}
		return mask.Type{Kind: mask.Array, Name: SQLType(ref), Elem: &et, Delim: delim}
	}
	if IsCatalog(ref.Name) {
		return r.builtin(ref)
	}
	t := mask.Type{Kind: mask.Unknown}
	if def := r.schema.Types[ref.Name]; def != nil && def.Kind != dumpfmt.Base {
		t = r.defined(def)
	} else if def := r.multi[ref.Name]; def != nil {
		elem := r.Resolve(def.Base)
		t = mask.Type{Kind: mask.Multirange, Elem: &elem}
	} else if ext, ok := extensionTypes[ref.Name.Name]; ok {
		t = ext
	}
	t.Name = SQLType(ref)
	return t
}

// builtin resolves a type of pg_catalog.
func (r *Types) builtin(ref dumpfmt.TypeRef) mask.Type {
	b := Builtins[ref.Name.Name]
	t := b.mask
	t.Name = SQLType(ref)
	if b.elem != "" {
		elem := r.builtin(CatalogType(b.elem))
		t.Elem = &elem
	}
	if len(ref.Mods) == 0 {
		return t
	}
	switch t.Kind {
	case mask.Text, mask.Char, mask.Bit:
		t.Len = ref.Mods[0]
	case mask.Numeric:
		t.Precision = ref.Mods[0]
		if len(ref.Mods) > 1 {
			t.Scale = ref.Mods[1]
		}
	}
	return t
}

// maxFields bounds the fields of a composite type, those of its fields among
// them: types that hold the one before twice are more than any memory after a
// few dozen. What has more is a type that nothing is known of.
const maxFields = 10_000

// defined resolves a type that the dump defines.
func (r *Types) defined(def *dumpfmt.Type) mask.Type {
	if r.open[def.Name] {
		return mask.Type{Kind: mask.Unknown}
	}
	r.open[def.Name] = true
	defer delete(r.open, def.Name)
	if len(r.open) == 1 {
		r.fields = 0
	}
	switch def.Kind {
	case dumpfmt.Domain:
		return r.Resolve(def.Base)
	case dumpfmt.Enum:
		return mask.Type{Kind: mask.Enum, Labels: def.Labels}
	case dumpfmt.Range:
		elem := r.Resolve(def.Base)
		return mask.Type{Kind: mask.Range, Elem: &elem}
	case dumpfmt.Composite:
		t := mask.Type{Kind: mask.Composite}
		for _, f := range def.Fields {
			if r.fields++; r.fields > maxFields {
				return mask.Type{Kind: mask.Unknown}
			}
			t.Fields = append(t.Fields, mask.Field{Name: f.Name, Type: r.Resolve(f.Type)})
		}
		return t
	}
	return mask.Type{Kind: mask.Unknown}
}

// Bases returns ref and, if it is a domain, what it is over, and so on; notNull
// says that one of the domains is NOT NULL.
func (r *Types) Bases(ref dumpfmt.TypeRef) (chain []dumpfmt.TypeRef, notNull bool) {
	seen := map[dumpfmt.Name]bool{}
	for {
		chain = append(chain, ref)
		def := r.schema.Types[ref.Name]
		if ref.Dims > 0 || def == nil || def.Kind != dumpfmt.Domain || seen[def.Name] {
			return chain, notNull
		}
		seen[def.Name] = true
		notNull = notNull || def.NotNull
		ref = def.Base
	}
}

func IsCatalog(n dumpfmt.Name) bool { return n.Schema == "pg_catalog" }

func CatalogType(name string) dumpfmt.TypeRef {
	return dumpfmt.TypeRef{Name: dumpfmt.Name{Schema: "pg_catalog", Name: name}}
}

// SQLType returns ref as SQL writes it: character varying(20)[].
func SQLType(ref dumpfmt.TypeRef) string {
	name := ref.Name.String()
	if IsCatalog(ref.Name) {
		name = dumpfmt.QuoteIdent(ref.Name.Name)
		if b, ok := Builtins[ref.Name.Name]; ok {
			name = b.sql
		}
	}
	return withMods(name, ref.Mods) + strings.Repeat("[]", ref.Dims)
}

// withMods puts the modifiers where SQL wants them: timestamp(3) with time
// zone, but character varying(20).
func withMods(name string, mods []int) string {
	if len(mods) == 0 {
		return name
	}
	list := make([]string, len(mods))
	for i, m := range mods {
		list[i] = strconv.Itoa(m)
	}
	text := "(" + strings.Join(list, ",") + ")"
	for _, word := range [...]string{" without time zone", " with time zone"} {
		if head, ok := strings.CutSuffix(name, word); ok {
			return head + text + word
		}
	}
	return name + text
}

// TypeNames returns the names under which [types] may speak of ref, the most
// specific first.
func TypeNames(ref dumpfmt.TypeRef) []string {
	names := []string{ref.Name.String()}
	if ref.Name.Schema != "" {
		names = append(names, dumpfmt.QuoteIdent(ref.Name.Name))
	}
	if IsCatalog(ref.Name) {
		names = names[:1]
		if b, ok := Builtins[ref.Name.Name]; ok {
			names = append(append(names, b.sql), b.aliases...)
		} else {
			names = append(names, dumpfmt.QuoteIdent(ref.Name.Name))
		}
	}
	var all []string
	dims := strings.Repeat("[]", ref.Dims)
	if len(ref.Mods) > 0 {
		for _, n := range names {
			all = append(all, withMods(n, ref.Mods)+dims)
		}
	}
	for _, n := range names {
		all = append(all, n+dims)
	}
	return all
}
