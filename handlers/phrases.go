package handlers

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/models"
	"jixiao/templates"
)

// standardPhrases are opinions that reviewers write most often.
var standardPhrases = []string{
	"产出指标不细化、不量化，请逐项量化",
	"成本指标值超过项目资金，请核对",
	"年度资金与控制数不一致，请修改资金及相应指标值",
	"时效指标请明确到月份",
	"立项依据请列明文件名称、文号并上传附件",
	"资金到位率、执行率不作为产出指标",
	"指标值请参照上年完成值设定",
}

// mostPhrases is how many phrases of their own a person may keep.
const mostPhrases = 50

func phrasesKey(person int64) string { return "phrases:" + strconv.FormatInt(person, 10) }

// ownPhrases returns the opinions that a person keeps beside the standard ones.
func (s *Server) ownPhrases(v *visit) (own []string, err error) {
	text, err := s.Store.Setting(v.ctx, phrasesKey(v.person.ID))
	if err != nil || text == "" {
		return nil, err
	}
	return own, json.Unmarshal([]byte(text), &own)
}

// phrases returns the opinions to choose from.
func (s *Server) phrases(v *visit) ([]string, error) {
	own, err := s.ownPhrases(v)
	return append(slices.Clone(standardPhrases), own...), err
}

// withPhrases puts the phrases that were ticked behind an opinion, each on a
// line of its own.
func withPhrases(opinion string, ticked []string) string {
	lines := ticked
	if !models.Blank(opinion) {
		lines = append([]string{opinion}, ticked...)
	}
	if len(lines) == 0 {
		return opinion
	}
	return strings.Join(lines, "\n")
}

// phrasesForm shows the phrases, the person's own to be changed.
func (s *Server) phrasesForm(v *visit) error {
	own, err := s.ownPhrases(v)
	if err != nil {
		return err
	}
	return s.drawPhrases(v, http.StatusOK, strings.Join(own, "\n"), "")
}

func (s *Server) drawPhrases(v *visit, status int, own, problem string) error {
	if !reviews(v) {
		return models.Refuse(models.Forbidden, "常用语给审核人用，您没有审核权限。")
	}
	page := &templates.Phrases{Base: s.base(v, v), Standard: standardPhrases, Own: own, Problem: problem}
	page.Title, page.Section = "审核常用语", "list"
	return s.draw(v, status, page)
}

// reviews reports whether the person reviews anything at all.
func reviews(v *visit) bool { return v.scope.Finance || len(v.scope.Departments) > 0 }

// setPhrases keeps a person's own phrases, one a line.
func (s *Server) setPhrases(v *visit) error {
	typed := plainLines(v.FormValue("own"))
	var own []string
	for line := range strings.SplitSeq(typed, "\n") {
		if !models.Blank(line) && !slices.Contains(own, line) && !slices.Contains(standardPhrases, line) {
			own = append(own, line)
		}
	}
	if !reviews(v) || len(own) > mostPhrases {
		return s.drawPhrases(v, http.StatusUnprocessableEntity, typed,
			"自己的常用语最多 "+strconv.Itoa(mostPhrases)+" 条，现有 "+strconv.Itoa(len(own))+" 条，没有保存。请删去不用的。")
	}
	text, err := json.Marshal(own)
	if err != nil {
		return err
	}
	if err := s.Store.SetSetting(v.ctx, phrasesKey(v.person.ID), string(text)); err != nil {
		return err
	}
	s.flash(v, "常用语已保存")
	return v.Redirect(http.StatusSeeOther, v.url("phrases"))
}
