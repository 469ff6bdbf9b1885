package templates

import "jixiao/models"

// Indicators is the library of indicators, to be searched.
type Indicators struct {
	Base
	Search  string
	Classes []Option // 二级指标, the first one stands for all
	Rows    []models.LibraryIndicator
	Total   int // in the whole library
	// From is the declaration into which indicators are picked, 0 for none, and
	// Revision its present one.
	From, Revision int64
}

// View returns "indicators".
func (*Indicators) View() string { return "indicators" }
