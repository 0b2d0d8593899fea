// Command check decodes Kubernetes manifests strictly into the types of the API:
// an unknown or doubled field, a wrong type or kind is an error. It is a module
// of its own, so that the product does not depend on Kubernetes.
package main

import (
	"bytes"
	"fmt"
	"os"

	batch "k8s.io/api/batch/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	failed := len(os.Args) < 2
	for _, file := range os.Args[1:] {
		if err := check(file); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", file, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// check decodes each document of a file.
func check(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for doc := range bytes.SplitSeq(text, []byte("\n---\n")) {
		var meta struct{ APIVersion, Kind string }
		if err := yaml.Unmarshal(doc, &meta); err != nil {
			return err
		}
		object, err := objectOf(meta.APIVersion, meta.Kind)
		if err != nil {
			return err
		}
		if err := yaml.UnmarshalStrict(doc, object); err != nil {
			return err
		}
	}
	return nil
}

// objectOf returns an empty object of a kind.
func objectOf(version, kind string) (any, error) {
	switch version + " " + kind {
	case "batch/v1 CronJob":
		return &batch.CronJob{}, nil
	case "batch/v1 Job":
		return &batch.Job{}, nil
	}
	return nil, fmt.Errorf("%s %s is none of the kinds that are checked", version, kind)
}
