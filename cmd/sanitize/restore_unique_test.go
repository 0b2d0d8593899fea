package main

import (
	"fmt"
	"strings"
	"testing"

	"sanitize/fixtures/pgtest"
)

// uniqueSQL has what is unique in many ways, and is named by no rule.
const uniqueSQL = `
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE things (
	tag text UNIQUE, label varchar(40), mixed citext UNIQUE, number integer UNIQUE, big bigint UNIQUE,
	octets bytea UNIQUE, flags bit varying(20) UNIQUE, padded char(12) UNIQUE, part text, piece integer, UNIQUE (part, piece)
);
CREATE UNIQUE INDEX ON things (lower(label));
CREATE UNIQUE INDEX ON things (lower(tag), lower((padded)::text));
INSERT INTO things
	SELECT t, left(t, 32) || to_char(i, 'FM00000'), t, i, i * 1000000007::bigint, decode(md5(i::text), 'hex') || 'x', i::bit(18)::varbit,
		to_char(i, 'FM000000'), 'part ' || i % 7, i / 7
	FROM (SELECT i, CASE i % 8
			WHEN 0 THEN 'item ' || i WHEN 1 THEN 'Item-' || i WHEN 2 THEN to_char(i, 'FM000000') WHEN 3 THEN 'Ünïcödé Straße ' || i
			WHEN 4 THEN 'Договор № ' || i WHEN 5 THEN repeat('a long text with the number ', 4) || i
			WHEN 6 THEN i || ', the first of many words in a text that is longer than most' ELSE '日本語' || chr(20000 + i % 900) || i END AS t
		FROM generate_series(1, 20000) i) AS s;

CREATE TABLE people (login text, mail varchar(80), nick text, code text, branch integer, doc jsonb, label text);
CREATE UNIQUE INDEX ON people (lower(btrim(login)));
CREATE UNIQUE INDEX ON people (upper(mail));
CREATE UNIQUE INDEX ON people (md5(lower(nick)) text_pattern_ops);
CREATE UNIQUE INDEX ON people (COALESCE(code, ''), COALESCE(branch, 0) DESC NULLS LAST, (doc -> 'a' ->> 'part'));
CREATE UNIQUE INDEX ON people ((doc ->> 'serial'));
CREATE UNIQUE INDEX ON people ((doc ->> 'on'));
CREATE UNIQUE INDEX ON people (COALESCE(label, 'none'));
INSERT INTO people
	SELECT repeat(' ', i % 3) || CASE WHEN i % 2 = 0 THEN upper(w) ELSE w END, w || '@d' || i % 9 || '.example', w, NULLIF(w, 'x1'), CASE WHEN i % 5 > 0 THEN i END,
		jsonb_build_object('serial', CASE i % 3 WHEN 0 THEN to_jsonb(i) WHEN 1 THEN to_jsonb('n-' || w) ELSE to_jsonb(i + 0.5) END, 'a', jsonb_build_object('part', w), 'on', date '1950-01-01' + i),
		NULLIF(CASE WHEN i % 4 = 0 THEN left(md5(i::text), 4) || i ELSE 'note ' || i END, 'note 1')
	FROM (SELECT i, 'x' || i AS w FROM generate_series(1, 5000) i) AS s;
`

// TestRestoreUnique restores columns that are unique under the built-in policy,
// which has no rule for them.
func TestRestoreUnique(t *testing.T) {
	t.Parallel()
	pg := pgtest.Start(t)
	pg.CreateDB(t, "unique")
	pg.PSQL(t, "unique", uniqueSQL)
	for _, flags := range [][]string{nil, {"--rows-per-insert=100"}} {
		dump := pg.Dump(t, "unique", flags...)
		out, stderr, code := filter(dump, "--salt-file", tempFile(t, "salt", []byte(zooSalt)))
		if code != 0 {
			t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
		}
		name := fmt.Sprint("unique out", len(flags))
		pg.CreateDB(t, name)
		if res := pg.Restore(name, out); res.ExitCode != 0 {
			t.Fatalf("psql: exit code %d\n%s", res.ExitCode, res.Stderr)
		}
		for _, column := range strings.Fields("tag label mixed number big octets flags padded") {
			query := fmt.Sprintf("SELECT %s::text FROM things", column)
			was := map[string]bool{}
			for _, row := range pg.Query(t, "unique", query) {
				was[row[0].Text] = true
			}
			rows, same := pg.Query(t, name, query), 0
			for _, row := range rows {
				if was[row[0].Text] {
					same++
				}
			}
			if len(rows) != len(was) || column == "tag" && same > len(rows)/4 {
				t.Errorf("column %s: %d values of %d, and %d of them are among the old ones", column, len(rows), len(was), same)
			}
		}
		for _, column := range strings.Fields("login mail nick code label") {
			was := map[string]bool{}
			for _, row := range pg.Query(t, "unique", "SELECT "+column+" FROM people") {
				was[row[0].Text] = true
			}
			same := 0
			for _, row := range pg.Query(t, name, "SELECT "+column+" FROM people WHERE "+column+" IS NOT NULL") {
				if was[row[0].Text] {
					same++
				}
			}
			if same > 1000 {
				t.Errorf("column %s of people: %d values are among the old ones", column, same)
			}
		}
	}
	restorePosts(t, pg)
}

// postsSQL has indexes whose WHERE asks for elements of arrays.
const postsSQL = `
CREATE TABLE posts (author text, tags text[], scores integer[]);
CREATE UNIQUE INDEX ON posts (author) WHERE tags @> '{first,open}';
CREATE UNIQUE INDEX ON posts (author) WHERE NOT tags && ARRAY['draft', 'open', 'a']::text[] AND 7 = ANY (scores);
CREATE UNIQUE INDEX ON posts (author) WHERE cardinality(tags) > 4 OR 'pinned' = ANY (tags);
INSERT INTO posts
	SELECT 'author ' || i / 4, CASE i % 4 WHEN 0 THEN '{first,open,b}' WHEN 1 THEN '{other}' WHEN 2 THEN '{draft,"two words",NULL}' ELSE '{a,b,c,d,e}' END::text[],
		CASE i % 4 WHEN 1 THEN '{7,70}' ELSE '{5,7}' END::integer[]
	FROM generate_series(1, 2000) i;
`

// restorePosts: what indexes ask for of arrays stays, and all else of them is masked.
func restorePosts(t *testing.T, pg *pgtest.Server) {
	pg.CreateDB(t, "posts")
	pg.PSQL(t, "posts", postsSQL)
	dump := pg.Dump(t, "posts")
	out, stderr, code := filter(dump, "--salt-file", tempFile(t, "salt", []byte(zooSalt)), "--schema", tempFile(t, "posts.sql", dump))
	if code != 0 {
		t.Fatalf("exit code %d, stderr:\n%s", code, stderr)
	}
	pg.CreateDB(t, "posts out")
	if res := pg.Restore("posts out", out); res.ExitCode != 0 {
		t.Fatalf("psql: exit code %d\n%s", res.ExitCode, res.Stderr)
	}
	const sum = "SELECT sum((tags @> '{first,open}')::int), sum((7 = ANY (scores))::int), sum(cardinality(tags)), sum(('two words' = ANY (tags) OR 70 = ANY (scores))::int) FROM posts"
	was, is := pg.Query(t, "posts", sum)[0], pg.Query(t, "posts out", sum)[0]
	for i := range 3 {
		if was[i] != is[i] {
			t.Errorf("sum %d: %s, want %s", i, is[i].Text, was[i].Text)
		}
	}
	if is[3].Text != "0" {
		t.Errorf("%s arrays have what no index asks for", is[3].Text)
	}
}
