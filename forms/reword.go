package forms

// Reword gives the blanks of the sign-off row an office's own captions, by
// their paths; the colon behind them stays. Blanks keep their labels.
func (g *Grid) Reword(captions map[string]string) {
	for i := range g.Rows {
		for k := range g.Rows[i].Cells {
			c := &g.Rows[i].Cells[k]
			if c.Style != Sign || c.Input == nil {
				continue
			}
			if own := captions[c.Input.Spec().Path]; own != "" {
				c.Caption = own + ":"
			}
		}
	}
}
