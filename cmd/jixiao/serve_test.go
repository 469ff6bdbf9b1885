package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"jixiao/models"
)

// transcript is what a running program has written so far.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *transcript) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *transcript) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// shown finds the address that the program told.
var shown = regexp.MustCompile(`https?://[0-9a-z.:\[\]]+`)

// serving runs serve in this process until the test ends or stop is called,
// which returns what it left behind.
func serving(t *testing.T, args ...string) (address string, stop func() result) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var stdout, stderr transcript
	ended := make(chan int, 1)
	go func() { ended <- runUntil(ctx, append([]string{"serve"}, args...), nil, &stdout, &stderr) }()
	stop = sync.OnceValue(func() result {
		cancel()
		return result{<-ended, stdout.String(), stderr.String()}
	})
	t.Cleanup(func() { stop() })
	for range 600 {
		if address = shown.FindString(stdout.String()); address != "" {
			return address, stop
		}
		select {
		case code := <-ended:
			ended <- code
			t.Fatalf("serve ended with %d: %s", code, stderr.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("serve is not ready: %s", stderr.String())
	return "", nil
}

// get fetches a page and fails unless its status is 200.
func get(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, response.Status, err)
	}
	return string(body)
}

// own returns flags for a server of this test alone, on a free port.
func own(t *testing.T, database string) []string {
	t.Helper()
	return []string{"--addr", "127.0.0.1:0", "--database", database, "--files", filepath.Join(t.TempDir(), "files")}
}

func TestTheSampleIsMadeOnceAndOpenedAgain(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			flags := append(own(t, fresh(t)), "--sample")
			address, stop := serving(t, flags...)
			get(t, address+"/healthz")
			get(t, address+"/readyz")
			page := get(t, address+"/signin")
			for _, want := range []string{"jingban", "zhuguan", "caizheng", "jingjian", "admin", "jixiao-2023"} {
				if !strings.Contains(page, want) {
					t.Errorf("the sign-in page does not show %s", want)
				}
			}
			if r := stop(); r.code != 0 {
				t.Fatalf("stopped with %d: %s", r.code, r.stderr)
			}
			s := look(t, flags[3])
			rename := models.Event{Action: models.Save, PersonName: "李经办"}
			draft, err := s.Declaration(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			draft.Document.Project.Name = "改过的名称"
			if err := s.CreateDeclaration(t.Context(), &draft, rename); err != nil {
				t.Fatal(err)
			}

			address, stop = serving(t, flags...)
			get(t, address+"/readyz")
			if r := stop(); r.code != 0 {
				t.Fatalf("stopped with %d: %s", r.code, r.stderr)
			}
			if last, err := s.Declaration(t.Context(), 12); err != nil || last.Document.Project.Name != "改过的名称" {
				t.Errorf("the twelfth declaration is %q, %v", last.Document.Project.Name, err)
			}
			if extra, err := s.Declaration(t.Context(), 13); models.KindOf(err) != models.NotFound {
				t.Errorf("the sample was made again: %q, %v", extra.Document.Project.Name, err)
			}
		})
	}
}

func TestTheSampleHasItsPeopleAndTheirForms(t *testing.T) {
	database := databases["sqlite"](t)
	_, stop := serving(t, append(own(t, database), "--sample")...)
	stop()
	s := look(t, database)
	tree, err := s.Orgs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if lines, err := s.BudgetLines(t.Context(), sampleYear, ""); err != nil || len(lines) != 9 {
		t.Errorf("the budget table has %d lines, %v", len(lines), err)
	}
	scopes := map[string]models.Scope{}
	for _, login := range []string{"jingban", "zhuguan", "caizheng", "jingjian", "admin"} {
		account, err := s.PersonByLogin(t.Context(), login)
		if err != nil || account.MustChange {
			t.Fatalf("%s: must change password: %v, %v", login, account.MustChange, err)
		}
		scopes[login] = models.ScopeOf(&account.Person, tree)
	}
	reviewed := map[string]int{}
	for id := int64(1); id <= 11; id++ {
		d, err := s.Declaration(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for login, role := range map[string]models.RoleKind{
			"jingban": models.Handler, "zhuguan": models.DepartmentReviewer,
			"jingjian": models.DepartmentReviewer, "caizheng": models.FinanceReviewer,
		} {
			scope := scopes[login]
			if scope.As(role, &d) {
				reviewed[login]++
			}
		}
		if d.Status != models.Draft || d.RoundID == 0 {
			t.Errorf("%s is %s in round %d", d.Document.Project.Name, d.Status, d.RoundID)
		}
	}
	if reviewed["jingban"] != 11 || reviewed["caizheng"] != 11 || reviewed["zhuguan"]+reviewed["jingjian"] != 11 || reviewed["jingjian"] == 0 {
		t.Errorf("forms of each: %v", reviewed)
	}
	if admin := scopes["admin"]; !admin.Admin || admin.Finance || len(admin.Departments) > 0 {
		t.Errorf("admin: %+v", admin)
	}
}

func TestWithoutTheSampleThereIsNoAccount(t *testing.T) {
	database := databases["sqlite"](t)
	address, stop := serving(t, own(t, database)...)
	if page := get(t, address+"/signin"); strings.Contains(page, samplePassword) {
		t.Error("the sign-in page shows accounts")
	}
	stop()
	if empty, err := look(t, database).Empty(t.Context()); err != nil || !empty {
		t.Errorf("something is in the database, %v", err)
	}
}

// selfSigned writes a certificate for this machine and its key.
func selfSigned(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert = file(t, "cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	key = file(t, "key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	return cert, key
}

func TestWithACertificateTheSiteIsHTTPS(t *testing.T) {
	cert, key := selfSigned(t)
	address, _ := serving(t, append(own(t, databases["sqlite"](t)), "--tls-cert", cert, "--tls-key", key)...)
	if !strings.HasPrefix(address, "https://") {
		t.Fatalf("the site is at %s", address)
	}
	trusted := x509.NewCertPool()
	content, err := os.ReadFile(cert)
	if err != nil || !trusted.AppendCertsFromPEM(content) {
		t.Fatal(err)
	}
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	response, err := client.Get(address + "/signin")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK || len(response.Cookies()) == 0 {
		t.Errorf("%s, %d cookies", response.Status, len(response.Cookies()))
	}
	for _, cookie := range response.Cookies() {
		if !cookie.Secure {
			t.Errorf("the cookie %s would go out without HTTPS", cookie.Name)
		}
	}
}

func TestFiguresHaveAnAddressOfTheirOwn(t *testing.T) {
	aside := closedPort(t)
	address, _ := serving(t, append(own(t, databases["sqlite"](t)), "--metrics", aside)...)
	get(t, address+"/signin")
	if page := get(t, "http://"+aside+"/metrics"); !strings.Contains(page, `url="/signin"`) {
		t.Errorf("no requests are counted in\n%.500s", page)
	}
	response, err := http.Get(address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode == http.StatusOK {
		t.Error("the figures are open to everybody")
	}
}

func TestServeRefusesWhatIsWrong(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	foreign := office(t, databases["sqlite"](t))
	sample := databases["sqlite"](t)
	_, stop := serving(t, append(own(t, sample), "--sample")...)
	stop()
	newer := databases["sqlite"](t)
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"the sample for everybody", []string{"--sample", "--addr", "0.0.0.0:0"}, "只能监听本机地址"},
		{"the sample on all addresses", []string{"--sample", "--addr", ":0"}, "只能监听本机地址"},
		{"the sample in an office's database", []string{"--sample", "--addr", "127.0.0.1:0", "--database", foreign}, "不是 --sample 建立的"},
		{"a database of the sample for everybody", []string{"--addr", "0.0.0.0:0", "--database", sample}, "演示账号的密码人人知道"},
		{"an address that is taken", []string{"--addr", taken.Addr().String(), "--database", newer}, "被别的程序占用"},
		{"an address without a port", []string{"--addr", "127.0.0.1"}, "应为“地址:端口”"},
		{"a metrics address that is taken", []string{"--addr", "127.0.0.1:0", "--metrics", taken.Addr().String()}, "被别的程序占用"},
		{"an address of another machine", []string{"--addr", "192.0.2.1:80"}, "不能监听"},
		{"a certificate without its key", []string{"--tls-cert", "a.pem"}, "要一起给出"},
		{"a certificate that is not there", []string{"--tls-cert", "a.pem", "--tls-key", "b.pem"}, "没有这个文件"},
		{"a certificate that is none", []string{"--tls-cert", file(t, "a.pem", "x"), "--tls-key", file(t, "b.pem", "y")}, "PEM"},
		{"a proxy that is no network", []string{"--trusted-proxy", "10.0.0.0/99"}, "应为网段"},
		{"fonts that are not there", []string{"--fonts", "nowhere"}, "nowhere"},
		{"a folder of files that is a file", []string{"--files", file(t, "a", "")}, "建不了附件目录"},
		{"a PostgreSQL that is not there", []string{"--addr", "127.0.0.1:0", "--database", "postgres://x:secret@" + closedPort(t) + "/x"}, "连接不上"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"serve", "--files", filepath.Join(t.TempDir(), "files")}, c.args...)
			r := jixiao(t, "", args...)
			refused(t, r, c.want)
			if strings.Contains(r.stderr, "secret") {
				t.Error("the password of the database is told")
			}
		})
	}
}
