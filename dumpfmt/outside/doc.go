// Package outside finds and edits the statements of a dump that carry secrets
// or data where no column is: passwords of roles, connections, large objects,
// statistics, settings, comments, security labels.
//
// It knows the forms of these statements and nothing of policies: what is to be
// done is its caller's to say.
//
//	Classify(stmt, session)            what a statement may carry; cheap
//	AppendX(dst, stmt, session)        the statement without it
//	CheckX(stmt, session)              whether it may vanish as a whole
//	TextReader.Each(stmt, std, look)   its text, literals decoded, to be looked at
//	Place(stmt), ObjectKind(stmt)      what it is about, for reports and choices
//
// An edit touches the literal or the clause that it is about and copies all
// else, byte for byte. It returns how many secrets it has found. A statement of
// a kind that is to be edited, but of a form that is not understood, is an
// error: it is never passed on.
package outside
