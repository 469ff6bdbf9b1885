package rules

// OneYear reports whether 项目期 is one year or less, or 当年.
func (c *Case) OneYear() bool { return c.Doc.Project.Period == "1年" }

// LongerThanYear reports whether 项目期 is known and more than one year.
func (c *Case) LongerThanYear() bool { return c.Doc.Project.Period == "3年" }
