package ddl

import (
	"strings"
	"testing"

	"sanitize/dumpfmt"
)

// TestDialects wants the definitions of other databases to be refused by their
// name.
func TestDialects(t *testing.T) {
	ses := &dumpfmt.Session{StdStrings: true, SearchPath: []string{"public"}}
	for stmt, want := range map[string]string{
		"CREATE TABLE public.t (id int, email text) DISTRIBUTED BY (id);":                              "Greenplum",
		"CREATE TABLE public.t (id int, email text) DISTRIBUTED RANDOMLY;":                             "Greenplum",
		"CREATE TABLE public.t (id int8 NOT NULL, email text ENCODE zstd) SORTKEY(id);":                "Redshift",
		"CREATE TABLE public.t (id int8) DISTSTYLE ALL;":                                               "Redshift",
		"CREATE TABLE public.t (id int8, CONSTRAINT p PRIMARY KEY (id ASC), FAMILY \"primary\" (id));": "CockroachDB",
		"CREATE TABLE public.t (id int, email text) SPLIT INTO 3 TABLETS;":                             "YugabyteDB",
		"CREATE TABLE t (id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (id)) ENGINE=InnoDB;":             "MySQL",
		"CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT);":                                       "SQLite",
	} {
		_, err := Apply(dumpfmt.NewSchema(), []byte(stmt), ses)
		if err == nil || !strings.Contains(err.Error(), "the dialect of "+want) {
			t.Errorf("%s\nerror %v, want one of %s", stmt, err, want)
		}
	}
	for _, stmt := range []string{
		"CREATE TABLE public.t (family text, hidden boolean, encode text, engine text, index integer);",
		"CREATE TABLE public.t (split text, distributed boolean) WITH (fillfactor=70);",
	} {
		if _, err := Apply(dumpfmt.NewSchema(), []byte(stmt), ses); err != nil {
			t.Errorf("%s\n%v", stmt, err)
		}
	}
}
