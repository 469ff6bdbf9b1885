package main

// serveCommand are the flags of jixiao serve.
type serveCommand struct {
	databaseFlag
	fontsFlag
	Addr         string   `default:"127.0.0.1:8080" placeholder:"地址:端口" help:"监听地址"`
	Files        string   `default:"data/files" placeholder:"目录" help:"附件目录"`
	TLSCert      string   `name:"tls-cert" placeholder:"文件" help:"HTTPS 证书（PEM）"`
	TLSKey       string   `name:"tls-key" placeholder:"文件" help:"HTTPS 私钥（PEM）"`
	TrustedProxy []string `placeholder:"网段" help:"可信的反向代理，如 10.0.0.0/8；可写多个，用逗号分开"`
	Metrics      string   `placeholder:"地址:端口" help:"另开一个地址提供运行指标"`
	Sample       bool     `help:"用 2023 年样例数据和演示账号启动；只能用于本机地址"`
}
