package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jixiao/assets"
	"jixiao/models"
	"jixiao/models/files"
	"jixiao/models/store"
)

func TestVerifyTellsChangedMissingAndForeignFiles(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			database, folder := fresh(t), filepath.Join(t.TempDir(), "附件")
			office(t, database)
			done(t, jixiao(t, "", "import", "--database", database, file(t, "sample.json", string(assets.SampleDeclarations))), "11")
			verify := func() result { return jixiao(t, "", "verify", "--database", database, "--files", folder) }
			done(t, verify(), "核对了 0 个附件，都与上传时一样")

			kept, err := files.Open(folder)
			if err != nil {
				t.Fatal(err)
			}
			var sums []string
			for _, content := range []string{"一", "二", "三"} {
				sums = append(sums, uploaded(t, database, kept, content))
			}
			done(t, verify(), "核对了 3 个附件，都与上传时一样")

			at := func(sum string) string { return filepath.Join(folder, "attachments", sum[:2], sum) }
			put := func(name, content string) {
				if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			put(at(sums[0]), "改过")
			if err := os.Remove(at(sums[1])); err != nil {
				t.Fatal(err)
			}
			put(filepath.Join(filepath.Dir(at(sums[2])), "unfinished-1"), "")
			if _, err := kept.Keep([]byte("没有记录")); err != nil {
				t.Fatal(err)
			}
			r := verify()
			for _, want := range []string{
				"的合同《一.pdf》：文件 " + sums[0] + " 的内容被改过，请从备份恢复\n",
				"的合同《二.pdf》：文件 " + sums[1] + " 不见了，请从备份恢复\n",
				"/unfinished-1：上传时没有写完，可以删去\n",
				files.Sum([]byte("没有记录")) + "：没有记录的文件",
				"核对了 3 个附件，有 4 处不对\n",
			} {
				if !strings.Contains(r.stdout, want) {
					t.Errorf("%s does not say %s", r.stdout, want)
				}
			}
			if r.code != exitFound || strings.Contains(r.stdout, "三.pdf") {
				t.Errorf("%+v", r)
			}
		})
	}
}

// uploaded attaches a contract to the first declaration and returns its sum.
func uploaded(t *testing.T, database string, kept *files.Store, content string) string {
	t.Helper()
	sum, err := kept.Keep([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	p := &program{ctx: context.Background(), stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, now: time.Now}
	err = databaseFlag{Database: database, Key: os.Getenv("JIXIAO_KEY")}.with(p, func(s *store.Store) error {
		return s.AddAttachment(p.ctx, &models.Attachment{
			DeclarationID: 1, Kind: models.Contract, Name: content + ".pdf", Format: "pdf", Size: int64(len(content)), Sum: sum,
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
