// Package templates holds the pages: one typed struct for each, the templates
// that draw them, and the view of the official grid that they share.
package templates
