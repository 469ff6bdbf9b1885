// Package forms describes the official form once: a layout is data, and one
// function turns a layout and a document into a grid of cells bound to the
// document's values. The page, the PDF and the sheet all draw that grid, so
// they cannot drift apart.
package forms
