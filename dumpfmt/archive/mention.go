package archive

import (
	"math"
	"slices"
)

// WithMention has the archive's list have one more entry, of the kind COMMENT and
// of the given name, which must be of one line. Its definition is that name as a
// comment of SQL, which does nothing. The default is not to: the list is then that
// of the archive that was read.
func WithMention(name string) WriterOption { return func(w *Writer) { w.mention = name } }

// mentioned puts the entry in that says who made the archive, behind the settings
// and with an ID that is of none.
func (w *Writer) mentioned(entries []*Entry) []*Entry {
	own := &Entry{
		Tag: Some(w.mention), Desc: Some("COMMENT"), Section: PreData, Defn: Some("-- " + w.mention + "\n"),
		Drop: Some(""), Owner: Some(""), WithOIDs: Some("false"),
	}
	for _, e := range w.a.Entries {
		own.ID = max(own.ID, e.ID)
	}
	if own.ID++; own.ID > math.MaxInt32 {
		w.fail("no ID is left for an entry that says who made the archive")
	}
	at := slices.IndexFunc(entries, func(e *Entry) bool { return settings[e.Desc.S] == nil })
	if at < 0 {
		at = len(entries)
	}
	return slices.Insert(entries, at, own)
}

// DropMentions takes the entries out of the list that [WithMention] puts in, if
// known knows their name. They must not have been read.
func (a *Archive) DropMentions(known func(name string) bool) {
	a.Entries = slices.DeleteFunc(a.Entries, func(e *Entry) bool {
		return e.is("COMMENT") && e.Catalog == 0 && e.OID == 0 && !e.HasData && e.Drop.S == "" &&
			e.Defn.S == "-- "+e.Tag.S+"\n" && known(e.Tag.S)
	})
}
