// Command notices prints the licence notices of all that is linked into the
// packages named: of Go itself, of each module and what lies in it under other
// terms, and of the C code in them. Files that are named with -also are added:
// those of a C library that is linked in statically.
//
// It goes by the licence files, and by the comments at the head of C files, which
// tools that go by modules leave out.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// pkg is what is needed of a package as go list tells it.
type pkg struct {
	ImportPath, Dir string
	Standard        bool
	CFiles, HFiles  []string
	Module          *struct {
		Path, Version, Dir string
		Main               bool
	}
}

func main() {
	var also []string
	flag.Func("also", "`FILE` with a further notice", func(s string) error { also = append(also, s); return nil })
	flag.Parse()
	if err := run(os.Stdout, flag.Args(), also); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, packages, also []string) error {
	n := &notices{titles: map[string][]string{}}
	if err := n.goItself(); err != nil {
		return err
	}
	list, err := linked(packages)
	if err != nil {
		return err
	}
	for _, p := range list {
		if err := n.add(p); err != nil {
			return err
		}
	}
	for _, file := range also {
		if err := n.file(filepath.Base(filepath.Dir(file))+" (linked statically)", file); err != nil {
			return err
		}
	}
	return n.print(w)
}

// linked returns the packages that are linked in, but those of Go and of the
// main module.
func linked(packages []string) ([]pkg, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,Standard,CFiles,HFiles,Module"}, packages...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var list []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		err := dec.Decode(&p)
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		if !p.Standard && p.Module != nil && !p.Module.Main {
			list = append(list, p)
		}
	}
}

// notices are texts, each with the names of all that it is the notice of.
type notices struct {
	texts  []string // in their order
	titles map[string][]string
}

// goItself adds the licence of Go's runtime and library.
func (n *notices) goItself() error {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	return n.file("Go, its runtime and library", filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
}

// licence matches the names of files with terms.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)`)

// add adds the terms of a package: those in its directory and in those above it,
// up to that of its module, which must have some.
func (n *notices) add(p pkg) error {
	found := false
	for dir := p.Dir; ; dir = filepath.Dir(dir) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !licence.MatchString(e.Name()) {
				continue
			}
			found = true
			within, err := filepath.Rel(p.Module.Dir, filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			if err := n.file(p.Module.Path+" "+p.Module.Version+", "+within, filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
		if dir == p.Module.Dir {
			break
		}
	}
	if !found {
		return errors.New(p.Module.Path + " has no licence file")
	}
	return n.comments(p)
}

// terms matches what a comment with a licence says.
var terms = regexp.MustCompile(`Redistribution and use|Permission is hereby granted|Permission to use, copy`)

// comments adds the terms in the first comments of C files.
func (n *notices) comments(p pkg) error {
	for _, name := range slices.Concat(p.CFiles, p.HFiles) {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return err
		}
		begin, end := bytes.Index(text, []byte("/*")), bytes.Index(text, []byte("*/"))
		if begin < 0 || end < begin || !terms.Match(text[begin:end]) {
			continue
		}
		n.note(p.Module.Path+" "+p.Module.Version+", "+name, text[begin+len("/*"):end])
	}
	return nil
}

func (n *notices) file(title, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	n.note(title, text)
	return nil
}

// note adds a text, or a name to one that is there.
func (n *notices) note(title string, b []byte) {
	text := string(bytes.Trim(b, "\n"))
	titles := n.titles[text]
	if titles == nil {
		n.texts = append(n.texts, text)
	}
	if !slices.Contains(titles, title) {
		n.titles[text] = append(titles, title)
	}
}

func (n *notices) print(w io.Writer) error {
	for _, text := range n.texts {
		title := strings.Join(n.titles[text], "\n")
		if _, err := fmt.Fprintf(w, "%s\n%s\n\n%s\n\n\n", title, strings.Repeat("=", 72), text); err != nil {
			return err
		}
	}
	return nil
}
