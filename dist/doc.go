// Package dist is what ships: packages, container image, units, manifests, and
// examples for those who deploy. It has no code, but tests that what is here
// works.
package dist
