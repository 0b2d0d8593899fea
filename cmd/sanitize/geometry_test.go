//go:build cgo

package main

import (
	"strings"
	"testing"
)

// TestFormsOfGeometry has CHECKs that AddGeometryColumn of PostGIS makes: they ask
// for nothing that changes where all points move alike. Whether a geometry is valid
// may.
func TestFormsOfGeometry(t *testing.T) {
	const point = "0101000020E61000000000000000002A400000000000404A40"
	for check, code := range map[string]int{
		"((public.st_ndims(geom) = 2))":                                            exitOK,
		"(((public.geometrytype(geom) = 'POINT'::text) OR (geom IS NULL)))":        exitOK,
		"((public.st_srid(geom) = 4326))":                                          exitOK,
		"(public.st_isvalid(geom))":                                                exitUsage,
		"((public.st_x(geom) > (5)::double precision))":                            exitUsage,
		"(((public.st_srid(geom) = 4326) AND (geom = 'POINT(1 1)'::public.geom)))": exitUsage,
	} {
		dump := whole("CREATE TABLE public.place (\n    id integer NOT NULL,\n    geom public.geometry,\n    CONSTRAINT form CHECK (" + check + ")\n);\n\n" +
			"COPY public.place (id, geom) FROM stdin;\n1\t" + point + "\n\\.\n")
		file := tempFile(t, "dump.sql", []byte(dump))
		out, stderr, got := filter(nil, file)
		if got != code {
			t.Errorf("%s: exit code %d, want %d\n%s", check, got, code, stderr)
		}
		if strings.Contains(string(out), point) {
			t.Errorf("%s: the point stays where it is", check)
		}
	}
}
