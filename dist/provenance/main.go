// Command provenance prints where released files come from: an in-toto statement
// with SLSA's provenance, in JSON. It names the files by their SHA-256, the commit
// and the modules that they were made of, and how. It is a module of its own, so
// that the product does not depend on in-toto's library.
//
//	provenance SOURCE COMMIT VERSION BINARY FILE...
package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	slsa "github.com/in-toto/attestation/go/predicates/provenance/v1"
	intoto "github.com/in-toto/attestation/go/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"
)

const (
	predicateType = "https://slsa.dev/provenance/v1"
	buildType     = "/dist/release.mk" // below the source: how it was made
	builder       = "/dist/package"
)

func main() {
	if len(os.Args) < 6 {
		fmt.Fprintln(os.Stderr, "usage: provenance SOURCE COMMIT VERSION BINARY FILE...")
		os.Exit(2)
	}
	if err := run(os.Stdout, os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5:]); err != nil {
		fmt.Fprintln(os.Stderr, "provenance:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, source, commit, version, binary string, files []string) error {
	predicate, err := predicateOf(source, commit, version, binary)
	if err != nil {
		return err
	}
	statement := &intoto.Statement{Type: intoto.StatementTypeUri, PredicateType: predicateType, Predicate: predicate}
	for _, file := range files {
		subject, err := subjectOf(file)
		if err != nil {
			return err
		}
		statement.Subject = append(statement.Subject, subject)
	}
	if err := statement.Validate(); err != nil {
		return err
	}
	text, err := protojson.Marshal(statement)
	if err != nil {
		return err
	}
	var out bytes.Buffer // protojson's blanks are random on purpose
	if err := json.Compact(&out, text); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = out.WriteTo(w)
	return err
}

func subjectOf(file string) (*intoto.ResourceDescriptor, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, err
	}
	digest := map[string]string{"sha256": hex.EncodeToString(sum.Sum(nil))}
	return &intoto.ResourceDescriptor{Name: filepath.Base(file), Digest: digest}, nil
}

// predicateOf is the provenance of what was made of a commit with a binary. It has
// no time: the same source has the same provenance.
func predicateOf(source, commit, version, binary string) (*structpb.Struct, error) {
	parameters, err := structpb.NewStruct(map[string]any{"version": version})
	if err != nil {
		return nil, err
	}
	materials, err := materialsOf(binary)
	if err != nil {
		return nil, err
	}
	origin := &intoto.ResourceDescriptor{Uri: "git+" + source, Digest: map[string]string{"gitCommit": commit}}
	provenance := &slsa.Provenance{
		BuildDefinition: &slsa.BuildDefinition{
			BuildType: source + buildType, ExternalParameters: parameters,
			ResolvedDependencies: append([]*intoto.ResourceDescriptor{origin}, materials...),
		},
		RunDetails: &slsa.RunDetails{Builder: &slsa.Builder{Id: source + builder}},
	}
	if err := provenance.Validate(); err != nil {
		return nil, err
	}
	text, err := protojson.Marshal(provenance)
	if err != nil {
		return nil, err
	}
	predicate := &structpb.Struct{}
	return predicate, protojson.Unmarshal(text, predicate)
}

// materialsOf are the modules in a binary, and Go, as the binary says.
func materialsOf(binary string) ([]*intoto.ResourceDescriptor, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	list := []*intoto.ResourceDescriptor{{Uri: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:"))
		if err != nil || len(sum) != sha256.Size {
			return nil, fmt.Errorf("module %s has no sum", m.Path)
		}
		digest := map[string]string{"dirHash": hex.EncodeToString(sum)}
		list = append(list, &intoto.ResourceDescriptor{Uri: "pkg:golang/" + m.Path + "@" + m.Version, Digest: digest})
	}
	return list, nil
}
