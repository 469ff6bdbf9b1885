package store_test

import (
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

func TestIndicatorsAreFoundByCharactersAndByInitials(t *testing.T) {
	l := store.NewLibrary([]models.LibraryIndicator{
		{Field: "会议培训", Class: "数量指标", Name: "培训人次", Explanation: "参加的总人次。"},
		{Field: "卫生健康", Class: "数量指标", Name: "村医培训人次", Explanation: "村医接受业务培训的人次。"},
		{Field: "道路", Class: "质量指标", Name: "重修合格率", Explanation: "再次参加培训后合格的比例。"},
	})
	for name, c := range map[string]struct{ search, class, want string }{
		"nothing searched for finds all":           {"", "", "培训人次 村医培训人次 重修合格率"},
		"characters of the name":                   {"人次", "", "培训人次 村医培训人次"},
		"those named so stand first":               {"培训", "", "培训人次 村医培训人次 重修合格率"},
		"initials":                                 {"pxrc", "", "培训人次 村医培训人次"},
		"initials in capitals and full width":      {"ＣＹＰＸ", "", "村医培训人次"},
		"a character of two readings, one way":     {"zx", "", "重修合格率"},
		"and the other way":                        {"cxhg", "", "重修合格率"},
		"initials of the field":                    {"wsjk", "", "村医培训人次"},
		"several words, all of them":               {"村医 px", "", "村医培训人次"},
		"within a class":                           {"培训", "质量指标", "重修合格率"},
		"what is nowhere":                          {"桥梁", "", ""},
		"a sign that databases would read as more": {"%", "", ""},
	} {
		found, err := l.Find(store.LibraryFilter{Search: c.search, Class: c.class})
		var names []string
		for _, i := range found {
			names = append(names, i.Name)
		}
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%s: %q finds %q, want %q (%v)", name, c.search, got, c.want, err)
		}
	}
	if _, err := l.Find(store.LibraryFilter{Search: strings.Repeat("字", 201)}); models.KindOf(err) != models.Invalid {
		t.Errorf("a search of 201 characters: %v", err)
	}
}
