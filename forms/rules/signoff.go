package rules

import (
	"regexp"
	"strings"
	"time"

	"jixiao/forms"
	"jixiao/models"
)

func signoffRules() []*Rule {
	return []*Rule{
		{
			ID: "signoff-required", Severity: models.SeverityError, Basis: Complete, Kept: true,
			Title:   "经办人或联系电话没有填写",
			Explain: "经办人和联系电话要填写，审核人有疑问时找得到人。负责人留空，打印后手签。",
			Wrong:   "联系电话空着", Right: "填写经办人和能接通的电话",
			Blank:    filled,
			Sentence: "“{0}”没有填写，请补填。",
		},
		{
			ID: "signoff-phone", Severity: models.SeverityWarning, Basis: ReviewHabit,
			Title:   "联系电话不像电话号码",
			Explain: "手机号 11 位；固定电话 7 或 8 位，可带区号和分机；短号、两个号码都可以。",
			Wrong:   "1380000000（少一位）", Right: "0350-0000000 转 8 这样的固定电话，或 11 位手机号",
			Blank:    func(_ *forms.Layout, text string) bool { return isPhone(text) },
			Sentence: "“{0}”填的是“{1}”，既不是 11 位手机号，也不是 7 或 8 位的固定电话，请核对。",
		},
		{
			ID: "signoff-date", Severity: models.SeverityNote, Basis: ReviewHabit,
			Title:   "填报日期不在申报期内",
			Explain: "填报日期一般在预算年度前一年 7 月至预算年度年底之间。",
			Wrong:   "2023年度的表填 2022年1月7日", Right: "2022年11月8日",
			Check: signoffDate,
		},
	}
}

func filled(_ *forms.Layout, text string) bool { return !models.Blank(text) }

var (
	mobile   = regexp.MustCompile(`^(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}$`)
	landline = regexp.MustCompile(`^(?:\+?86-?)?(?:\(?0\d{2,3}\)?-?)?\d{3,4}-?\d{4}(?:(?:-|转:?|#|\*|x|X|ext\.?)\d{1,6})?$`)
	service  = regexp.MustCompile(`^[48]00-?\d{3,4}-?\d{3,4}$`)
	short    = regexp.MustCompile(`^\d{3,6}$`)
)

// phoneSigns makes dashes and what announces an extension one.
var phoneSigns = strings.NewReplacer("—", "-", "–", "-", "分机", "转", "号码", " ")

// isPhone reports whether what was typed is one or more telephone numbers.
func isPhone(typed string) bool {
	typed = phoneSigns.Replace(models.Halfwidth(typed))
	numbers := strings.FieldsFunc(typed, betweenNumbers)
	for _, n := range numbers {
		n = strings.Trim(strings.TrimRight(strings.TrimLeft(n, ") :"), "( :"), " ")
		whole := strings.ReplaceAll(n, " ", "")
		if whole == "" || short.MatchString(whole) || isNumber(whole) {
			continue
		}
		for _, part := range strings.Fields(n) {
			if !isNumber(part) {
				return false
			}
		}
	}
	return len(numbers) > 0
}

func isNumber(s string) bool {
	return mobile.MatchString(s) || landline.MatchString(s) || service.MatchString(s)
}

// betweenNumbers reports whether r parts two numbers: signs, and names or
// labels in Chinese, but not what announces an extension.
func betweenNumbers(r rune) bool {
	return strings.ContainsRune("/\\、,;|\n\t", r) || r >= '\u4e00' && r <= '\u9fff' && r != '转'
}

func signoffDate(c *Case) []models.Finding {
	day, ok := models.ParseDay(c.Doc.Signoff.FilledAt)
	year := c.Doc.Year
	first := time.Date(year-1, time.July, 1, 0, 0, 0, 0, models.China)
	after := time.Date(year+1, time.January, 1, 0, 0, 0, 0, models.China)
	if !ok || year == 0 || !day.Before(first) && day.Before(after) {
		return nil
	}
	return one(sentence("填报日期 %s，一般应在 %d年7月至 %d年12月之间。请核对。",
		models.FormatDay(day), year-1, year), "signoff.filled_at")
}
