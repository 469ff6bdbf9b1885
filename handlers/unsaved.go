package handlers

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// refuseSave says that the declaration is no longer to be changed, with all
// that was typed and differs from what is kept, so that it can be copied.
func refuseSave(d *models.Declaration, l *forms.Layout, p *posted) error {
	text := "申报表现在是“" + d.Status.Label() + "”，不能再改，刚才填写的没有保存。"
	if typed := unsaved(l, &d.Document, p); typed != "" {
		text += "与已保存的不同的文字如下，需要时请复制：\n\n" + typed
	}
	return models.Refuse(models.Closed, text)
}

// unsaved lists the blanks that a post would change, with what was typed.
func unsaved(l *forms.Layout, now *models.Document, p *posted) string {
	kept := map[string]string{}
	for _, in := range l.Grid(now).Inputs() {
		kept[in.Spec().Name] = in.Text(now)
	}
	mine := now.Clone()
	p.fill(l, &mine)
	var b strings.Builder
	for _, in := range l.Grid(&mine).Inputs() {
		if text := in.Text(&mine); text != kept[in.Spec().Name] {
			b.WriteString(in.Spec().Label + "：" + text + "\n")
		}
	}
	return b.String()
}
