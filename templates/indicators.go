package templates

import "jixiao/models"

// Indicators is the library of indicators, to be searched.
type Indicators struct {
	Base
	Search  string
	Classes []Option // 二级指标, the first one stands for all
	Rows    []models.LibraryIndicator
	Total   int   // in the whole library
	From    int64 // declaration to go back to, 0 for none
}

// View returns "indicators".
func (*Indicators) View() string { return "indicators" }
