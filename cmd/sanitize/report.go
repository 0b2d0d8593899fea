package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"aead.dev/minisign"

	"sanitize/cmd/sanitize/internal/report"
	"sanitize/cmd/sanitize/internal/zio"
)

// keyPasswordEnv is the environment variable with the password of a signing key
// that has one.
const keyPasswordEnv = "SANITIZE_KEY_PASSWORD"

// report makes a page of a report, signs it or checks its signature.
func (env *environment) report(flags *reportFlags) error {
	switch {
	case flags.Sign != "" && flags.Check != "":
		return usageError(errors.New("--sign and --check exclude each other"), "")
	case flags.Of != "" && flags.Check == "":
		return usageError(errors.New("--of wants --check PUBKEY: without, nothing is compared"), "")
	}
	text, err := readUpTo(flags.File, maxReport)
	if err != nil {
		return usageError(err, "")
	}
	switch {
	case flags.Sign != "":
		return env.signReport(flags, text)
	case flags.Check != "":
		return checkReport(flags, text)
	}
	var b bytes.Buffer
	if err := report.WritePage(&b, text); err != nil {
		return fmt.Errorf("%s: %w", flags.File, err)
	}
	return env.print(b.String())
}

// canonical returns a report in the form that is signed: without blanks, the
// keys of objects in order, numbers as they stand. A key that comes twice says two
// things.
func canonical(text []byte) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	doc, err := canonicalValue(dec, 0)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("it is cut")
	case err != nil:
		return nil, err
	}
	if _, ok := doc.(map[string]any); !ok {
		return nil, errors.New("it is no object of JSON")
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something follows it")
	}
	return json.Marshal(doc)
}

// deepest is how deep the values of a report lie in each other at most.
const deepest = 100

// canonicalValue reads a value that lies so deep.
func canonicalValue(dec *json.Decoder, depth int) (any, error) {
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if depth > deepest {
		return nil, errors.New("its values lie too deep in each other")
	}
	switch t {
	case json.Delim('{'):
		object := map[string]any{}
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			name := key.(string)
			if _, ok := object[name]; ok {
				return nil, errors.New("a key comes twice")
			}
			if object[name], err = canonicalValue(dec, depth+1); err != nil {
				return nil, err
			}
		}
		_, err := dec.Token()
		return object, err
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := canonicalValue(dec, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := dec.Token()
		return list, err
	}
	return t, nil
}

// signReport writes the signature beside the report, in minisign's format.
func (env *environment) signReport(flags *reportFlags, text []byte) error {
	signature := flags.File + ".minisig"
	if err := allApart([]namedFile{{what: "the signature", path: signature}}, []namedFile{{what: "--sign", path: flags.Sign}, {what: "the report", path: flags.File}}); err != nil {
		return usageError(err, "")
	}
	key, err := readSigningKey(flags.Sign, env.getenv(keyPasswordEnv))
	if err != nil {
		return usageError(fmt.Errorf("--sign %s: %w", flags.Sign, err), "")
	}
	if info, err := os.Stat(flags.Sign); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o004 != 0 {
		env.warn("the key, " + flags.Sign + ", can be read by all; chmod 600 it")
	}
	message, err := canonical(text)
	if err != nil {
		return fmt.Errorf("%s is no report: %w", flags.File, err)
	}
	f, err := zio.CreateFile(signature)
	if err != nil {
		return err
	}
	if _, err := f.Write(minisign.Sign(key, message)); err != nil {
		return errors.Join(err, f.Abort())
	}
	return f.Commit()
}

func readSigningKey(file, password string) (key minisign.PrivateKey, err error) {
	text, err := readUpTo(file, maxSmall)
	if err != nil {
		return key, err
	}
	if minisign.IsEncrypted(text) {
		if password == "" {
			return key, errors.New("the key has a password, and $" + keyPasswordEnv + " is not set")
		}
		return minisign.DecryptKey(password, text)
	}
	if err := key.UnmarshalText(text); err != nil {
		return key, errors.New("not a key of minisign")
	}
	return key, nil
}

// checkReport says whether a report is a proof: its signature is good, the run
// was complete, verify has found nothing, the release has not expired, and the snapshot
// is the one it is of.
func checkReport(flags *reportFlags, text []byte) error {
	var key minisign.PublicKey
	pub, err := readUpTo(flags.Check, maxSmall)
	if err == nil {
		err = key.UnmarshalText(pub)
	}
	if err != nil {
		return usageError(fmt.Errorf("--check: %w", err), "")
	}
	signature, err := readUpTo(flags.File+".minisig", maxSmall)
	if err != nil {
		return fmt.Errorf("the report is not signed: %w", err)
	}
	message, err := canonical(text)
	if err != nil {
		return fmt.Errorf("%s is no report: %w", flags.File, err)
	}
	if !minisign.Verify(key, message, signature) {
		return errors.New("the signature is not of this report, or not by this key")
	}
	output, err := provenOutput(message)
	if err != nil || flags.Of == "" {
		return err
	}
	return sameSum(flags.Of, output.SHA256)
}

// provenOutput returns the output that a report is a proof of, or why it is none.
func provenOutput(message []byte) (output report.Stream, err error) {
	var r struct {
		Complete bool `json:"complete"`
		Release  struct {
			Expires string `json:"expires"`
		} `json:"release"`
		Output   report.Stream `json:"output"`
		Verified *struct {
			OK bool `json:"ok"`
		} `json:"verified"`
	}
	if err := json.Unmarshal(message, &r); err != nil {
		return output, err
	}
	switch {
	case !r.Complete:
		err = errors.New("the report is of a run that has failed")
	case r.Verified == nil:
		err = errors.New("the report has no result of verify")
	case !r.Verified.OK:
		err = errors.New("verify has found something")
	case r.Release.Expires != "" && r.Release.Expires < time.Now().Format(time.DateOnly):
		err = fmt.Errorf("the release has expired: %s was its last day", r.Release.Expires)
	}
	return r.Output, err
}

// sameSum returns an error unless the file has that SHA-256.
func sameSum(file, want string) error {
	sum, err := sumOf(file)
	if err != nil {
		return err
	}
	if want == "" || hex.EncodeToString(sum) != want {
		return fmt.Errorf("%s is not the output that the report is of", file)
	}
	return nil
}

// sumOf returns the SHA-256 of a file, or of an archive that is a directory: then
// it is that of the lines that sha256sum prints for its files.
func sumOf(path string) ([]byte, error) {
	sum := sha256.New()
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		_, err = io.Copy(sum, f)
		return sum.Sum(nil), err
	}
	files, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		own, err := sumOf(filepath.Join(path, file.Name()))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(sum, "%x  %s\n", own, file.Name())
	}
	return sum.Sum(nil), nil
}
