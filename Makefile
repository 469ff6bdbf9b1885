# make help lists what there is. The tests themselves are started by .ci/test.

SHELL := bash
GOFUMPT := v0.12.0
GOLANGCI := v2.14.0
AXE := 4.14.1
FUZZTIME ?= 20s
BIN := $(CURDIR)/.tools/bin
SAMPLE := assets/sample/declarations-2023.json

.PHONY: help
help: ## 列出全部目标
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: build
build: ## 编译 ./jixiao（单个文件，不依赖 cgo）
	CGO_ENABLED=0 go build -o jixiao ./cmd/jixiao

.PHONY: run
run: build ## 编译并以 2023 年样例数据启动 http://127.0.0.1:8080，数据存放在 ./data（可用 JIXIAO_… 环境变量改动）
	@JIXIAO_SAMPLE=$${JIXIAO_SAMPLE:-true} exec ./jixiao serve

.PHONY: test
test: axe ## 运行全部测试；自动启动临时 PostgreSQL，最后几行说明哪些没有测到
	@.ci/test

.PHONY: check
check: format vet lint cross axe ## 格式、go vet、静态检查、各平台编译，以及带竞态检测的全部测试
	@.ci/test --race

.PHONY: format
format: .tools/gofumpt-$(GOFUMPT) ## 检查格式（gofumpt）
	@wrong=$$($(BIN)/gofumpt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$wrong" ]; then echo "以下文件格式不对，请运行 $(BIN)/gofumpt -w："; echo "$$wrong"; exit 1; fi

.PHONY: vet
vet: ## go vet
	go vet ./...

.PHONY: lint
lint: .tools/golangci-lint-$(GOLANGCI) ## golangci-lint
	$(BIN)/golangci-lint run ./...

.PHONY: cross
cross: ## 不用 cgo 编译 linux/amd64、linux/arm64、windows/amd64
	@for target in linux/amd64 linux/arm64 windows/amd64; do \
		echo "go build $$target"; \
		CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/} go build -o /dev/null ./cmd/jixiao || exit 1; \
	done

.PHONY: fuzz
fuzz: ## 每个模糊测试各跑一段时间（FUZZTIME=20s）
	@grep -rlE '^func Fuzz' --include='*_test.go' . | sort | while read -r file; do \
		for name in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$$file"); do \
			echo "$$name ($$(dirname "$$file"))"; \
			go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" || exit 1; \
		done; \
	done

.PHONY: bench
bench: ## 全部性能测量（go test -bench）
	go test -run '^$$' -bench . -benchmem -p 1 -timeout 60m ./...

.PHONY: proof
proof: build ## 把 2023 年样例印成 PDF 放入 dist/，装有 poppler-utils 时另存为图片
	@mkdir -p dist
	./jixiao print -o dist/declarations-2023.pdf $(SAMPLE)
	@if command -v pdftoppm >/dev/null; then rm -f dist/page-*.png; pdftoppm -r 80 -png dist/declarations-2023.pdf dist/page; fi
	@ls dist

.PHONY: tools
tools: .tools/gofumpt-$(GOFUMPT) .tools/golangci-lint-$(GOLANGCI) axe ## 安装检查工具到 .tools

# The stamps hold the versions: another version is installed anew.
.tools/gofumpt-$(GOFUMPT):
	GOBIN=$(BIN) go install mvdan.cc/gofumpt@$(GOFUMPT)
	@touch $@

.tools/golangci-lint-$(GOLANGCI):
	GOBIN=$(BIN) CGO_ENABLED=0 go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI)
	@touch $@

# axe-core judges pages in browser tests. Without npm or a network it stays
# away, and the tests that need it record the gap.
.PHONY: axe
axe:
	@if [ ! -e .tools/axe-core-$(AXE) ] && command -v npm >/dev/null; then \
		mkdir -p .tools && \
		npm install --silent --no-audit --no-fund --no-save --prefix .tools axe-core@$(AXE) >/dev/null && \
		touch .tools/axe-core-$(AXE) || echo "axe-core $(AXE) 未能安装，相关测试将跳过"; \
	fi

.PHONY: clean
clean: ## 删除编译结果（不动 ./data）
	rm -rf jixiao dist
