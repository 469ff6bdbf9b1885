// Package pdf draws declarations on paper: the same grid as the page, A4, with
// Chinese line breaking, page breaks inside long cells, and every character
// printed. It is the one home of gofpdf.
//
// gofpdf's MultiCell, SplitText and Write lose a character at every line break
// and are not used; lines are broken by wrap and drawn one by one. A character
// without a glyph is found before anything is drawn and named as a GlyphError.
//
// A sheet is made in four steps, each of which knows only the one before:
// measure breaks the texts of the grid into lines and solves the heights of
// the rows; paginate cuts the rows into strips, a list for each page; boxes
// turns strips into the boxes of each page; draw puts boxes on paper.
package pdf
