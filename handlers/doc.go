// Package handlers is the web: the map of routes, one file for each resource,
// sign-in, sessions and errors. Reading a request, calling the domain, and
// drawing a page or redirecting is all that happens here.
package handlers
