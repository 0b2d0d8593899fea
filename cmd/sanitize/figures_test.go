package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanitize/cmd/sanitize/internal/report"
)

// patients is a small table of which much is kept.
const patients = "CREATE TABLE public.patients (\n    id integer,\n    surname text,\n    birth_year integer,\n    postcode text,\n    diagnosis text,\n    remark text\n);\n\n" +
	"CREATE TABLE public.visits (\n    patient_id integer\n);\n\n"

const patientsEnd = "ALTER TABLE ONLY public.patients\n    ADD CONSTRAINT patients_pkey PRIMARY KEY (id);\n\n" +
	"ALTER TABLE ONLY public.visits\n    ADD CONSTRAINT visits_fkey FOREIGN KEY (patient_id) REFERENCES public.patients(id);\n\n"

const patientsPolicy = `version = 1
unlisted = "keep"
[columns]
surname = { mask = "last_name", why = "people's names" }
[kept]
detect = "ignore"
`

func patientRows(n int) (rows [][]string) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		row := []string{
			fmt.Sprint(i), []string{"Smith", "Smith", "Smith", "Smith", "Jones", "Jones", "Baker", fmt.Sprint("Rare", i)}[r.IntN(8)],
			fmt.Sprint(1950 + r.IntN(15)), fmt.Sprint("1", r.IntN(12), "00"), []string{"asthma", "gout"}[r.IntN(2)], []string{"", `\N`, "x"}[r.IntN(3)],
		}
		if row[3] == "1500" {
			row[4] = "flu"
		}
		rows = append(rows, row)
	}
	return rows
}

// reported masks a dump and returns its report.
func reported(t *testing.T, dump string, policy string) *report.Report {
	t.Helper()
	file := filepath.Join(t.TempDir(), "run.json")
	_, stderr, code := filter([]byte(dump), "-q", "-p", tempFile(t, "policy.toml", []byte(policy)), "--salt-file", tempFile(t, "salt", []byte(zooSalt)), "--report", file)
	if code != 0 {
		t.Fatal(stderr)
	}
	return readReport(t, file)
}

func tableOf(t *testing.T, r *report.Report, name string) *report.Table {
	t.Helper()
	i := slices.IndexFunc(r.Tables, func(t *report.Table) bool { return t.Name == name })
	if i < 0 {
		t.Fatalf("no table %s", name)
	}
	return r.Tables[i]
}

// patientsDump writes the rows as COPY, or as INSERTs.
func patientsDump(rows [][]string, inserts bool) string {
	var b strings.Builder
	b.WriteString(patients)
	if !inserts {
		b.WriteString("COPY public.patients (id, surname, birth_year, postcode, diagnosis, remark) FROM stdin;\n")
	}
	for _, r := range rows {
		if !inserts {
			b.WriteString(strings.Join(r, "\t") + "\n")
			continue
		}
		values := "'" + strings.Join(r, "', '") + "'"
		b.WriteString("INSERT INTO public.patients VALUES (" + strings.ReplaceAll(values, `'\N'`, "NULL") + ");\n")
	}
	if !inserts {
		b.WriteString("\\.\n")
	}
	return whole(b.String() + "\n\n" + patientsEnd)
}

// TestFigures holds the figures of a report to what is counted by definition, of
// rows by COPY and by INSERT, and counts NULLs and empty strings of kept columns.
func TestFigures(t *testing.T) {
	rows := patientRows(1500)
	sizes, diagnoses, smiths := map[string]int{}, map[string]map[string]bool{}, 0
	var nulls, empties int64
	class := func(r []string) string { return r[2] + "|" + r[3] }
	for _, r := range rows {
		sizes[class(r)]++
		if diagnoses[class(r)] == nil {
			diagnoses[class(r)] = map[string]bool{}
		}
		diagnoses[class(r)][r[4]] = true
		switch r[5] {
		case `\N`:
			nulls++
		case "":
			empties++
		}
		if !strings.HasPrefix(r[1], "Rare") {
			smiths++
		}
	}
	var want report.Figures
	smallest, groups, alike := len(rows), 0, 0
	for c, n := range sizes {
		smallest = min(smallest, n)
		share := float64(n) / float64(len(rows))
		if n == 1 {
			want.Unique += share
		} else if groups++; len(diagnoses[c]) == 1 {
			alike++
		}
		if n < 5 {
			want.Under5 += share
		}
		if n < 11 {
			want.Under11 += share
		}
	}
	for _, inserts := range []bool{false, true} {
		r := reported(t, patientsDump(rows, inserts), patientsPolicy)
		table := tableOf(t, r, "public.patients")
		f := table.Figures
		if f == nil || !slices.Equal(f.Quasi, []string{"birth_year", "postcode"}) || f.Sample != 1 || f.Classes != int64(len(sizes)) || len(f.Homogeneity) != 1 || f.Homogeneity[0].Column != "diagnosis" {
			t.Fatalf("inserts %v: %+v", inserts, f)
		}
		for name, pair := range map[string][2]float64{
			"unique": {f.Unique, want.Unique}, "under 5": {f.Under5, want.Under5}, "under 11": {f.Under11, want.Under11},
			"average": {f.Average, float64(len(sizes)) / float64(len(rows))}, "worst": {f.Worst, 1 / float64(smallest)},
			"homogeneity": {f.Homogeneity[0].Share, float64(alike) / float64(groups)},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6 {
				t.Errorf("inserts %v: %s is %v, want %v", inserts, name, pair[0], pair[1])
			}
		}
		if len(f.Ranks) != 1 || f.Ranks[0].Column != "surname" || f.Ranks[0].Values != 3 || math.Abs(f.Ranks[0].Share-float64(smiths)/float64(len(rows))) > 0.01 {
			t.Errorf("inserts %v: rank matching is %+v, want 3 names of %d rows", inserts, f.Ranks, smiths)
		}
		if c := table.Columns[5]; c.NULL != nulls || c.Empty != empties {
			t.Errorf("inserts %v: %d NULLs, %d empty, want %d and %d", inserts, c.NULL, c.Empty, nulls, empties)
		}
		if c := table.Columns[1]; c.Why != "people's names" {
			t.Errorf("the rule's reason is not told: %+v", c)
		}
		if len(r.Keys) != 1 || !slices.Equal(r.Keys[0].Columns, []string{"public.patients.id", "public.visits.patient_id"}) || r.Keys[0].Mask != "keep" {
			t.Errorf("groups of keys: %+v", r.Keys)
		}
	}
}

// TestFiguresRelease goes by the columns that the policy names, and tells what
// the copy is for.
func TestFiguresRelease(t *testing.T) {
	release := `[release]
audience = "staging"
purpose = "rehearse migrations"
recipient = "the platform team"
expires = "2027-01-31"
quasi_identifiers = ["public.patients.diagnosis"]
sensitive = ["*.*.postcode"]
`
	r := reported(t, patientsDump(patientRows(300), false), patientsPolicy+release)
	f := tableOf(t, r, "public.patients").Figures
	if f == nil || !slices.Equal(f.Quasi, []string{"diagnosis"}) || len(f.Homogeneity) != 1 || f.Homogeneity[0].Column != "postcode" {
		t.Errorf("%+v", f)
	}
	want := report.Release{Audience: "staging", Purpose: "rehearse migrations", Recipient: "the platform team", Expires: "2027-01-31"}
	if r.Release == nil || *r.Release != want {
		t.Errorf("release is %+v", r.Release)
	}
}

// TestFiguresReach tells the columns whose results can be followed from one to
// the other, and no others.
func TestFiguresReach(t *testing.T) {
	dump := whole("CREATE TABLE public.a (\n    id integer,\n    mail text,\n    other text,\n    own text,\n    born date,\n    died date\n);\n\n" +
		"CREATE TABLE public.b (\n    a_id integer,\n    mail text,\n    seen date\n);\n\n")
	r := reported(t, dump, `version = 1
unlisted = "keep"
[columns]
mail = "email"
own = { mask = "email", domain_key = "apart" }
other = "username"
born = "date_shift"
died = "date_shift"
[tables."public.b".columns]
seen = { mask = "date_shift", by = "a_id" }
`)
	var got []string
	for _, one := range r.Reach {
		got = append(got, fmt.Sprint(one.Kind, " ", one.Name, " ", one.Tables, " ", one.Columns))
	}
	want := []string{"domain email 2 [public.a.mail public.b.mail]", "shift rows of public.a 1 [public.a.born public.a.died]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
