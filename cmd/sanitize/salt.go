package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"sanitize/mask"
	"sanitize/rules/policy"
)

// saltEnv is the environment variable that holds the salt where nothing else
// is said.
const saltEnv = "SANITIZE_SALT"

// salt is the secret behind the masks.
type salt struct {
	key    *mask.Key
	source string // where it came from, for the report
	random bool   // made for this run alone
}

// salt finds the secret: in the file of the flag, in what the policy names, in
// the environment; or makes a new one. What names a secret may be one, by a slip:
// no error repeats it.
func (env *environment) salt(file string, p *policy.Policy) (*salt, error) {
	s, secret, err := env.findSalt(file, p)
	if err == nil {
		err = weak(secret)
	}
	if err == nil {
		s.key, err = mask.NewKey(secret)
	}
	if r := p.Release(); err == nil && r != nil {
		if bytes.Contains([]byte(r.Audience+"\n"+r.Purpose+"\n"+r.Recipient), secret) {
			return nil, usageError(errors.New("[release] holds the salt, and goes into the report"), "")
		}
		if r.Audience != "" {
			s.key = s.key.For(r.Audience)
		}
	}
	if err != nil {
		return nil, usageError(err, "sanitize keygen > FILE makes a salt")
	}
	return s, nil
}

func (env *environment) findSalt(file string, p *policy.Policy) (*salt, []byte, error) {
	policyEnv, policyFile := p.Salt()
	place := fmt.Sprintf("%s:%d: [salt]", p.File(), p.SaltAt.Line)
	switch {
	case file != "":
		return env.secretFile(file, "--salt-file")
	case policyFile != "" && policyEnv == "":
		return env.secretFile(policyFile, place+" file")
	}
	name := cmp.Or(policyEnv, saltEnv)
	if v := env.getenv(name); v != "" {
		return &salt{source: "environment variable " + name}, []byte(v), nil
	}
	if policyEnv != "" {
		return nil, nil, errors.New(place + " env: the environment variable that it names is not set")
	}
	return &salt{source: "random", random: true}, []byte(newSalt()), nil
}

// maxSecret is how long the file of a salt may be.
const maxSecret = 64 << 10

// secretFile reads the salt in a file. what says who names it.
func (env *environment) secretFile(file, what string) (*salt, []byte, error) {
	if err := env.aside(file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", what, err)
	}
	f, err := os.Open(file)
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: the file that it names cannot be read: %w", what, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	switch {
	case errors.As(err, &path):
		return nil, nil, fmt.Errorf("%s: the file that it names cannot be read: %w", what, path.Err)
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w", what, err)
	case len(text) > maxSecret:
		return nil, nil, fmt.Errorf("%s: the file that it names has more than %d KiB, and is no salt", what, maxSecret>>10)
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o004 != 0 {
		env.warn("the file of the salt, " + file + ", can be read by all; chmod 600 it")
	}
	return &salt{source: "file " + file}, bytes.TrimRight(text, "\r\n"), nil
}

// fewBytes is how many different bytes a salt has at least: one of a word's
// letters, or of blanks, is guessed.
const fewBytes = 8

// weak returns an error for a salt that can be guessed.
func weak(secret []byte) error {
	seen := map[byte]bool{}
	for _, b := range secret {
		seen[b] = true
	}
	if len(secret) < mask.MinSecret {
		return nil // the key itself refuses it
	}
	if len(seen) < fewBytes {
		return fmt.Errorf("the salt is too simple, want at least %d different characters", fewBytes)
	}
	if n := len(bytes.TrimSpace(secret)); n < mask.MinSecret {
		return fmt.Errorf("the salt is too short, want at least %d bytes, have %d without the blanks around them", mask.MinSecret, n)
	}
	return nil
}
