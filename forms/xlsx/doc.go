// Package xlsx draws a form's grid as a sheet that prints like the official
// form, and reads such sheets back, also ones that people have worked on. It
// reads the tables that people keep in Excel or WPS, too: as workbooks and as
// CSV in the encodings that they save.
package xlsx
