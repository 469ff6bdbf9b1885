package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"

	"jixiao/forms/pdf"
	"jixiao/handlers"
	"jixiao/models/store"
)

// serveCommand are the flags of jixiao serve.
type serveCommand struct {
	databaseFlag
	fontsFlag
	wordsFlag
	filesFlag
	Addr         string   `default:"127.0.0.1:8080" placeholder:"地址:端口" help:"监听地址"`
	TLSCert      string   `name:"tls-cert" placeholder:"文件" help:"HTTPS 证书（PEM）"`
	TLSKey       string   `name:"tls-key" placeholder:"文件" help:"HTTPS 私钥（PEM）"`
	TrustedProxy []string `placeholder:"网段" help:"可信的反向代理，如 10.0.0.0/8；可写多个，用逗号分开"`
	Metrics      string   `placeholder:"地址:端口" help:"另开一个地址提供运行指标"`
	NewKey       bool     `help:"校验码密钥丢失后换新的；以前打印的校验码将查不到"`
	Sample       bool     `help:"用 2023 年样例数据和演示账号启动；只能用于本机地址"`
}

// Run serves until it is told to stop. Whatever is wrong with the configuration
// is found before anything is changed.
func (c *serveCommand) Run(p *program) error {
	if c.Sample && !isLoopback(c.Addr) {
		return refuse("--sample 的演示账号密码人人知道，只能监听本机地址，如 127.0.0.1:8080，不能用 %s", c.Addr)
	}
	secure, err := c.certificate()
	if err != nil {
		return err
	}
	proxies, err := networks(c.TrustedProxy)
	if err != nil {
		return err
	}
	fonts, err := c.fontsFlag.load()
	if err != nil {
		return err
	}
	words, err := c.wordsFlag.load()
	if err != nil {
		return err
	}
	warnOfGaps(p, fonts)
	kept, err := c.filesFlag.open()
	if err != nil {
		return err
	}
	doors, err := listen(c.Addr, c.Metrics)
	if err != nil {
		return err
	}
	defer doors.close()
	return c.migrated(p, c.NewKey, func(s *store.Store) error {
		if err := allowSample(p, s, c.Sample, c.Addr); err != nil {
			return err
		}
		key, err := c.loadKey()
		if err != nil {
			return err
		}
		config := handlers.Config{
			Store: s, Files: kept, Fonts: fonts, Key: key, Words: words, Clock: p.now, Log: p.log, TrustedProxies: proxies, TLS: secure != nil,
			Results: filepath.Join(c.Files, "prints"),
		}
		if c.Sample {
			config.Accounts = shownAccounts()
		}
		site, err := handlers.New(config)
		if err != nil {
			return err
		}
		c.welcome(p, doors[0].Addr(), secure != nil)
		servers := []*http.Server{{Handler: site, TLSConfig: secure}, {Handler: site.MetricsHandler()}}
		return serve(p, doors, servers[:len(doors)])
	})
}

// certificate loads the certificate, nil when there is none.
func (c *serveCommand) certificate() (*tls.Config, error) {
	if c.TLSCert == "" && c.TLSKey == "" {
		return nil, nil
	}
	if c.TLSCert == "" || c.TLSKey == "" {
		return nil, refuse("--tls-cert 和 --tls-key 要一起给出")
	}
	for _, name := range []string{c.TLSCert, c.TLSKey} {
		if _, err := readFile(name); err != nil {
			return nil, err
		}
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, refuse("证书 %s 或私钥 %s 不能用，请确认都是 PEM 格式并且配对", c.TLSCert, c.TLSKey)
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}, nil
}

// networks reads the addresses of trusted proxies: a network or one address.
func networks(words []string) ([]*net.IPNet, error) {
	var found []*net.IPNet
	for _, word := range words {
		word = strings.TrimSpace(word)
		if ip, err := netip.ParseAddr(word); err == nil {
			word = netip.PrefixFrom(ip, ip.BitLen()).String()
		}
		_, network, err := net.ParseCIDR(word)
		if err != nil {
			return nil, refuse("--trusted-proxy 应为网段，如 10.0.0.0/8，现为“%s”", word)
		}
		found = append(found, network)
	}
	return found, nil
}

// warnOfGaps says what the fonts lack of GB 2312.
func warnOfGaps(p *program, fonts *pdf.Fonts) {
	regular, bold := fonts.LacksOfGB2312()
	if len(regular)+len(bold) > 0 {
		p.log.Warn("fonts lack characters of GB 2312", "text", string(regular), "title", string(bold))
	}
}

// welcome tells the person at the terminal where the site is.
func (c *serveCommand) welcome(p *program, at net.Addr, secure bool) {
	scheme := "http"
	if secure {
		scheme = "https"
	}
	p.log.Info("serving", "address", at.String(), "tls", secure, "sample", c.Sample)
	fmt.Fprintf(p.stdout, "网站已启动：%s://%s（按 Ctrl-C 停止）\n", scheme, at)
	if c.Sample {
		for _, a := range sampleAccounts {
			fmt.Fprintf(p.stdout, "  演示账号 %-8s 密码 %s  %s\n", a.login, samplePassword, a.does)
		}
	}
}
