// Package xlsx reads tables that people keep in Excel or WPS: as workbooks and
// as CSV in the encodings that they save.
package xlsx
