package rules

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"jixiao/models"
)

var textBasisVague = &Rule{
	ID: "text-basis-vague", Severity: models.SeverityWarning, Basis: Complete,
	Title:   "立项依据没有写明文件",
	Explain: "立项依据要能查到：文号、《文件名》、法律法规名称、三定方案，或注明日期的会议纪要、批示。",
	Wrong:   "为推进我县电商业务正常进行请拨办公经费", Right: "依据财办建〔2015〕60号文件",
	Check: checkBasis,
}

// serial is what names a document otherwise: 60号文, 第20次常务会议, a title
// without its marks.
var serial = regexp.MustCompile(`\d+\s*号|第[\d一二三四五六七八九十百]+次|(?:19|20)\d\d\s*-\s*\d+\s*文|编号|《|关于.{4,80}的(?:通知|意见|批复|决定|方案|请示|报告|函)`)

func checkBasis(c *Case) []models.Finding {
	basis := c.Doc.Narrative.Basis
	if models.Blank(basis) || saysNothing(basis) {
		return nil
	}
	text := c.Words.ReadText(basis)
	dated := len(text.Dates) > 0 || len(text.Years) > 0
	if len(text.DocumentNumbers) > 0 || len(text.Titles) > 0 || serial.MatchString(text.Folded) ||
		strings.Contains(text.Folded, "三定") || namesLaw(text.Folded) ||
		dated && holdsAny(text.Folded, []string{"纪要", "批示", "批复", "会议"}) != "" {
		return nil
	}
	return one(sentence("立项依据%s没有写明依据的文件。请写文号、《文件名》、法律法规名称，或会议纪要、批示的日期。", quote(basis)), "narrative.basis")
}

// lawEnds end the names of laws and regulations.
var lawEnds = []string{"条例", "办法", "细则", "规定", "规程", "准则", "法"}

// noNames are words before such an end that name nothing.
var noNames = strings.NewReplacer(
	"依据", "", "根据", "", "按照", "", "依照", "", "遵照", "", "执行", "", "严格", "", "有关", "", "相关", "", "上级", "", "国家", "", "各级", "", "各项", "",
	"中央", "", "省级", "", "市级", "", "县级", "", "政府", "", "部门", "", "单位", "", "法律", "", "法规", "", "政策", "", "要求", "", "文件", "", "规定", "", "办法", "", "细则", "", "规章", "", "制度", "",
	"管理", "", "实施", "", "暂行", "", "具体", "", "以及", "", "财政", "", "按", "", "依", "", "省", "", "市", "", "县", "", "和", "", "及", "", "与", "", "的", "", "等", "", "本", "", "我", "", "由", "",
)

// namesLaw reports whether a text names a law or regulation without 《》: 预算法,
// 基本支出预算管理办法; but not 有关规定, 管理办法, 方法.
func namesLaw(text string) bool {
	for _, end := range lawEnds {
		for at, rest := 0, text; ; {
			i := strings.Index(rest, end)
			if i < 0 {
				break
			}
			if name := noNames.Replace(hanBefore(text[:at+i])); utf8.RuneCountInString(name) >= 2 && !noLaw(name, end) {
				return true
			}
			at += i + len(end)
			rest = text[at:]
		}
	}
	return false
}

// noLaw tells 法 as the end of a law from that of 方法, 依法, 执法, 办法.
func noLaw(name, end string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return end == "法" && strings.ContainsRune("方办做执合依立司守普违非书魔手说看想用语疗", last)
}

// hanBefore returns the run of Chinese characters at the end of s.
func hanBefore(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}
