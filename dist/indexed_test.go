package dist

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sanitize/fixtures/pgtest"
)

// TestIndexedJob rehearses the Job of the manifest: each table of a database is a
// dump of its own, masked by a process of its own with the manifest's arguments.
// One salt gives the rows that a single run gives.
func TestIndexedJob(t *testing.T) {
	pg := pgtest.Start(t)
	wantTool(t, "zstd")
	bin := sanitize(t)
	pg.CreateDB(t, "shop")
	pg.PSQL(t, "shop", read(t, dump))
	dir := t.TempDir()
	write(t, dir+"/etc/sanitize/policy.toml", read(t, shop), 0o600)
	write(t, dir+"/run/secrets/sanitize/salt", salt, 0o600)
	write(t, dir+"/dumps/schema.sql", string(pg.Dump(t, "shop", "--schema-only")), 0o600)
	if err := os.Mkdir(dir+"/masked", 0o700); err != nil {
		t.Fatal(err)
	}
	tables := strings.Fields(pg.QueryText(t, "shop", "SELECT string_agg(oid::regclass::text, ' ' ORDER BY oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
	if len(tables) < 2 {
		t.Fatalf("tables %q", tables)
	}
	for i, table := range tables {
		part := fmt.Sprintf("%s/dumps/%d.sql", dir, i)
		write(t, part, string(pg.Dump(t, "shop", "--table", "public."+table)), 0o600)
		command(t, nil, "zstd", "-q", "--rm", part)
	}
	jobs := make([]*exec.Cmd, len(tables))
	for i := range jobs {
		jobs[i] = exec.Command(bin, jobArgs(t, "indexed-job", dir, i)...)
		jobs[i].Stderr = os.Stderr
		if err := jobs[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	whole := write(t, dir+"/whole.sql", string(pg.Dump(t, "shop")), 0o600)
	single := command(t, []string{"SANITIZE_SALT=" + salt}, bin, "-q", "--partial", "-p", shop, whole)
	for i, job := range jobs {
		if err := job.Wait(); err != nil {
			t.Errorf("the job of %s: %v", tables[i], err)
			continue
		}
		part := command(t, nil, "zstd", "-dcq", fmt.Sprintf("%s/masked/%d.sql.zst", dir, i))
		if got, want := rowsOf(part, tables[i]), rowsOf(single, tables[i]); got != want || got == "" {
			t.Errorf("%s: the rows are not those of a single run", tables[i])
		}
	}
}

// TestIndexedArchive rehearses the Job that masks an archive in parts, all at once:
// the files are those of a single run.
func TestIndexedArchive(t *testing.T) {
	bin := sanitize(t)
	dir := t.TempDir()
	write(t, dir+"/etc/sanitize/policy.toml", read(t, shop), 0o600)
	write(t, dir+"/run/secrets/sanitize/salt", salt, 0o600)
	if err := os.CopyFS(dir+"/dumps/shop", os.DirFS("../fixtures/archives/shop15.directory")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir+"/masked", 0o700); err != nil {
		t.Fatal(err)
	}
	pods := regexp.MustCompile(`completions: (\d+)`).FindStringSubmatch(read(t, "kubernetes/indexed-archive.yaml"))
	n, err := strconv.Atoi(pods[1])
	if err != nil || !strings.Contains(read(t, "kubernetes/indexed-archive.yaml"), "+1/"+pods[1]+"\n") {
		t.Fatalf("completions %q, and the shards are of another number: %v", pods, err)
	}
	jobs := make([]*exec.Cmd, n)
	for i := range jobs {
		jobs[i] = exec.Command(bin, jobArgs(t, "indexed-archive", dir, i)...)
		jobs[i].Stderr = os.Stderr
		if err := jobs[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i, job := range jobs {
		if err := job.Wait(); err != nil {
			t.Errorf("the job of index %d: %v", i, err)
		}
	}
	command(t, []string{"SANITIZE_SALT=" + salt}, bin, "-q", "-p", shop, "--format", "directory", "-o", dir+"/single", dir+"/dumps/shop")
	if diff := cmp.Diff(filesIn(t, dir+"/single"), filesIn(t, dir+"/masked/shop")); diff != "" {
		t.Errorf("not as a single run: %s", diff)
	}
}

// filesIn returns the files of a directory by their names.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		files[e.Name()] = read(t, dir+"/"+e.Name())
	}
	return files
}

// jobArgs returns the arguments of a manifest for an index, with its paths
// below dir. Rules for tables that a part does not have match nothing there.
func jobArgs(t *testing.T, manifest, dir string, index int) []string {
	t.Helper()
	_, text, _ := strings.Cut(read(t, "kubernetes/"+manifest+".yaml"), "          args:\n")
	var args []string
	for _, m := range regexp.MustCompile(`(?m)^            - (.*)$`).FindAllStringSubmatch(text, -1) {
		if strings.HasPrefix(m[1], "{") {
			break
		}
		args = append(args, regexp.MustCompile(`(^|=)/`).ReplaceAllString(strings.ReplaceAll(m[1], "$(INDEX)", fmt.Sprint(index)), "${1}"+dir+"/"))
	}
	if len(args) < 6 {
		t.Fatalf("the manifest has the arguments %q", args)
	}
	return args
}

// rowsOf returns the rows of a table in a dump.
func rowsOf(dump, table string) string {
	_, rows, _ := strings.Cut(dump, "\nCOPY public."+table+" (")
	rows, _, _ = strings.Cut(rows, "\n\\.\n")
	return rows
}
