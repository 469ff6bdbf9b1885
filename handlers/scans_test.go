package handlers_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/net/html"

	"jixiao/cmd/gaps"
	"jixiao/handlers"
	"jixiao/models"
)

// stampSite is a site whose prints carry check codes.
func stampSite(t *testing.T) *site {
	return newSite(t, func(c *handlers.Config) { c.Key = bytes.Repeat([]byte{7}, models.MarkKeySize) })
}

// scanOf is a page with a QR code and nothing else.
func scanOf(t testing.TB, says string) []byte {
	t.Helper()
	code := must(barcode.Scale(must(qr.Encode(says, qr.M, qr.Auto))(t), 200, 200))(t)
	page := image.NewGray(image.Rect(0, 0, 1240, 1754))
	draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(page, image.Rect(80, 1500, 280, 1700), code, image.Point{}, draw.Src)
	return asPNG(t, page)
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// marks is what the QR code of a version says.
func (s *site) marks(d models.Declaration, version int) string {
	s.Helper()
	v := must(s.Version(s.Context(), d.ID, version))(s)
	return must(models.MarkKey(bytes.Repeat([]byte{7}, models.MarkKeySize)).Mark(&v))(s).Link("")
}

// scan uploads a scan to a declaration.
func (b *browser) scan(d models.Declaration, content []byte) *page {
	b.Helper()
	return b.upload(b.papers(d), "上传扫描件", "扫描件.pdf", content, nil)
}

// lying turns a page by two degrees and strews dots over two in a hundred.
func lying(page image.Image) *image.Gray {
	rng := rand.New(rand.NewPCG(3, 4))
	sin, cos := math.Sincos(2 * math.Pi / 180)
	r := page.Bounds()
	turned := image.NewGray(r)
	for y := range r.Dy() {
		for x := range r.Dx() {
			dx, dy := float64(x-r.Dx()/2), float64(y-r.Dy()/2)
			dot := color.Gray{Y: 255}
			if from := image.Pt(r.Dx()/2+int(dx*cos-dy*sin), r.Dy()/2+int(dx*sin+dy*cos)); from.In(r) {
				dot = color.GrayModel.Convert(page.At(from.X, from.Y)).(color.Gray)
			}
			if n := rng.IntN(100); n < 2 {
				dot.Y = uint8(255 * n)
			}
			turned.SetGray(x, y, dot)
		}
	}
	return turned
}

func TestWhatIsPrintedStampedAndScannedFilesItself(t *testing.T) {
	pdftoppm := gaps.Need(t, "pdftoppm")
	s := stampSite(t)
	b := s.as("jingban")
	for _, dpi := range []string{"150", "300"} {
		d := s.draft(ready(t))
		paper := b.get(b.sendIn(d.ID).link("打印")).isPDF()
		b.declaration(d.ID).says("缺盖章扫描件")
		c := exec.CommandContext(t.Context(), pdftoppm, "-r", dpi, "-f", "1", "-l", "1", "-gray", "-png")
		c.Stdin = strings.NewReader(paper.body)
		page := must(png.Decode(bytes.NewReader(must(c.Output())(t))))(t)
		content := asPNG(t, lying(page))
		b.scan(d, content).says("已归档到版本 1", "版本 1 的盖章扫描件已经收到")
		b.scan(d, content).says("已经上传过，没有重复收下")
		b.declaration(d.ID).says("已归档").conceals("缺盖章扫描件")
		b.get(at(d.ID, "/history")).says("已归档")
		if file := s.as("zhuguan").get(b.papers(d).link("扫描件.pdf")).answered(http.StatusOK); file.body != string(content) ||
			!strings.Contains(file.header.Get("Content-Disposition"), ".png") {
			t.Errorf("handed out %d bytes as %s", len(file.body), file.header.Get("Content-Disposition"))
		}
	}
}

func TestAScanIsFiledWithTheVersionThatItShows(t *testing.T) {
	s := stampSite(t)
	b, zhuguan := s.as("jingban"), s.as("zhuguan")
	d := s.draft(ready(t))
	b.sendIn(d.ID)
	zhuguan.press(zhuguan.declaration(d.ID), "退回", map[string]string{"审核意见": "请改"})
	b.sendIn(d.ID)
	b.scan(d, scanOf(t, s.marks(d, 1))).says("已归档到版本 1。已有新版本：版本 2 还需要打印", "缺盖章扫描件", "已有新版本")
	zhuguan.scan(d, scanOf(t, s.marks(d, 2))).says("已归档到版本 2", "王主管")
	b.papers(d).says("版本 2 的盖章扫描件已经收到")

	other := s.draft(ready(t))
	b.sendIn(other.ID)
	before := s.contents()
	b.scan(d, scanOf(t, s.marks(other, 1))).answered(http.StatusUnprocessableEntity).
		says("这是另一份申报表的扫描件：编号 "+models.NumberOf(other.ID, &other.Document), "人员类项目", "请到那份申报表的附件页上传")
	b.scan(d, scanOf(t, strings.Replace(s.marks(d, 2), "/2/", "/7/", 1))).answered(http.StatusUnprocessableEntity).says("没有这个版本，最新的是版本 2")
	b.scan(d, []byte(b.get(at(d.ID, "/versions/2/print")).body)).answered(http.StatusUnprocessableEntity).says("不是扫描件。请打印、签字、盖章")
	b.scan(d, []byte("PK\x03\x04")).answered(http.StatusUnprocessableEntity).says("压缩包")
	s.unchanged(t, before)
}

func TestAScanThatNobodyCanReadIsFiledByHand(t *testing.T) {
	s := stampSite(t)
	b := s.as("jingban")
	d := s.draft(ready(t))
	b.sendIn(d.ID)
	forged := strings.Replace(s.marks(d, 1), "/1/", "/1/0", 1)
	forged = forged[:len(forged)-1]
	p := b.scan(d, scanOf(t, forged)).says("校验码与版本 1 的内容不符，没有自动归档", "待手工归档", "缺盖章扫描件")
	b.press(p, "撤下《扫描件.pdf》", nil)
	p = b.scan(d, scanOf(t, "https://example.com/")).says("没有认出页脚的二维码。文件已收下")
	b.press(p, "手工归档", map[string]string{"归档到": "版本 1"}).says("已手工归档到版本 1", "已归档，手工归档", "版本 1 的盖章扫描件已经收到")
	b.press(b.papers(d), "撤下《扫描件.pdf》", nil).says("已撤下", "李经办已撤下")
}

func TestARoundMayHoldThePassBackUntilTheScanIsThere(t *testing.T) {
	s := stampSite(t)
	caizheng, zhuguan, jingban := s.as("caizheng"), s.as("zhuguan"), s.as("jingban")
	d := s.draft(ready(t))
	caizheng.press(caizheng.get("/rounds/"+itoa(int(d.RoundID))), "保存要求", map[string]string{"有盖章扫描件才能审核通过": "yes"})
	jingban.sendIn(d.ID)
	p := zhuguan.declaration(d.ID).says("缺盖章扫描件", "本批次要求有盖章扫描件才能审核通过")
	for _, name := range p.buttons() {
		if name == "审核通过" {
			t.Error("it can be passed")
		}
	}
	now := s.now(d.ID)
	zhuguan.post(at(d.ID, "/moves"), values("csrf", zhuguan.token(), "revision", itoa(int(now.Revision)), "do", "pass")).
		answered(http.StatusConflict).says("缺盖章扫描件：本批次要求")
	jingban.scan(d, scanOf(t, s.marks(d, 1)))
	zhuguan.press(zhuguan.declaration(d.ID), "审核通过", nil).says("审核通过，现在是“待财政审核”")
}

func TestScansAreHandedInByThoseWhoHoldThePaper(t *testing.T) {
	s := stampSite(t)
	d := s.draft(ready(t))
	s.as("jingban").papers(d).says("还没有送审").conceals("上传扫描件")
	s.as("jingban").sendIn(d.ID)
	content := scanOf(t, s.marks(d, 1))
	from := s.as("jingban").papers(d)
	for login, may := range map[string]bool{
		"linju": false, "jingjian": false, "duikou": false, "admin": false, "jingban": true, "zhuguan": true, "caizheng": true,
	} {
		b := s.as(login)
		form := b.fieldsWithToken(from)
		before := s.contents()
		p := b.upload(form, "上传扫描件", "a.png", content, nil)
		if may != (p.status == http.StatusOK) {
			t.Errorf("%s is answered with %d", login, p.status)
		}
		if !may {
			s.unchanged(t, before)
		}
	}
}

// fieldsWithToken returns another person's page with this browser's token.
func (b *browser) fieldsWithToken(p *page) *page {
	b.Helper()
	token := b.token()
	for _, n := range p.all(func(n *html.Node) bool { return attribute(n, "name") == "csrf" }) {
		for i := range n.Attr {
			if n.Attr[i].Key == "value" {
				n.Attr[i].Val = token
			}
		}
	}
	return p
}
