package main

import "sanitize/cmd/sanitize/internal/cli"

// commandTexts are what is said of the commands beside the tags of commandLine.
var commandTexts = map[string]cli.Text{
	"filter": {
		Detail: `Masks the columns of a pg_dump or pg_dumpall: plain SQL, an archive (custom,
directory, tar), as it is or compressed with zstd or gzip. INPUT is a file, or
an archive's directory; - or nothing is standard input. The masked dump goes to
standard output, as plain SQL; or, of an archive, as an archive (--format).`,
		Example: `pg_dump mydb | sanitize -p policy.toml |
  psql -1 -v ON_ERROR_STOP=1 staging`,
	},
	"init": {
		Detail: `Drafts a policy: a strict one, in which every column of the schema has a rule
and every line its reason. Columns that share a name share a line where they
share a rule. What is masked because it is personal comes first, then keys, then
what an application steers by; what is left is to be looked at. The draft is
bound to the schema before it is printed: sanitize check has nothing to say
against it.`,
		Example: `pg_dump --schema-only mydb | sanitize init > policy.toml`,
	},
	"preview": {
		Detail: `Shows the first rows of each table as they are in the dump and as the policy
makes them, side by side. ∅ is NULL, '' the empty string; control characters are
written as escapes. It reads no further than it must. Because it shows values of
the dump it writes to a terminal alone, unless --yes-originals says otherwise.`,
		Example: `sanitize preview -p policy.toml --masked-only prod.sql.zst`,
	},
	"check": {
		Detail: `Says for each column of a schema or a dump which mask it gets, which rule
gave it, and whether that can go wrong; and what the policy does outside of
rows. It needs neither data nor a salt, and writes no dump. Exit code 3 says
that it has found something.`,
		Example: `pg_dump --schema-only mydb | sanitize check -p policy.toml`,
	},
	"verify": {
		Detail: `Holds a masked dump against the one that it was made of, by code that shares
nothing with the masks, and without salt or database: the same rows in the same
order, kept columns byte for byte, NULLs, empty strings and joins as they were,
no value left, equal values equal and different ones different, and no original
of a masked column anywhere, if it has six characters, or eight digits where it
is a number, and is no date. It needs BEFORE once, or a second time to be sure
of what it has found; AFTER, if it is no file, is copied to a temporary one.
Exit code 3 says that it has found something; it names places, never values.`,
		Example: `sanitize verify -p policy.toml prod.sql.zst snap.sql.zst`,
	},
	"report": {
		Detail: `Makes a page of a report, complete in itself, for those who have to
accept what was done. With --sign it writes a signature over the report's
canonical form beside it instead (Ed25519, as minisign does; the key's password,
if it has one, is $SANITIZE_KEY_PASSWORD), with --check it says whether the
report is a proof: a restore can refuse a snapshot without one.`,
		Example: `sanitize report run.json > run.html
sanitize report --check release.pub --of snap.sql.zst run.json &&
  zstd -dc snap.sql.zst | psql -1 -v ON_ERROR_STOP=1 staging`,
	},
	"policy": {
		Detail: `Prints the built-in policy, which holds where no other is given: a policy
to begin with. Its JSON Schema lets editors of TOML complete and check a policy
of your own; its first line is then "#:schema" and the schema's path.`,
		Example: `sanitize policy > policy.toml`,
	},
	"masks": {
		Detail: `Lists the masks, a line each; or says all about one: its parameters, the
types that it can do, whether it keeps values unique, and an example.`,
		Example: `sanitize masks email`,
	},
	"reveal": {
		Detail: `Turns values that the mask fpe has encrypted back, one a line, from
standard input to standard output. It takes the key that the policy names for
the column.`,
		Example: `echo 4929 | sanitize reveal -p policy.toml public.users account`,
	},
	"keygen": {
		Detail: `Prints a new random salt, for --salt-file or $SANITIZE_SALT. Equal values
get equal masks wherever the salt is the same: guard it as you guard the data.`,
		Example: `sanitize keygen > salt && chmod 600 salt`,
	},
	"completion": {
		Detail:  `Prints a script that completes commands, flags, values, files and masks.`,
		Example: `source <(sanitize completion bash)`,
	},
	"version": {
		Detail:  `Prints the version, as it was released or built.`,
		Example: `sanitize version`,
	},
	"man": {
		Detail:  `Prints this manual as a man page.`,
		Example: `sanitize man > sanitize.1 && man -l sanitize.1`,
	},
}

// topics are what is said beside the commands.
func topics() []cli.Topic {
	return []cli.Topic{
		{
			Title: "Environment",
			Text: `SANITIZE_SALT is the salt, where neither --salt-file nor the policy names
one. SANITIZE_POLICY is the path of the policy, where --policy is not given.
NO_COLOR, if not empty, keeps colours off a terminal.`,
			ManualOnly: true,
		},
		{
			Title: "Signals",
			Text: `SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGABRT end a run as every failure
does. SIGUSR1 prints a line on how far the run has come.`,
			ManualOnly: true,
		},
		{
			Title: "Failure",
			Text: `Whatever fails, the output cannot be taken for a good one. Without --output,
and unless standard output is a terminal, it ends in a line with ] and a
carriage return, at which psql fails; with --zstd its frame is not closed, at
which zstd fails. With --output the target stays as it was. Restore with

  psql -1 -v ON_ERROR_STOP=1

since anything else commits what came before an error. Against death by SIGKILL,
at which nothing can be written, there is --guard.`,
			ManualOnly: true,
		},
		{
			Title: "Exit",
			Text: `0 complete. 1 failed, what was written is unusable. 2 wrong usage, policy
or salt, nothing of the dump was written. 3 check or verify found something.`,
		},
	}
}
