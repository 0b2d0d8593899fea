package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/alecthomas/kong"

	"sanitize/cmd/sanitize/internal/cli"
	"sanitize/mask"
)

// commandLine is what kong makes of the arguments. Its tags and the texts of
// manual.go are all that help, man page and completions are made of: "help" is
// what a flag means, "placeholder" stands for its value, and "complete" says
// what a shell completes the value with.
type commandLine struct {
	Filter     filterFlags     `cmd:"" default:"withargs" help:"mask a dump; what is done without a command"`
	Init       initFlags       `cmd:"" help:"draft a policy for a schema or a dump"`
	Preview    previewFlags    `cmd:"" help:"the first rows of each table, before and after"`
	Check      checkFlags      `cmd:"" help:"what a policy does with a schema or a dump, column by column"`
	Verify     verifyFlags     `cmd:"" help:"hold a masked dump against its original, by other code"`
	Report     reportFlags     `cmd:"" help:"a report as a page of HTML; sign one, or check its signature"`
	Policy     policyFlags     `cmd:"" help:"print the built-in policy"`
	Masks      masksFlags      `cmd:"" help:"the catalogue of masks, or all about one"`
	Reveal     revealFlags     `cmd:"" help:"turn values that mask fpe has encrypted back"`
	Keygen     struct{}        `cmd:"" help:"print a new random salt"`
	Completion completionFlags `cmd:"" help:"print a script that completes in a shell"`
	Version    struct{}        `cmd:"" help:"print the version"`
	Man        struct{}        `cmd:"" hidden:"" help:"print the man page"`
}

// filterFlags are the flags of the filter.
type filterFlags struct {
	Policy   string    `short:"p" placeholder:"FILE" complete:"file" help:"what to mask (TOML); else $$SANITIZE_POLICY, else the built-in policy, which masks all that names do not say is safe (\"sanitize policy\" prints it)"`
	SaltFile string    `placeholder:"FILE" complete:"file" help:"the secret behind the masks; else that of the policy, else $$SANITIZE_SALT, else random, for this run alone"`
	Output   string    `short:"o" placeholder:"FILE" complete:"file" help:"written beside FILE and renamed on success only; FILE.zst is compressed"`
	Zstd     zstdLevel `short:"z" placeholder:"LEVEL" help:"compress the output: -z, -z9, --zstd=9 (1 to 19, default 3)"`
	Jobs     int       `short:"j" placeholder:"N" help:"workers (default: the CPUs)"`
	Schema   string    `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database: types for a data-only dump, and keys before the data"`
	Data     []string  `sep:"none" placeholder:"GLOB" help:"let the rows of these tables pass alone"`
	NoData   []string  `sep:"none" placeholder:"GLOB" help:"drop the rows of these tables"`
	Partial  bool      `help:"accept a cut dump, and rules that match nothing"`
	Lock     string    `placeholder:"FILE" complete:"file" help:"refuse a dump that is not as FILE says, see check"`
	Guard    bool      `help:"wrap the output in \\if true … \\endif, so that psql fails too if sanitize is killed"`
	Format   string    `placeholder:"FORMAT" enum:"plain,custom,directory" default:"plain" help:"of an archive: plain SQL, or an archive again (custom, directory), for pg_restore -j"`
	Compress string    `short:"Z" placeholder:"METHOD" help:"with --format: none, gzip, lz4, zstd, or gzip:9 (default: as the input)"`
	Mention  bool      `help:"with --format: the archive's list says that it was masked"`
	Shard    shard     `placeholder:"I/N" help:"with --format directory: mask part I of N, on N machines"`
	Report   string    `placeholder:"FILE" complete:"file" help:"write what was done as JSON"`
	Progress string    `placeholder:"WHEN" enum:"auto,always,never" default:"auto" help:"auto (on a terminal), always, never"`
	Quiet    bool      `short:"q" help:"print errors only"`

	Input string `arg:"" optional:"" default:"-" placeholder:"INPUT" complete:"file" help:"a dump; - or nothing is standard input"`
}

// initFlags are the flags of init.
type initFlags struct {
	Output    string  `short:"o" placeholder:"FILE" complete:"file" help:"written beside FILE and renamed on success only (default: standard output)"`
	Database  string  `placeholder:"NAME" help:"of a pg_dumpall: this database alone"`
	Schema    string  `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database: what INPUT does not have"`
	Update    string  `placeholder:"FILE" complete:"file" help:"print the policy FILE with lines for the columns that stop a run with it; all else stays"`
	From      string  `placeholder:"FILE" complete:"file" help:"rules of another tool: Greenmask's or Confiture's configuration; anon: the labels of PostgreSQL Anonymizer that are in INPUT"`
	K         int     `placeholder:"N" default:"20" help:"of what is kept by its values, each is in N rows (default 20)"`
	Sample    int     `placeholder:"N" default:"20000" help:"rows of each table that are looked into (default 20000, more or less)"`
	Threshold float64 `placeholder:"PERCENT" default:"5" help:"of the values in a column that look personal: from there on it is masked (default 5)"`
	Partial   bool    `help:"accept a cut dump"`
	Quiet     bool    `short:"q" help:"print errors only"`

	Input string `arg:"" optional:"" placeholder:"INPUT" complete:"file" help:"a schema or a dump; - or nothing is standard input"`
}

// previewFlags are the flags of preview.
type previewFlags struct {
	Policy       string   `short:"p" placeholder:"FILE" complete:"file" help:"the policy; else $$SANITIZE_POLICY, else the built-in one"`
	SaltFile     string   `placeholder:"FILE" complete:"file" help:"the secret behind the masks; else that of the policy, else $$SANITIZE_SALT, else random"`
	Schema       string   `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database: what INPUT does not have"`
	Table        []string `sep:"none" placeholder:"GLOB" help:"these tables alone"`
	Rows         int      `placeholder:"N" default:"3" help:"of each table (default 3)"`
	MaskedOnly   bool     `help:"the columns that are masked alone"`
	Format       string   `enum:"text,html,json" default:"text" placeholder:"FORMAT" help:"text, html, json"`
	YesOriginals bool     `help:"write values as they are in the dump into a pipe or a file, too"`
	Partial      bool     `help:"accept a cut dump"`

	Input string `arg:"" optional:"" default:"-" placeholder:"INPUT" complete:"file" help:"a dump; - or nothing is standard input"`
}

// checkFlags are the flags of check.
type checkFlags struct {
	Policy     string `short:"p" placeholder:"FILE" complete:"file" help:"the policy; else $$SANITIZE_POLICY, else the built-in one"`
	Schema     string `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database: what INPUT does not have"`
	Format     string `enum:"text,json" default:"text" placeholder:"FORMAT" help:"text, json"`
	Problems   bool   `help:"after the summary, only the columns that something is wrong with"`
	Strict     bool   `help:"warnings are errors"`
	Lock       string `placeholder:"FILE" complete:"file" help:"fail where the columns and their masks are not as FILE says"`
	UpdateLock bool   `help:"write the columns and their masks into --lock FILE"`
	Require    string `placeholder:"FILE" complete:"file" help:"fail where a column is kept that FILE, a floor, wants masked"`
	Partial    bool   `help:"accept a cut dump, and rules that match nothing"`
	Quiet      bool   `short:"q" help:"print errors only"`

	Input string `arg:"" optional:"" placeholder:"INPUT" complete:"file" help:"a schema or a dump; - or nothing is standard input"`
}

// verifyFlags are the flags of verify.
type verifyFlags struct {
	Policy  string `short:"p" placeholder:"FILE" complete:"file" help:"the policy that AFTER was made with; else $$SANITIZE_POLICY, else what was masked is inferred from what differs"`
	Report  string `placeholder:"FILE" complete:"file" help:"the report of the run that made AFTER; the result is put into it"`
	Schema  string `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database, for data-only dumps"`
	Format  string `enum:"text,json" default:"text" placeholder:"FORMAT" help:"text, json"`
	Memory  string `default:"256MiB" placeholder:"SIZE" help:"how much may be used (default 256MiB)"`
	Partial bool   `help:"accept cut dumps"`
	Quiet   bool   `short:"q" help:"print findings and errors only"`

	Before string `arg:"" placeholder:"BEFORE" complete:"file" help:"the dump that was masked; - is standard input"`
	After  string `arg:"" placeholder:"AFTER" complete:"file" help:"what was made of it; - is standard input"`
}

// reportFlags are the flags of report.
type reportFlags struct {
	Sign  string `placeholder:"KEY" complete:"file" help:"write FILE.minisig, by a secret key of minisign"`
	Check string `placeholder:"PUBKEY" complete:"file" help:"fail unless FILE.minisig is by that key, the run complete, the release not expired, and verify found nothing"`
	Of    string `placeholder:"SNAPSHOT" complete:"file" help:"with --check: fail unless the report is of this file"`

	File string `arg:"" placeholder:"FILE" complete:"file" help:"the JSON of --report"`
}

type policyFlags struct {
	JSONSchema bool `name:"json-schema" help:"print the JSON Schema of policies instead, for editors"`
}

type masksFlags struct {
	Name string `arg:"" optional:"" placeholder:"NAME" complete:"masks" help:"a mask"`
}

// revealFlags are the flags of reveal.
type revealFlags struct {
	Policy string `short:"p" placeholder:"FILE" complete:"file" help:"the policy that masked the column; else $$SANITIZE_POLICY"`
	Schema string `placeholder:"FILE" complete:"file" help:"a pg_dump --schema-only of the same database: the column's type"`

	Table  string `arg:"" placeholder:"TABLE" help:"with its schema: public.users"`
	Column string `arg:"" placeholder:"COLUMN"`
}

type completionFlags struct {
	Shell string `arg:"" enum:"bash,zsh,fish" placeholder:"SHELL" help:"bash, zsh or fish"`
}

// zstdLevel is the value of --zstd[=LEVEL]; 0 means no compression.
type zstdLevel int

const defaultZstdLevel = 3

// IsBool lets kong accept the flag without a value.
func (zstdLevel) IsBool() bool { return true }

// Decode reads the flag's value, if it has one.
func (z *zstdLevel) Decode(ctx *kong.DecodeContext) error {
	value := ""
	if ctx.Scan.Peek().Type == kong.FlagValueToken {
		value = fmt.Sprint(ctx.Scan.Pop().Value)
	}
	level, err := parseLevel(value)
	*z = zstdLevel(level)
	return err
}

// parseLevel returns the level that the value of --zstd stands for, 0 with an
// error.
func parseLevel(value string) (int, error) {
	if value == "" {
		return defaultZstdLevel, nil
	}
	level, err := strconv.Atoi(value)
	if err != nil || level < 1 || level > 19 {
		return 0, fmt.Errorf("level %q, want one from 1 to 19", value)
	}
	return level, nil
}

// parse makes the command line of arguments, and says which command is at hand.
// The line is never nil: it says as much as could be understood.
func parse(args []string) (*commandLine, *cli.Program, *cli.Line, error) {
	var cl commandLine
	parser, err := kong.New(&cl, kong.Name("sanitize"), kong.NoDefaultHelp())
	if err != nil {
		panic("sanitize: internal error: " + err.Error())
	}
	program := &cli.Program{
		Name:    "sanitize",
		Summary: "mask the columns of a PostgreSQL dump in flight",
		Topics:  topics(),
		Flags: []*cli.Flag{
			{Name: "help", Short: "h", Help: "this text; with a command, that command's"},
			{Name: "version", Short: "V", Help: "print the version"},
		},
		Words:   map[string][]string{"masks": maskNames()},
		Suggest: mask.Suggest,
		Exists:  exists,
	}
	program.Add(parser.Model, commandTexts)
	line, err := program.Read(args)
	if err != nil || line.Help || line.Version {
		return &cl, program, line, err
	}
	if _, err := parser.Parse(line.Args()); err != nil {
		var wrong *kong.ParseError
		if errors.As(err, &wrong) {
			err = errors.Unwrap(err)
		}
		return &cl, program, line, usageError(err, program.See(line))
	}
	return &cl, program, line, nil
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
