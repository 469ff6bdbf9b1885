// Package files keeps what people hand in beside a declaration, stamped scans
// and the documents behind it, outside the database, and tells what a file is
// from its content rather than from its name.
package files
