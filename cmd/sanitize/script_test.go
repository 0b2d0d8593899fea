package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"sanitize/dumpfmt/dumptest"

	"aead.dev/minisign"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestMain lets the scripts run this test binary as sanitize.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sanitize": main})
}

// TestScript runs the scripts of testdata/script: the command line as a user
// sees it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SANITIZE_SALT", "a salt for the scripts")
			return errors.Join(
				os.CopyFS(env.WorkDir+"/dumps", os.DirFS("../../fixtures/dumps")),
				os.CopyFS(env.WorkDir+"/gate", os.DirFS("../../dist/gate")),
				writeKeys(env.WorkDir, "signer", "stranger"),
			)
		},
		Condition: func(name string) (bool, error) {
			if name != "grammar" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return dumptest.HasGrammar, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"zst":   pack,
			"unzst": unpack,
			"cut":   truncate,
			"mark":  marked,
		},
	})
}

// writeKeys makes pairs of minisign's keys: NAME.key and NAME.pub.
func writeKeys(dir string, names ...string) error {
	for _, name := range names {
		public, private, err := minisign.GenerateKey(nil)
		if err != nil {
			return err
		}
		secret, err1 := private.MarshalText()
		open, err2 := public.MarshalText()
		file := filepath.Join(dir, name)
		if err := errors.Join(err1, err2, os.WriteFile(file+".key", secret, 0o600), os.WriteFile(file+".pub", open, 0o600)); err != nil {
			return err
		}
	}
	return nil
}

// pack compresses a file: zst FROM TO.
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	enc, err := zstd.NewWriter(&b)
	ts.Check(err)
	_, err = io.WriteString(enc, ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(enc.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// unpack decompresses a file: unzst FROM TO. With ! it must fail, and TO holds
// what came before the error.
func unpack(ts *testscript.TestScript, neg bool, args []string) {
	dec, err := zstd.NewReader(bytes.NewReader([]byte(ts.ReadFile(args[0]))), zstd.WithDecoderConcurrency(1))
	ts.Check(err)
	defer dec.Close()
	var b bytes.Buffer
	_, err = dec.WriteTo(&b)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
	if neg != (err != nil) {
		ts.Fatalf("unzst: %v", err)
	}
}

// marked holds the last command's stdout to the mark of failure, and nothing
// else: mark.
func marked(ts *testscript.TestScript, _ bool, _ []string) {
	if ts.ReadFile("stdout") != poison {
		ts.Fatalf("stdout is not the mark of failure alone")
	}
}

// truncate copies the first bytes of a file: cut FROM TO BYTES; or all but so many,
// if BYTES is negative.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	n := 0
	for _, c := range args[2] {
		if c != '-' {
			n = n*10 + int(c-'0')
		}
	}
	if args[2][0] == '-' {
		n = len(text) - n
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text[:n]), 0o666))
}
