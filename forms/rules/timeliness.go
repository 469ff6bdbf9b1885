package rules

import (
	"time"

	"jixiao/models"
)

var timelinessDate = &Rule{
	ID: "timeliness-date", Severity: models.SeverityError, Basis: Feasible,
	Title:   "时效指标的日期不在项目期内",
	Explain: "时效指标的日期不能晚于项目结束；年度一侧的日期要在预算年度内。跨年的一段时间，只要与预算年度有重合、不晚于项目结束即可。",
	Wrong:   "2023 年的一年期项目，完成时间 | 2024年6月底前", Right: "完成时间 | 2023年12月底前",
	Check: checkTimelinessDate,
}

// checkTimelinessDate takes what names no year for a day of the budget year.
// 12月31日前 is meant with that day or without it, so it fires only where both
// are wrong; days of guarantees, contracts and the like are not the project's.
// A 项目期 without the budget year is period-format's, and ends nothing here.
func checkTimelinessDate(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		days, ok := c.targetDays(r)
		if !ok || c.Words.Has(c.name(r), models.OtherTimes) {
			return usual, ""
		}
		year := models.YearDays(c.Doc.Year)
		if end, ends := c.Period.End(); ends && c.Period.HoldsYear(c.Doc.Year) && endsAfter(days, end) {
			return usual, sentence("%s的指标值%s晚于项目结束（项目期“%s”，最迟到%s）。请核对日期或项目期。",
				c.label(r), r.value(), c.Doc.Project.Period, models.FormatDay(end))
		}
		if r.Side == models.Annual && !days.Touches(year) {
			return usual, sentence("%s的指标值%s不在 %d 年内。年度指标请填本年的日期。", c.label(r), r.value(), c.Doc.Year)
		}
		return usual, ""
	}, valueCell, timeliness)
}

// endsAfter reports whether days end after the project does: a stretch by its
// last day, a day or deadline when it cannot be before the end.
func endsAfter(days models.DayRange, end time.Time) bool {
	if days.Ranged && !days.Deadline {
		return days.Last.After(end)
	}
	return days.First.After(end)
}

// comparisons are words that make a year in a value a thing to compare with.
var comparisons = []string{"较", "比", "同期", "基础", "水平", "上年", "去年", "依据", "根据", "按照", "自", "至今", "以来"}

// targetDays returns the days of a value: of a date, or of a sentence that
// names years and compares with none.
func (c *Case) targetDays(r *Row) (models.DayRange, bool) {
	if r.Target.Kind != models.ValueWords {
		return r.Target.Days(c.Doc.Year)
	}
	if holdsAny(r.Target.Words, comparisons) != "" {
		return models.DayRange{}, false
	}
	years := c.Words.ReadText(r.Target.Words).Years
	if len(years) == 0 {
		return models.DayRange{}, false
	}
	first, last := years[0].Year, years[0].Year
	for _, y := range years {
		first, last = min(first, y.Year), max(last, y.Year)
	}
	days := models.YearDays(first)
	days.Last, days.Ranged = models.YearDays(last).Last, first != last
	return days, true
}

var timelinessPeriod = &Rule{
	ID: "timeliness-period", Severity: models.SeverityError, Basis: Feasible,
	Title:   "时效指标的时长超过项目期",
	Explain: "时效、成本指标里以年、月计的时长不能超过项目期。质保、使用、合同、租赁、养护、还款等期限，以及工作日、小时、响应时间除外。",
	Wrong:   "项目期 1年，服务周期 | 两年", Right: "项目期 2年，服务周期 | 两年",
	Check: checkTimelinessPeriod,
}

func checkTimelinessPeriod(c *Case) []models.Finding {
	limit, known := c.periodMonths()
	if !known {
		return nil
	}
	return c.EachRow(func(r *Row) (models.Severity, string) {
		months, ok := r.Target.Months()
		if !ok || months.Cmp(models.DecimalOf(int64(limit))) <= 0 || c.Words.Has(c.name(r)+r.Target.Lead+r.Target.Tail, models.OtherTimes) {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s（%s 个月），比项目期“%s”（%d 个月）长。请核对时长或项目期。",
			c.label(r), r.value(), months, c.Doc.Project.Period, limit)
	}, valueCell, timeliness, costs)
}

// periodMonths returns the length of 项目期 in months.
func (c *Case) periodMonths() (months int, known bool) {
	switch c.Period.Kind {
	case models.PeriodLength, models.PeriodRange:
		return c.Period.Months, true
	case models.PeriodYear:
		return 12, true
	}
	return 0, false
}
