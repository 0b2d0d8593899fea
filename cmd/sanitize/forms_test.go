package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTablesOfExtensions has blocks of tables that CREATE EXTENSION makes: empty
// ones, ones that are known to be for reference, and others. Check says of each
// what the filter does.
func TestTablesOfExtensions(t *testing.T) {
	const (
		reference = "COPY public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) FROM stdin;\n"
		srs       = "990001\tmine\t990001\tGEOGCS[\"x\"]\t+proj=longlat\n"
		job       = "COPY cron.job (jobid, schedule, command) FROM stdin;\n"
		row       = "1\t* * * * *\tcanary\n"
		end       = "\\.\n\n\n"
	)
	extension := "CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;\n\n\n"
	for _, tt := range []struct {
		name, body, policy string
		code               int
	}{
		{"an empty block", extension + users + reference + end, "", exitOK},
		{"an empty block before all others", extension + usersTable + job + end + users[len(usersTable):], "", exitOK},
		{"only empty blocks", job + end + reference + end, "", exitOK},
		{"an empty block without columns", users + "COPY spatial_ref_sys  FROM stdin;\n" + end, "", exitOK},
		{"rows for reference", extension + users + reference + srs + end, "", exitOK},
		{"rows for reference, strict", extension + reference + srs + end, "version = 1\nunlisted = \"fail\"\n", exitOK},
		{"rows without a rule", users + job + row + end, "", exitFailed},
		{"rows without a rule before all others", usersTable + job + row + end + users[len(usersTable):], "", exitUsage},
		{"rows with a rule", users + job + row + end, "version = 1\n[tables.\"cron.job\".columns]\njobid = \"keep\"\nschedule = \"keep\"\ncommand = \"null\"\n", exitOK},
		{"a rule without rows", users, "version = 1\n[tables.\"cron.job\".columns]\njobid = \"keep\"\n", exitFailed},
		{"a rule for another table without rows", users, "version = 1\n[tables.\"public.jobs\".columns]\njobid = \"keep\"\n", exitUsage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var args []string
			if tt.policy != "" {
				args = []string{"-p", policyFile(t, tt.policy)}
			}
			r := runDump(whole(tt.body), args...)
			if r.code != tt.code || r.code != exitOK && !r.marked() {
				t.Fatalf("exit code %d, want %d\n%s", r.code, tt.code, r.stderr)
			}
			if strings.Contains(tt.body, srs) && !strings.Contains(string(r.stdout), srs) {
				t.Errorf("the rows for reference are not kept:\n%s", r.stdout)
			}
			if strings.Contains(string(r.stdout)+r.stderr, "canary") {
				t.Errorf("a row came out:\n%s\n%s", r.stdout, r.stderr)
			}
			if strings.HasPrefix(tt.name, "a rule") {
				return // a schema has no rows, and check is asked of schemas, too
			}
			text, stderr, code := filter(nil, append([]string{"check", tempFile(t, "dump.sql", []byte(whole(tt.body)))}, args...)...)
			if (code == exitOK) != (tt.code == exitOK) {
				t.Errorf("check: exit code %d\n%s%s", code, text, stderr)
			}
		})
	}
}

// TestTextBehindTheTrailer has what programs append to a dump, which is masked
// as all else and serves as --schema.
func TestTextBehindTheTrailer(t *testing.T) {
	for name, text := range map[string]string{
		"Rails":    "SET search_path TO public;\n\nINSERT INTO \"users\" (id, email) VALUES\n(2, 'canary@example.com'),\n(3, 'canary@example.org');\n",
		"Supabase": "RESET ALL;\n",
		"psql":     "COPY public.users (id, email, note) FROM stdin;\n2\tcanary@example.com\tcanary\n\\.\n",
	} {
		t.Run(name, func(t *testing.T) {
			dump := whole(users) + text
			r := runDump(dump)
			if r.code != exitOK || strings.Contains(string(r.stdout), "canary") {
				t.Fatalf("exit code %d\n%s\n%s", r.code, r.stdout, r.stderr)
			}
			if r := runDump(whole(users), "--schema", tempFile(t, "structure.sql", []byte(dump))); r.code != exitOK {
				t.Errorf("as --schema: exit code %d\n%s", r.code, r.stderr)
			}
		})
	}
}

// TestPartialSchema wants any part of a dump to serve as --schema, with --partial
// or without.
func TestPartialSchema(t *testing.T) {
	file := filepath.Join(t.TempDir(), "schema.sql")
	if err := os.WriteFile(file, []byte(usersTable), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{}, {"check"}, {"--partial"}, {"check", "--partial"}} {
		if r := runDump(whole(users), append(args, "--schema", file)...); r.code != exitOK {
			t.Errorf("%q: exit code %d\n%s", args, r.code, r.stderr)
		}
	}
}

// TestOtherFormats wants what is no dump of PostgreSQL's to be told by what it is.
func TestOtherFormats(t *testing.T) {
	for text, want := range map[string]string{
		"-- MySQL dump 10.13  Distrib 8.0\n--\n":                      "MySQL",
		"/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump\n": "MariaDB",
		"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n":              "SQLite",
		"SQLite format 3\x00\x10\x00":                                 "SQLite",
		"USE [shop]\nGO\n":                                            "SQL Server",
		"DECLARE @i INT = 1;\nWHILE @i < 5 SET @i = @i + 1;\n":        "SQL Server",
		"-- the things\n/* of us */\nDECLARE @x nvarchar(9)\n":        "SQL Server",
		"/****** Object:  Table [dbo].[T] ******/\nSET ANSI_NULLS\n":  "SQL Server",
		"SET NOCOUNT ON;\nINSERT INTO dbo.T VALUES (1, N'canary');\n": "SQL Server",
		"BEGIN TRAN\nINSERT INTO T VALUES (N'canary')\nCOMMIT TRAN\n": "SQL Server",
		"if object_id('dbo.T') is not null drop table dbo.T;\n":       "SQL Server",
		"EXEC sp_rename 'canary', 'T';\nGO\n":                         "SQL Server",
		"PRINT 'canary';\nGO\n":                                       "SQL Server",
		"TAPE\x00\x00\x03":                                            "SQL Server",
		"DECLARE\n  v NUMBER;\nBEGIN\n  NULL;\nEND;\n/\n":             "Oracle",
		"SET DEFINE OFF;\nREM INSERTING into T\n":                     "Oracle",
		"--------------------------------\n--  DDL for Table T\n":     "Oracle",
		"CREATE TABLE `t` (`a` int) ENGINE=InnoDB;\n":                 "MySQL",
		"-- by hand\nSET FOREIGN_KEY_CHECKS=0;\n":                     "MySQL",
		"USE shop;\nINSERT INTO t VALUES (1, 'canary');\n":            "MySQL",
		"LOCK TABLES `t` WRITE;\n":                                    "MySQL",
		" id |  name\n----+--------\n  1 | canary\n(1 row)\n":         "psql",
		";\n; Archive created at 2020-01-01\n;     dbname: canary\n":  "list of an archive",
		"2020-01-01 00:00:00 UTC [12] LOG:  canary\n":                 "a log",
		"Obj\x01\x04": "Avro",
		"Password: \n--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n": "other text",
		"Welcome canary!\n\n--\n-- PostgreSQL database cluster dump\n--\n":                "other text",
		"<?xml version=\"1.0\"?>\n<users/>":                                               "XML",
		"{\"users\": [{\"email\": \"canary@example.com\"}]}":                              "JSON",
		"[\n  {\"id\": 1}\n]":                                "JSON",
		"users:\n  - id: 1\n    email: canary@example.com\n": "YAML",
		"---\nid: 1\n":                                       "YAML",
		"id,email,First Name\n1,canary@example.com,canary\n": "CSV",
		"\"id\";\"email\"\n1;canary@example.com\n":           "CSV",
		"id\temail\n1\tcanary@example.com\n":                 "CSV",
		"pg_dump: error: connection to server failed\n":      "messages of pg_dump",
		"pg_dump: warning: there are circular foreign-key constraints on this table:\npg_dump: detail: canary\n--\n-- PostgreSQL database dump\n": "messages of pg_dump",
		"pg_dump: last built-in OID is 16383\npg_dump: reading extensions\n":                                                                      "messages of pg_dump",
		"-----BEGIN PGP MESSAGE-----\n":                      "PGP",
		"--\r-- PostgreSQL database dump\r--\r\rSELECT 1;\r": "lines end in CR alone",
		"LS0KLS0gUG9zdGdyZVNRTCBkYXRhYmFzZSBkdW1wCi0tCgo=\n": "base64",
		"UEdETVABDgAECAEBAQAAAAAPAAAA\n":                     "base64",
		"PGCOPY\n\xff\r\n\x00":                               "binary",
		"7z\xbc\xaf\x27\x1c":                                 "7z",
	} {
		for _, partial := range [][]string{{}, {"--partial"}} {
			r := runDump(text, partial...)
			if r.code == exitOK || !r.marked() || !strings.Contains(r.stderr, want) || !strings.Contains(r.stderr, "hint: ") || strings.Contains(r.stderr, "canary") {
				t.Errorf("%q: exit code %d, want a message with %s\n%s", text, r.code, want, r.stderr)
			}
		}
	}
	short := strings.TrimRight(whole(usersTable), "\n") // as an editor leaves it
	if r := runDump(short); r.code != exitFailed || !strings.Contains(r.stderr, "or use --partial if it is whole") {
		t.Errorf("without the last newline: exit code %d\n%s", r.code, r.stderr)
	}
	if r := runDump(short, "--partial"); r.code != exitOK {
		t.Errorf("--partial, without the last newline: exit code %d\n%s", r.code, r.stderr)
	}
	for _, text := range []string{users, "SELECT 1, 2;\n" + users, "\n\n" + users, "\xef\xbb\xbf" + users, "begin;\n" + users,
		"-- ---------------\n-- by hand\n\n" + users, "SET NAMES 'UTF8';\n" + users, "/* of\nus */\n" + users, "begin transaction;\n" + users, "drop table if exists t;\n" + users} {
		if r := runDump(text, "--partial"); r.code != exitOK {
			t.Errorf("%.30q: exit code %d\n%s", text, r.code, r.stderr)
		}
	}
}
