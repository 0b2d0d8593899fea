package cli_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/cmd/sanitize/internal/cli"
)

// program returns a command line with all kinds of flags.
func program() *cli.Program {
	file := func(name, short string) *cli.Flag {
		return &cli.Flag{Name: name, Short: short, Value: "FILE", Complete: "file", Help: "a file"}
	}
	return &cli.Program{
		Name: "prog",
		Commands: []*cli.Command{
			{
				Name: "run", Summary: "does it", Detail: "Does it.", Example: "prog -p x",
				Flags: []*cli.Flag{
					file("policy", "p"), file("output", "o"),
					{Name: "zstd", Short: "z", Value: "LEVEL", Optional: true, Help: "packs"},
					{Name: "quiet", Short: "q", Help: "says nothing"},
					{Name: "data", Value: "GLOB", Repeat: true, Help: "some"},
					{Name: "jobs", Short: "j", Value: "N", Help: "so many"},
				},
				Args: []cli.Arg{{Name: "INPUT", Optional: true, Complete: "file"}},
			},
			{
				Name: "check", Summary: "looks", Example: "prog check",
				Flags: []*cli.Flag{file("policy", "p"), {Name: "strict", Help: "more"}, {Name: "format", Value: "FORMAT", Values: []string{"text", "json"}, Help: "how"}},
				Args:  []cli.Arg{{Name: "INPUT", Optional: true, Complete: "file"}},
			},
			{
				Name: "reveal", Summary: "turns back", Example: "prog reveal t c",
				Args: []cli.Arg{{Name: "TABLE"}, {Name: "COLUMN", Complete: "columns"}},
			},
			{Name: "secret", Summary: "hides", Hidden: true, Example: "prog secret"},
		},
		Flags: []*cli.Flag{{Name: "help", Short: "h", Help: "this"}, {Name: "version", Help: "which"}},
		Words: map[string][]string{"columns": {"email", "name"}},
		Suggest: func(name string, candidates []string) string {
			i := slices.IndexFunc(candidates, func(c string) bool { return len(c) == len(name) && c[0] == name[0] })
			if i < 0 {
				return ""
			}
			return candidates[i]
		},
		Exists: func(file string) bool { return file == "cheek" },
	}
}

// TestArgs is a line for each form of arguments: what kong gets of them.
func TestArgs(t *testing.T) {
	for _, tt := range []struct{ args, want string }{
		{"", "run --"},
		{"in.sql", "run -- in.sql"},
		{"-", "run -- -"},
		{"-- -p", "run -- -p"},
		{"-p x in", "run --policy=x -- in"},
		{"in -p x", "run --policy=x -- in"},
		{"-px in", "run --policy=x -- in"},
		{"-p=x in", "run --policy=x -- in"},
		{"--policy x in", "run --policy=x -- in"},
		{"--policy=x in", "run --policy=x -- in"},
		{"--policy=a=b", "run --policy=a=b --"},
		{"-o -", "run --output=- --"},
		{"-j -1", "run --jobs=-1 --"},
		{"-z", "run --zstd --"},
		{"-z5", "run --zstd=5 --"},
		{"-z19 in", "run --zstd=19 -- in"},
		{"-z=5", "run --zstd=5 --"},
		{"-z=x", "run --zstd=x --"},
		{"--zstd=5", "run --zstd=5 --"},
		{"--zstd in", "run --zstd -- in"},
		{"-z in5", "run --zstd -- in5"},
		{"-qz", "run --quiet --zstd --"},
		{"-zq", "run --zstd --quiet --"},
		{"-qz9p x", "run --quiet --zstd=9p -- x"},
		{"-qzp x", "run --quiet --zstd --policy=x --"},
		{"--data a --data b", "run --data=a --data=b --"},
		{"run in", "run -- in"},
		{"check --strict -p x in", "check --policy=x --strict -- in"},
		{"check in --strict", "check --strict -- in"},
		{"reveal t c", "reveal -- t c"},
		{"cheek", "run -- cheek"},
		{"./check", "run -- ./check"},
		{"secret", "secret --"},
	} {
		line, err := program().Read(strings.Fields(tt.args))
		got := strings.Join(line.Args(), " ")
		if sorted(got) != sorted(tt.want) || err != nil {
			t.Errorf("prog %s: %q, want %q (%v)", tt.args, got, tt.want, err)
		}
	}
}

// sorted is args with the flags, whose order does not matter, in order.
func sorted(args string) string {
	head, tail, _ := strings.Cut(args, "--")
	flags := strings.Fields(head + "--" + tail)
	slices.Sort(flags)
	return strings.Join(flags, " ")
}

// TestArgsErrors is a line for each mistake: all of a line are found at once.
func TestArgsErrors(t *testing.T) {
	see := "prog --help says what there is"
	for _, tt := range []struct {
		args string
		want []cli.Error
	}{
		{"-p", []cli.Error{{"-p wants a value: -p FILE", see}}},
		{"--policy", []cli.Error{{"--policy wants a value: --policy FILE", see}}},
		{"-p -o x", []cli.Error{{"-p wants a value: -p FILE", see}}},
		{"-p --output=x", []cli.Error{{"-p wants a value: -p FILE", see}}},
		{"-p a -p b", []cli.Error{{"--policy is given twice", ""}}},
		{"-p a --policy=a", []cli.Error{{"--policy is given twice", ""}}},
		{"-q -q", []cli.Error{{"--quiet is given twice", ""}}},
		{"-z -z9", []cli.Error{{"--zstd is given twice", ""}}},
		{"-z 5 in", []cli.Error{{"-z 5: the level is attached to the flag", "-z5 or --zstd=5; a file of that name is ./5"}}},
		{"--zstd 5", []cli.Error{{"--zstd 5: the level is attached to the flag", "-z5 or --zstd=5; a file of that name is ./5"}}},
		{"--output=", []cli.Error{{"--output has an empty value, want --output FILE", ""}}},
		{"--quiet=yes", []cli.Error{{"--quiet takes no value", see}}},
		{"-q=1", []cli.Error{{"-q takes no value", see}}},
		{"--polocy x", []cli.Error{{"unknown flag --polocy", "did you mean --policy?"}}},
		{"--nonsense", []cli.Error{{"unknown flag --nonsense", see}}},
		{"-x", []cli.Error{{"unknown flag -x", see}}},
		{"-qé", []cli.Error{{"unknown flag -é", see}}},
		{"--strict", []cli.Error{{"unknown flag --strict: it is a flag of check", see}}},
		{"check -z", []cli.Error{{"unknown flag -z: it is a flag of the command without a name", "prog check --help says what there is"}}},
		{"a b", []cli.Error{{`unexpected argument "b": INPUT is all that is taken`, see}}},
		{"secret b", []cli.Error{{`unexpected argument "b": there are none`, "prog secret --help says what there is"}}},
		{"reveal t", []cli.Error{{"COLUMN is missing", "prog reveal --help says what there is"}}},
		{"chekc", []cli.Error{{`there is no command "chekc", and no file of that name`, "did you mean prog check?"}}},
		{"chekc in", []cli.Error{{`there is no command "chekc", and no file of that name`, "did you mean prog check?"}}},
		{"-p x check in", []cli.Error{{"check is a command, and stands behind flags", "the command comes first: prog check …; a file of that name is ./check"}}},
		{"help chekc", []cli.Error{{`there is no command "chekc"`, "did you mean check?"}}},
		{"-q -q -x -p", []cli.Error{{"--quiet is given twice", ""}, {"unknown flag -x", see}, {"-p wants a value: -p FILE", see}}},
	} {
		line, err := program().Read(strings.Fields(tt.args))
		var got []cli.Error
		errs, _ := err.(cli.Errors)
		for _, e := range errs {
			got = append(got, *e)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("prog %s: (-want +got)\n%s", tt.args, d)
		}
		if line == nil {
			t.Errorf("prog %s: no line", tt.args)
		}
	}
	if _, err := program().Read([]string{""}); err == nil {
		t.Error("an empty argument is taken")
	}
}

// TestArgsHelp: help and version come before whatever else is wrong with the
// arguments that are no flags.
func TestArgsHelp(t *testing.T) {
	for _, tt := range []struct {
		args          string
		command       string
		help, version bool
	}{
		{"--help", "run", true, false},
		{"-h", "run", true, false},
		{"-qh", "run", true, false},
		{"help", "run", true, false},
		{"help check", "check", true, false},
		{"help --help", "run", true, false},
		{"check --help", "check", true, false},
		{"--help check", "check", true, false},
		{"-p --help", "run", true, false},
		{"--nonsense -h", "run", true, false},
		{"reveal -h", "reveal", true, false},
		{"--version", "run", false, true},
		{"check --version", "check", false, true},
	} {
		line, err := program().Read(strings.Fields(tt.args))
		if err != nil || line.Command.Name != tt.command || line.Help != tt.help || line.Version != tt.version {
			t.Errorf("prog %s: command %s, help %t, version %t (%v)", tt.args, line.Command.Name, line.Help, line.Version, err)
		}
	}
}

// TestGiven holds the line to saying what it could understand of arguments that
// are wrong.
func TestGiven(t *testing.T) {
	for _, tt := range []struct {
		args, flag, value string
		ok                bool
	}{
		{"-o x --nonsense", "output", "x", true},
		{"--nonsense -ox", "output", "x", true},
		{"-p -z -x", "zstd", "", true},
		{"-o", "output", "", true},
		{"-p x", "output", "", false},
	} {
		line, _ := program().Read(strings.Fields(tt.args))
		if value, ok := line.Given(tt.flag); value != tt.value || ok != tt.ok {
			t.Errorf("prog %s: --%s is %q, %t", tt.args, tt.flag, value, ok)
		}
	}
}
