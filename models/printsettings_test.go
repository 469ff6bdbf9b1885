package models_test

import (
	"strings"
	"testing"

	"jixiao/models"
)

func TestAnOwnCaptionKeepsWhatItsBlankIsKnownBy(t *testing.T) {
	blanks := models.SignBlanks()
	for _, c := range []struct {
		name  string
		blank models.SignBlank
		typed string
		want  string // of the caption; blank for a refusal
	}{
		{"the usual one", blanks[0], "负责人", "负责人"},
		{"nothing", blanks[0], "  ", "负责人"},
		{"with a seal", blanks[0], "单位负责人（签章）", "单位负责人（签章）"},
		{"with its colon", blanks[0], "单位负责人(签字)：", "单位负责人(签字)"},
		{"without what it is known by", blanks[0], "领导签字", ""},
		{"longer than leaves room for ink", blanks[0], "负责人" + strings.Repeat("签", 12), ""},
		{"two lines", blanks[0], "负责人\n签字", ""},
		{"two captions", blanks[0], "负责人:经办人", ""},
		{"a telephone", blanks[2], "办公电话", "办公电话"},
		{"a day", blanks[3], "日期", "日期"},
	} {
		var p models.PrintSettings
		err := p.SetCaption(c.blank, c.typed)
		if got := p.Caption(c.blank); (err == nil) != (c.want != "") || err == nil && got != c.want {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func TestTheServersAddressIsOneThatPaperCanCarry(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", " http://10.1.2.3:8080/ ": "http://10.1.2.3:8080", "https://jixiao.xx.gov.cn": "https://jixiao.xx.gov.cn", "ｈｔｔｐ：／／10.1.2.3": "http://10.1.2.3",
	} {
		var p models.PrintSettings
		if err := p.SetServer(typed); err != nil || p.Server != want {
			t.Errorf("%q: %q, %v", typed, p.Server, err)
		}
	}
	for _, typed := range []string{"10.1.2.3", "ftp://10.1.2.3", "http://", "http://a/b", "http://a?b=c", "http://u:p@a", "javascript:alert(1)", "http://绩效.cn", "http://" + strings.Repeat("a", 60)} {
		var p models.PrintSettings
		if err := p.SetServer(typed); err == nil {
			t.Errorf("%q was taken", typed)
		}
	}
}

func TestTheRecordSaysWhatWasChanged(t *testing.T) {
	var before, after models.PrintSettings
	if err := after.SetMargins(models.OfficialMargins); err != nil {
		t.Fatal(err)
	}
	if err := after.SetCaption(models.SignBlanks()[0], "单位负责人（签章）"); err != nil {
		t.Fatal(err)
	}
	after.NoCode, after.Server = true, "http://10.1.2.3"
	const want = "页边距改为公文（GB/T 9704）；“负责人”写作“单位负责人（签章）”；不印校验码和二维码；二维码的地址改为 http://10.1.2.3"
	if got := strings.Join(before.Differences(&after), "；"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if list := after.Differences(&after); len(list) > 0 {
		t.Errorf("nothing was changed, and it says %s", list)
	}
	if err := after.SetMargins("wide"); err == nil {
		t.Error("margins that nobody knows were taken")
	}
}
