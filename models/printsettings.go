package models

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// Margins says how much room a print leaves around the grid.
type Margins string

// The margins that an office chooses from.
const (
	TableMargins    Margins = ""        // 表格: 15 mm all around, as the official form has them
	OfficialMargins Margins = "gbt9704" // GB/T 9704: 上 37, 左 28, 右 26, 下 35 mm
)

// PrintSettings are what an office has decided about its prints. The zero
// value is the official form with all marks.
type PrintSettings struct {
	Margins Margins `json:"margins,omitempty"`
	// Captions replace those of the sign-off row, by the path of the blank and
	// without the colon; what is not in it stays as the form has it.
	Captions map[string]string `json:"captions,omitempty"`
	NoCode   bool              `json:"no_code,omitempty"` // no check code and no QR code
	Server   string            `json:"server,omitempty"`  // address that the QR code leads to: http://10.1.2.3:8080
}

// SignBlank is a blank of the sign-off row whose caption an office may word.
type SignBlank struct {
	Path  string
	Usual string // the caption of the official form
	Needs string // what every wording keeps, so that readers and programs know the blank
}

// SignBlanks lists the blanks of the sign-off row in the order of the form.
func SignBlanks() []SignBlank {
	return []SignBlank{
		{"signoff.head", "负责人", "负责人"},
		{"signoff.handler", "经办人", "经办人"},
		{"signoff.phone", "联系电话", "电话"},
		{"signoff.filled_at", "填报日期", "日期"},
	}
}

// captionLimit keeps room for the ink beside a caption.
const captionLimit = 14

// Caption returns the caption of a blank of the sign-off row.
func (p *PrintSettings) Caption(b SignBlank) string {
	if own := p.Captions[b.Path]; own != "" {
		return own
	}
	return b.Usual
}

// SetCaption words the caption of a blank; the usual wording and a blank one
// take an own wording back. The error is a sentence.
func (p *PrintSettings) SetCaption(b SignBlank, typed string) error {
	typed = strings.TrimRight(strings.TrimSpace(typed), ":： ")
	if typed == "" || typed == b.Usual {
		delete(p.Captions, b.Path)
		return nil
	}
	n := utf8.RuneCountInString(typed)
	switch {
	case strings.ContainsAny(typed, "\r\n\t:："):
		return Refuse(Invalid, "“"+b.Usual+"”的写法只能是一行，中间不带冒号")
	case !strings.Contains(typed, b.Needs):
		return Refuse(Invalid, "“"+b.Usual+"”的写法里要有“"+b.Needs+"”，别人才认得这一格")
	case n > captionLimit:
		return Refuse(Invalid, "“"+b.Usual+"”的写法太长，签字的地方不够，请不超过 14 个字")
	}
	if p.Captions == nil {
		p.Captions = map[string]string{}
	}
	p.Captions[b.Path] = typed
	return nil
}

// SetServer sets the address that the QR code leads to; blank for none. The
// error is a sentence.
func (p *PrintSettings) SetServer(typed string) error {
	p.Server = strings.TrimRight(strings.TrimSpace(Halfwidth(typed)), "/")
	if p.Server == "" {
		return nil
	}
	u, err := url.Parse(p.Server)
	plain := err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && u.Path == "" && u.RawQuery == "" && u.Fragment == ""
	if !plain || len(p.Server) > 60 || strings.Trim(strings.ToUpper(p.Server), numberRunes+":/.-[]") != "" {
		return Refuse(Invalid, "本系统的地址应写成“http://10.1.2.3:8080”这样，只有协议、主机和端口，不超过 60 个字")
	}
	return nil
}

// SetMargins chooses margins. The error is a sentence.
func (p *PrintSettings) SetMargins(m Margins) error {
	if m != TableMargins && m != OfficialMargins {
		return Refuse(Invalid, "页边距请从所列的两种中选一种")
	}
	p.Margins = m
	return nil
}

// Differences says in Chinese what other has that p has not, for the record.
func (p *PrintSettings) Differences(other *PrintSettings) (list []string) {
	if p.Margins != other.Margins {
		list = append(list, "页边距改为"+map[Margins]string{TableMargins: "表格", OfficialMargins: "公文（GB/T 9704）"}[other.Margins])
	}
	for _, b := range SignBlanks() {
		if now := other.Caption(b); p.Caption(b) != now {
			list = append(list, "“"+b.Usual+"”写作“"+now+"”")
		}
	}
	if p.NoCode != other.NoCode {
		list = append(list, map[bool]string{true: "不印校验码和二维码", false: "印校验码和二维码"}[other.NoCode])
	}
	switch {
	case p.Server == other.Server:
	case other.Server == "":
		list = append(list, "二维码不带地址")
	default:
		list = append(list, "二维码的地址改为 "+other.Server)
	}
	return list
}

// PrintDecision is one set of settings, and who chose it when.
type PrintDecision struct {
	At         time.Time     `json:"at"`
	PersonID   int64         `json:"person_id"`
	PersonName string        `json:"person_name"`
	Settings   PrintSettings `json:"settings"`
}

// PrintDecisions are all that were ever made, the first one first. None is
// taken out, so that a version prints for ever as it did when it was sent in.
type PrintDecisions []PrintDecision

// At returns the settings that were in force at a moment.
func (l PrintDecisions) At(moment time.Time) PrintSettings {
	for i := len(l) - 1; i >= 0; i-- {
		if !l[i].At.After(moment) {
			return l[i].Settings
		}
	}
	return PrintSettings{}
}

// Now returns the settings in force.
func (l PrintDecisions) Now() PrintSettings {
	if len(l) == 0 {
		return PrintSettings{}
	}
	return l[len(l)-1].Settings
}
