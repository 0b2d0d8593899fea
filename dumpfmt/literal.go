package dumpfmt

import (
	"bytes"
	"errors"

	"sanitize/dumpfmt/sqllex"
)

// AppendLiteral appends src to dst as an SQL string literal, as pg_dump's
// appendStringLiteral does: quotes are doubled, and backslashes too where
// standard_conforming_strings is off.
func AppendLiteral(dst, src []byte, stdStrings bool) []byte {
	dst = append(dst, '\'')
	lo := 0
	for i, c := range src {
		if c == '\'' || c == '\\' && !stdStrings {
			dst = append(append(dst, src[lo:i]...), c)
			lo = i
		}
	}
	return append(append(dst, src[lo:]...), '\'')
}

var errEscape = errors.New("an escape in a literal is not valid")

var errValueForm = errors.New("a value that is neither a literal, a number, NULL, DEFAULT, true nor false; dump with pg_dump, unedited")

// insertValue returns the length of the value at the start of b, in one of the
// forms that dumpTableData_insert in pg_dump.c writes, and E'…'.
func insertValue(b []byte, std bool) (int, valueForm, error) {
	if len(b) == 0 {
		return 0, 0, errValueForm
	}
	switch c := b[0]; {
	case c == '\'':
		n, ok := sqllex.QuotedLen(b, !std)
		return n, formString, formError(ok)
	case '0' <= c && c <= '9', c == '-', c == '+', c == '.':
		n := numberLen(b)
		return n, formNumber, formError(n > 0)
	case (c == 'E' || c == 'e' || c == 'B' || c == 'b') && len(b) > 1 && b[1] == '\'':
		form := formEscape
		if c|0x20 == 'b' {
			form = formBits
		}
		n, ok := sqllex.QuotedLen(b[1:], form == formEscape)
		return n + 1, form, formError(ok)
	}
	n := 0
	for n < len(b) && ('a' <= b[n]|0x20 && b[n]|0x20 <= 'z') {
		n++
	}
	for _, k := range valueWords {
		if len(k.word) == n && bytes.EqualFold(b[:n], []byte(k.word)) {
			return n, k.form, nil
		}
	}
	return 0, 0, errValueForm
}

func formError(ok bool) error {
	if ok {
		return nil
	}
	return errValueForm
}

// numberLen returns the length of the bare number at the start of b, 0 if there
// is none: [+-]digits[.digits][e[+-]digits]. It takes no more than that, because
// 555-0100 without quotes would be a subtraction.
func numberLen(b []byte) int {
	i := 0
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	lo := i
	i = sqllex.DigitsEnd(b, i)
	digits := i - lo
	if i < len(b) && b[i] == '.' {
		end := sqllex.DigitsEnd(b, i+1)
		digits += end - i - 1
		i = end
	}
	if digits == 0 {
		return 0
	}
	return sqllex.ExponentEnd(b, i)
}

// valueForm is how a value of an INSERT is written.
type valueForm byte

const (
	formCopy   valueForm = iota // not an INSERT's: a field of COPY
	formString                  // '…'
	formEscape                  // E'…'
	formBits                    // B'…'
	formNumber                  // 12.5
	formTrue
	formFalse
	formNull
	formDefault
)

var valueWords = []struct {
	word string
	form valueForm
}{
	{"NULL", formNull}, {"DEFAULT", formDefault}, {"true", formTrue}, {"false", formFalse},
}

// appendValue appends v as a value of an INSERT. It keeps the form of the value
// it replaces where v can be written so.
func appendValue(dst, v []byte, was valueForm, std bool) []byte {
	switch was {
	case formNumber:
		if n := numberLen(v); n > 0 && n == len(v) {
			return append(dst, v...)
		}
	case formTrue, formFalse:
		switch string(v) {
		case "t", "true":
			return append(dst, "true"...)
		case "f", "false":
			return append(dst, "false"...)
		}
	case formBits:
		if len(bytes.Trim(v, "01")) == 0 {
			return append(append(append(dst, "B'"...), v...), '\'')
		}
	}
	return AppendLiteral(dst, v, std)
}
