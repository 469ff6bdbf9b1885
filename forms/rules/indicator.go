package rules

// indicatorRules are the rules about the indicators.
func indicatorRules() []*Rule { return nil }
