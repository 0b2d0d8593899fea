package dist

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"debug/elf"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The tests of this file look at what "make dist VERSION=v0.0.1" has left in bin.
// They run where SANITIZE_DIST is set, as root or with sudo: they install the deb.
const (
	version = "0.0.1"
	bin     = "../bin"
)

// release skips the test where there is no release to look at.
func release(t *testing.T) {
	t.Helper()
	if os.Getenv(token) == "" {
		t.Skipf("%s is not set", token)
	}
}

// runs is how a binary of an architecture is run here, nil if it cannot be.
func runs(t *testing.T, arch string) []string {
	t.Helper()
	file := bin + "/linux-" + arch + "/sanitize"
	if arch == runtime.GOARCH {
		return []string{file}
	}
	emulator := map[string]string{"amd64": "qemu-x86_64-static", "arm64": "qemu-aarch64-static"}[arch]
	if _, err := exec.LookPath(emulator); err != nil {
		t.Logf("%s is not here: the binary of %s does not run", emulator, arch)
		return nil
	}
	return []string{emulator, file}
}

// TestReleaseIsStatic holds the binaries to needing nothing of the machine, and
// to masking alike.
func TestReleaseIsStatic(t *testing.T) {
	release(t)
	outputs := map[string]string{}
	for _, arch := range []string{"amd64", "arm64"} {
		f, err := elf.Open(bin + "/linux-" + arch + "/sanitize")
		if err != nil {
			t.Fatal(err)
		}
		libs, err := f.ImportedLibraries()
		if err != nil || len(libs) > 0 {
			t.Errorf("%s: needs %q, %v", arch, libs, err)
		}
		for _, p := range f.Progs {
			if p.Type == elf.PT_INTERP {
				t.Errorf("%s: wants a dynamic linker", arch)
			}
		}
		f.Close()
		line := runs(t, arch)
		if line == nil {
			continue
		}
		env := []string{"SANITIZE_SALT=" + salt}
		if got := command(t, env, line[0], append(line[1:], "version")...); got != "sanitize v"+version+"\n" {
			t.Errorf("%s: version %q", arch, got)
		}
		outputs[arch] = command(t, env, line[0], append(line[1:], "-q", "-p", shop, dump)...)
	}
	for arch, out := range outputs {
		if out != outputs[runtime.GOARCH] || len(out) < 1000 {
			t.Errorf("%s masks to other values", arch)
		}
	}
}

// TestReleaseIsReproducible builds the release once more, in another place.
func TestReleaseIsReproducible(t *testing.T) {
	release(t)
	dir := t.TempDir()
	files := strings.Fields(command(t, nil, "git", "-C", "..", "ls-files", "--", "*.go", "*.toml", "*.mk", "Makefile", "go.mod", "go.sum"))
	for _, file := range files {
		write(t, filepath.Join(dir, file), read(t, filepath.Join("..", file)), 0o644)
	}
	for _, file := range strings.Fields(command(t, nil, "go", "list", "-f", `{{$dir := .Dir}}{{range .EmbedFiles}}{{$dir}}/{{.}} {{end}}`, "sanitize/...")) {
		root, err := filepath.Abs("..")
		if err != nil {
			t.Fatal(err)
		}
		within, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, within), read(t, file), 0o644)
	}
	arch := runtime.GOARCH
	command(t, nil, "make", "-C", dir, "static-"+arch, "VERSION=v"+version)
	if read(t, dir+"/bin/linux-"+arch+"/sanitize") != read(t, bin+"/linux-"+arch+"/sanitize") {
		t.Error("two builds of one source differ")
	}
}

// asRoot runs a command as root.
func asRoot(t *testing.T, args ...string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		args = append([]string{"sudo", "-n"}, args...)
	}
	return command(t, nil, args[0], args[1:]...)
}

// TestDeb installs the package, runs what it has brought, and removes it.
func TestDeb(t *testing.T) {
	release(t)
	wantTool(t, "dpkg", "man")
	deb, err := filepath.Abs(bin + "/dist/sanitize_" + version + "_" + runtime.GOARCH + ".deb")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := try(nil, "dpkg", "-s", "sanitize"); err == nil {
		t.Fatalf("a package of that name is installed already:\n%s", out)
	}
	files := strings.Fields(command(t, nil, "sh", "-c", `dpkg-deb --fsys-tarfile "$0" | tar -t | grep -v '/$' | sed 's/^\.//'`, deb))
	asRoot(t, "dpkg", "--force-depends", "-i", deb)
	defer asRoot(t, "dpkg", "-P", "sanitize")
	if got := command(t, nil, "/usr/bin/sanitize", "--version"); got != "sanitize v"+version+"\n" {
		t.Errorf("version %q", got)
	}
	masked := command(t, []string{"SANITIZE_SALT=" + salt}, "/usr/bin/sanitize", "-q", "-p", shop, dump)
	if !strings.Contains(masked, "dump complete") {
		t.Error("the installed program does not mask")
	}
	// What dpkg leaves out, as in slim images, is not the package's fault.
	for _, file := range files {
		if _, err := os.Stat(file); err != nil && !strings.HasPrefix(file, "/usr/share/doc/") && !strings.HasPrefix(file, "/usr/share/man/") {
			t.Error(err)
		}
	}
	page := t.TempDir() + "/sanitize.1.gz"
	command(t, nil, "sh", "-c", `dpkg-deb --fsys-tarfile "$0" | tar -xO ./usr/share/man/man1/sanitize.1.gz >"$1"`, deb, page)
	if out := command(t, []string{"MANWIDTH=80"}, "man", "--warnings", "-l", page); !strings.Contains(out, "sanitize "+version) || !strings.Contains(out, "--salt-file FILE") {
		t.Errorf("the man page:\n%.500s", out)
	}
	asRoot(t, "dpkg", "-P", "sanitize")
	for _, file := range files {
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s is left", file)
		}
	}
}

// TestRPM holds the rpm to having the files of the deb, but for zsh's, which have
// another place.
func TestRPM(t *testing.T) {
	release(t)
	wantTool(t, "rpm")
	arch := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	list := command(t, nil, "rpm", "-qlp", bin+"/dist/sanitize-"+version+"-1."+arch+".rpm")
	for _, file := range []string{"/usr/bin/sanitize", "/usr/share/man/man1/sanitize.1.gz", "/usr/share/zsh/site-functions/_sanitize", "/usr/share/doc/sanitize/copyright"} {
		if !strings.Contains(list, file+"\n") {
			t.Errorf("the rpm has no %s", file)
		}
	}
	if info := command(t, nil, "rpm", "-qip", bin+"/dist/sanitize-"+version+"-1."+arch+".rpm"); !strings.Contains(info, "Apache-2.0") {
		t.Errorf("the rpm does not say its licence:\n%s", info)
	}
}

// TestInstallScript installs from a directory, and refuses what is not as its
// checksum says.
func TestInstallScript(t *testing.T) {
	release(t)
	from, prefix := t.TempDir(), t.TempDir()
	tarball := "sanitize-" + version + "-linux-" + runtime.GOARCH + ".tar.gz"
	for _, name := range []string{"SHA256SUMS-" + runtime.GOARCH, tarball} {
		write(t, filepath.Join(from, name), read(t, bin+"/dist/"+name), 0o644)
	}
	env := []string{"PREFIX=" + prefix}
	if out := command(t, env, "sh", "install.sh", from); out != "sanitize v"+version+"\n" {
		t.Errorf("install.sh prints %q", out)
	}
	for _, file := range []string{"bin/sanitize", "share/man/man1/sanitize.1.gz", "share/bash-completion/completions/sanitize", "share/doc/sanitize/copyright"} {
		if _, err := os.Stat(filepath.Join(prefix, file)); err != nil {
			t.Error(err)
		}
	}
	wantSignature(t, from, env)
	text := []byte(read(t, from+"/"+tarball))
	text[len(text)/2] ^= 1
	write(t, from+"/"+tarball, string(text), 0o644)
	env[0] = "PREFIX=" + t.TempDir()
	if out, err := try(env, "sh", "install.sh", from); err == nil || !strings.Contains(out, "is not what") {
		t.Errorf("a changed tarball: %v\n%s", err, out)
	}
	if out, err := try(env, "sh", "install.sh", "http://example.com"); err == nil || !strings.Contains(out, "only https") {
		t.Errorf("http: %v\n%s", err, out)
	}
}

// wantSignature holds the script to installing what is signed by a given key, and
// nothing else.
func wantSignature(t *testing.T, from string, env []string) {
	t.Helper()
	dir := t.TempDir()
	command(t, []string{"GOBIN=" + dir}, "go", "install", "aead.dev/minisign/cmd/minisign@v0.3.0")
	key := func(name string) string {
		command(t, nil, dir+"/minisign", "-G", "-W", "-p", dir+"/"+name+".pub", "-s", dir+"/"+name)
		return dir + "/" + name
	}
	release, other := key("release"), key("other")
	sums := from + "/SHA256SUMS-" + runtime.GOARCH
	env = append(env, "PATH="+dir+":"+os.Getenv("PATH"), "KEY="+release+".pub")
	if out, err := try(env, "sh", "install.sh", from); err == nil {
		t.Errorf("what is not signed is installed:\n%s", out)
	}
	command(t, nil, dir+"/minisign", "-S", "-s", other, "-m", sums)
	if out, err := try(env, "sh", "install.sh", from); err == nil || !strings.Contains(out, "is not signed by") {
		t.Errorf("what another key has signed is installed: %v\n%s", err, out)
	}
	command(t, nil, dir+"/minisign", "-S", "-s", release, "-m", sums)
	if out := command(t, env, "sh", "install.sh", from); out != "sanitize v"+version+"\n" {
		t.Errorf("install.sh prints %q", out)
	}
}

// TestProvenance holds it to naming all files that are released, by their bytes,
// the commit and the modules, and to being in the sums.
func TestProvenance(t *testing.T) {
	release(t)
	for _, arch := range []string{"amd64", "arm64"} {
		name := "sanitize-" + version + "-linux-" + arch + ".intoto.json"
		var statement struct {
			Type          string `json:"_type"`
			PredicateType string
			Subject       []struct {
				Name   string
				Digest struct{ SHA256 string }
			}
			Predicate struct {
				BuildDefinition struct {
					ResolvedDependencies []struct {
						URI    string
						Digest map[string]string
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(read(t, bin+"/dist/"+name)), &statement); err != nil {
			t.Fatal(err)
		}
		if statement.Type != "https://in-toto.io/Statement/v1" || statement.PredicateType != "https://slsa.dev/provenance/v1" {
			t.Errorf("%s: a %s of %s", arch, statement.Type, statement.PredicateType)
		}
		sums := read(t, bin+"/dist/SHA256SUMS-"+arch)
		if n := strings.Count(sums, "\n"); n != len(statement.Subject)+1 || !strings.Contains(sums, "  "+name+"\n") {
			t.Errorf("%s: %d sums, want those of %d files and of the provenance", arch, n, len(statement.Subject))
		}
		for _, s := range statement.Subject {
			if !strings.Contains(sums, s.Digest.SHA256+"  "+s.Name+"\n") {
				t.Errorf("%s: the sum of %s is another", arch, s.Name)
			}
		}
		info, err := buildinfo.ReadFile(bin + "/linux-" + arch + "/sanitize")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(statement.Predicate.BuildDefinition.ResolvedDependencies), len(info.Deps)+2; got != want {
			t.Errorf("%s: %d materials, want the source, Go and %d modules", arch, got, want-2)
		}
	}
}

// TestBillOfMaterials holds it to naming all that the binary has, and its bytes.
func TestBillOfMaterials(t *testing.T) {
	release(t)
	for _, arch := range []string{"amd64", "arm64"} {
		file := bin + "/linux-" + arch + "/sanitize"
		info, err := buildinfo.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var bill struct {
			BOMFormat string
			Metadata  struct {
				Component struct {
					Version string
					Hashes  []struct{ Content string }
				}
			}
			Components []struct{ Name, Version string }
		}
		if err := json.Unmarshal([]byte(read(t, bin+"/dist/sanitize-"+version+"-linux-"+arch+".cdx.json")), &bill); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(read(t, file)))
		c := bill.Metadata.Component
		if bill.BOMFormat != "CycloneDX" || c.Version != version || len(c.Hashes) != 1 || c.Hashes[0].Content != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: the bill is of another binary: %+v", arch, bill.Metadata)
		}
		if len(bill.Components) != len(info.Deps)+1 {
			t.Errorf("%s: %d components, want %d modules and Go", arch, len(bill.Components), len(info.Deps))
		}
		notices := read(t, bin+"/linux-"+arch+"/NOTICES")
		for _, m := range info.Deps {
			found := false
			for _, c := range bill.Components {
				found = found || c.Name == m.Path && c.Version == m.Version
			}
			if !found || !strings.Contains(notices, m.Path+" "+m.Version+", ") {
				t.Errorf("%s: %s is not in the bill, or not in the notices", arch, m.Path)
			}
		}
		if !strings.Contains(notices, "GNU C Library") {
			t.Errorf("%s: the C library is not in the notices", arch)
		}
	}
}

// TestImage builds the image, and masks a dump in it as its user, who is not root.
func TestImage(t *testing.T) {
	release(t)
	wantTool(t, "buildah")
	if runtime.GOARCH != "amd64" {
		t.Skip("the image is of amd64")
	}
	// Without a daemon, a namespace or overlay: so it also works in a sandbox.
	root := t.TempDir()
	flags := []string{"--root", root + "/root", "--runroot", root + "/run", "--storage-driver", "vfs"}
	buildah := func(args ...string) string { return command(t, nil, "buildah", append(flags[:6:6], args...)...) }
	command(t, []string{"BUILDAH_FLAGS=" + strings.Join(flags, " ")}, "./image", "v"+version)
	lines := strings.Fields(buildah("from", "localhost/sanitize:"+version))
	c := lines[len(lines)-1]
	defer buildah("rm", c)
	run := exec.Command("buildah", append(flags[:6:6], "run", "--isolation", "chroot", "--env", "SANITIZE_SALT="+salt, c, "--", "/sanitize", "-q")...)
	run.Stdin = strings.NewReader(read(t, dump))
	var stderr bytes.Buffer
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil || !strings.Contains(string(out), "dump complete") {
		t.Errorf("the image does not mask: %v\n%s", err, stderr.String())
	}
	if user := strings.TrimSpace(buildah("inspect", "--format", "{{.OCIv1.Config.User}}", c)); user != "65532:65532" {
		t.Errorf("the image's user is %q", user)
	}
}
