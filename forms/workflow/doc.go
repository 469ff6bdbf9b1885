// Package workflow is the review as one table of moves: who may do what to a
// declaration, from which state, and where it goes. What is not in the table
// is not allowed.
package workflow
