package expr

import (
	"bytes"
	"cmp"
	"net/netip"
	"strings"
)

// prefix is an address of inet or cidr, with its bits.
type prefix struct{ netip.Prefix }

// parsePrefix reads an address with or without /bits. The short forms of cidr,
// which end in zeros, are none of those that the server prints.
func parsePrefix(v []byte) (prefix, bool) {
	if bytes.IndexByte(v, '%') >= 0 {
		return prefix{}, false
	}
	if bytes.IndexByte(v, '/') < 0 {
		addr, err := netip.ParseAddr(string(v))
		return prefix{netip.PrefixFrom(addr, addr.BitLen())}, err == nil
	}
	p, err := netip.ParsePrefix(string(v))
	return prefix{p}, err == nil
}

// family is 4 or 6.
func (p prefix) family() int64 {
	if p.Addr().Is4() {
		return 4
	}
	return 6
}

// compare orders as network_cmp_internal in network.c: by family, by the bits
// that both have, by how many these are, by the rest.
func (p prefix) compare(q prefix) int {
	if p.family() != q.family() {
		return cmp.Compare(p.family(), q.family())
	}
	bits := min(p.Bits(), q.Bits())
	a, b := netip.PrefixFrom(p.Addr(), bits).Masked(), netip.PrefixFrom(q.Addr(), bits).Masked()
	if order := a.Addr().Compare(b.Addr()); order != 0 {
		return order
	}
	if p.Bits() != q.Bits() {
		return cmp.Compare(p.Bits(), q.Bits())
	}
	return p.Addr().Compare(q.Addr())
}

// within decides << <<= >> >>= and &&.
func within(op string) func(a, b prefix) bool {
	switch op {
	case "<<", "<<=":
		return func(a, b prefix) bool { return a.in(b, strings.HasSuffix(op, "=")) }
	case ">>", ">>=":
		return func(a, b prefix) bool { return b.in(a, strings.HasSuffix(op, "=")) }
	case "&&":
		return func(a, b prefix) bool { return a.in(b, true) || b.in(a, true) }
	}
	return nil
}

// in reports whether p is a part of q, or, where that counts, all of it.
func (p prefix) in(q prefix, all bool) bool {
	if p.family() != q.family() || p.Bits() < q.Bits() || p.Bits() == q.Bits() && !all {
		return false
	}
	return q.Masked().Contains(p.Addr())
}
