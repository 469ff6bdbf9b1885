package handlers

import "os"

// AfterEachForm calls f after each form that a job prints.
func (s *Server) AfterEachForm(f func()) { s.press.rest = f }

// FillDisk lets jobs write to a disk that is full.
func (s *Server) FillDisk(full string) {
	s.press.results.create = func(string) (*os.File, error) { return os.OpenFile(full, os.O_RDWR, 0) }
}
