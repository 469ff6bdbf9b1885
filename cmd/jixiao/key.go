package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
)

// defaultKey is the key file of a database on a server.
const defaultKey = "data/jixiao.key"

// keyFile returns where the key is.
func (f databaseFlag) keyFile() string {
	switch {
	case f.Key != "":
		return f.Key
	case f.isFile():
		return f.Database + ".key"
	}
	return defaultKey
}

// loadKey reads the key, nil where there is no file.
func (f databaseFlag) loadKey() (models.MarkKey, error) {
	name := f.keyFile()
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // no key, no codes
	}
	text, err := readFile(name)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != models.MarkKeySize {
		return nil, refuse("%s 不是密钥文件（应为一行 64 个十六进制字符），请从备份恢复", name)
	}
	return key, nil
}

// makeKey writes a new key that nobody else on the machine can read. Of two that
// start together one makes it.
func (f databaseFlag) makeKey() (models.MarkKey, error) {
	name := f.keyFile()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, refuse("建不了目录 %s：%s", filepath.Dir(name), reason(err))
	}
	key := make(models.MarkKey, models.MarkKeySize)
	_, _ = rand.Read(key) // never fails
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return f.loadKey()
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

// seal gives the store the key that belongs to its database, made if this is
// the first start. Another key, or none any more, is refused: prints that are
// out would no longer be found, what was recorded could not be followed, and
// two servers of one database must agree.
func (f databaseFlag) seal(p *program, s *store.Store, renew bool) error {
	known, err := s.Setting(p.ctx, keyMarkKey)
	if err != nil {
		return err
	}
	key, err := f.loadKey()
	if err != nil {
		return err
	}
	if key == nil && (known == "" || renew) {
		if key, err = f.makeKey(); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已建立密钥文件 %s，请另外备份，不要和数据库放在一起\n", f.keyFile())
	}
	switch {
	case key == nil:
		return refuse("找不到密钥文件 %s，请从备份恢复它，或用 --key 指定它在哪里；确实丢了，用 serve --new-key 换新的（以前打印的校验码将查不到，以前的记录不能再核对）", f.keyFile())
	case known != "" && known != key.Fingerprint() && !renew:
		return refuse("密钥文件 %s 不是这个数据库用的那一个，请用 --key 指定原来的（几台服务器要用同一个文件）；原来的确实丢了，用 serve --new-key 改用它（以前打印的校验码将查不到，以前的记录不能再核对）", f.keyFile())
	}
	s.Seal(key)
	if known != key.Fingerprint() {
		return s.SetSetting(p.ctx, keyMarkKey, key.Fingerprint())
	}
	return nil
}
