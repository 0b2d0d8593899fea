package dumptest

// awkwardNames holds names of schemas, tables and columns.
var awkwardNames = []string{
	"users", "User", "order", "a b", "x,y", "(z)", "a;b", "--c", "/*d", "$$", "$f$",
	`q"uote`, "it's", `back\slash`, "naïve", "表", "FROM stdin;", "VALUES (", "stdin", "begin", "\t",
	"two\nlines", "COPY t FROM stdin;\n\\.", "a.b", "{}", "1st", "_", "e", "E",
}

// awkwardValues holds values of text columns.
var awkwardValues = []string{
	"", " ", `\N`, `\.`, `\`, `\\`, "N", "NULL", "null", "DEFAULT", "true", "t", "0", "-1", "1e5", "'", "''", `"`,
	"a\tb", "a\nb", "\n", "a\r\nb", "\r", "\b\f\v", "\x01\x1b\x7f", "it's", `E'x'`, `it\'s`, `C:\dir\new`,
	"COPY t (a) FROM stdin;", "\n\\.\n", "\n\\.", ");\nINSERT INTO t VALUES (1);", "); --", "/* ", "*/", "$$", "$x$",
	"-- PostgreSQL database dump complete", "é", "日本語", "😀", "\u2028", "a, b", "(a)", `{a,"b"}`, `{"k": "v\n"}`,
	`\connect other`, `\x00ff`, "%s", "a;b;", "Ω≈ç√",
}
