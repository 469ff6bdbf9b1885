package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
)

// keyFlag is shared by the commands that make or check check codes.
type keyFlag struct {
	Key string `placeholder:"文件" help:"校验码密钥文件；不填用数据库文件旁的同名 .key 文件（PostgreSQL 用 data/jixiao.key），第一次启动时建立"`
}

// defaultKey is the key file of a database on a server.
const defaultKey = "data/jixiao.key"

// keyFile returns where the key is.
func (f keyFlag) keyFile(d databaseFlag) string {
	switch {
	case f.Key != "":
		return f.Key
	case d.isFile():
		return d.Database + ".key"
	}
	return defaultKey
}

// load reads the key, nil where there is no file.
func (f keyFlag) load(d databaseFlag) (models.MarkKey, error) {
	name := f.keyFile(d)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // no key, no codes
	}
	text, err := readFile(name)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != models.MarkKeySize {
		return nil, refuse("%s 不是校验码密钥文件（应为一行 64 个十六进制字符），请从备份恢复", name)
	}
	return key, nil
}

// make writes a new key that nobody else on the machine can read. Of two that
// start together one makes it.
func (f keyFlag) make(d databaseFlag) (models.MarkKey, error) {
	name := f.keyFile(d)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, refuse("建不了目录 %s：%s", filepath.Dir(name), reason(err))
	}
	key := make(models.MarkKey, models.MarkKeySize)
	_, _ = rand.Read(key) // never fails
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return f.load(d)
	}
	if err == nil {
		_, err = file.WriteString(hex.EncodeToString(key) + "\n")
		err = errors.Join(err, file.Sync(), file.Close())
	}
	if err != nil {
		return nil, refuse("写不了密钥文件 %s：%s", name, reason(err))
	}
	return key, nil
}

// keyMarkKey is the setting that tells which key the database's prints were
// marked with.
const keyMarkKey = "mark-key"

// ensure returns the key that belongs to the database, made if this is the
// first start. Another key, or none any more, is refused: prints that are out
// would no longer be found, and two servers of one database must agree.
func (f keyFlag) ensure(p *program, s *store.Store, d databaseFlag, renew bool) (models.MarkKey, error) {
	known, err := s.Setting(p.ctx, keyMarkKey)
	if err != nil {
		return nil, err
	}
	key, err := f.load(d)
	if err != nil {
		return nil, err
	}
	if key == nil && (known == "" || renew) {
		if key, err = f.make(d); err != nil {
			return nil, err
		}
		p.log.Info("made the key of check codes", "file", f.keyFile(d))
	}
	switch {
	case key == nil:
		return nil, refuse("找不到校验码密钥文件 %s，请从备份恢复它，或用 --key 指定它在哪里；确实丢了，用 --new-key 换新的（以前打印的校验码将查不到）", f.keyFile(d))
	case known != "" && known != key.Fingerprint() && !renew:
		return nil, refuse("密钥文件 %s 不是这个数据库用的那一个，请用 --key 指定原来的（几台服务器要用同一个文件）；原来的确实丢了，加 --new-key 改用它（以前打印的校验码将查不到）", f.keyFile(d))
	case known != key.Fingerprint():
		if err := s.SetSetting(p.ctx, keyMarkKey, key.Fingerprint()); err != nil {
			return nil, err
		}
	}
	return key, nil
}
