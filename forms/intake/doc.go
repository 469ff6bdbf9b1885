// Package intake reads declarations from the files in which offices collect
// them, many at once, and says of each what taking it in would do: whether it
// is new, changes a draft, says the same, is doubtful, or cannot be taken in.
package intake
