// Package scan reads what comes back from paper: the QR codes in a scanned
// page, whatever the scanner made of it, and the text of a PDF that was never on
// paper. It is the one home of pdfcpu and of reading with gozxing.
//
// Nothing is decoded before its size is known, nothing runs longer than the
// context allows, and what the libraries make of a malformed file, a panic
// also, is an error of that file.
package scan
