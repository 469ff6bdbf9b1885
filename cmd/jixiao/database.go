package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
)

// defaultDatabase is the database of a server that was told nothing.
const defaultDatabase = "data/jixiao.db"

// databaseFlag is shared by the commands that open the database.
type databaseFlag struct {
	Database string `default:"data/jixiao.db" placeholder:"文件|postgres://…" help:"数据库：SQLite 文件，或 PostgreSQL 地址"`
	Key      string `placeholder:"文件" help:"密钥文件，校验码和记录都用它；不填用数据库文件旁的同名 .key 文件（PostgreSQL 用 data/jixiao.key），第一次启动时建立"`
}

func (f databaseFlag) isFile() bool { return !strings.Contains(f.Database, "://") }

// with opens a database that is there and up to date, and closes it after work.
func (f databaseFlag) with(p *program, work func(*store.Store) error) error {
	if _, err := os.Stat(f.Database); f.isFile() && errors.Is(err, os.ErrNotExist) {
		return refuse("没有数据库文件 %s，请核对 --database，或先运行 jixiao migrate 建立", f.Database)
	}
	return f.opened(p, func(s *store.Store) error {
		err := s.Ready(p.ctx)
		if models.KindOf(err) == models.Internal && err != nil {
			return refuse("数据库还没有建立，请先运行 jixiao migrate")
		} else if err != nil {
			return err
		}
		if err := f.seal(p, s, false); err != nil {
			return err
		}
		return work(s)
	})
}

// migrated makes the database or brings it up to date, and closes it after
// work. renew takes a new key where the old one is lost.
func (f databaseFlag) migrated(p *program, renew bool, work func(*store.Store) error) error {
	if f.Database == defaultDatabase {
		if err := os.MkdirAll(filepath.Dir(defaultDatabase), 0o700); err != nil {
			return refuse("建不了目录 %s：%s", filepath.Dir(defaultDatabase), reason(err))
		}
	}
	return f.opened(p, func(s *store.Store) error {
		if err := s.Migrate(p.ctx); err != nil {
			return refuse("数据库没有升级成功：%s", reason(err))
		}
		if err := f.seal(p, s, renew); err != nil {
			return err
		}
		return work(s)
	})
}

func (f databaseFlag) opened(p *program, work func(*store.Store) error) (err error) {
	s, err := store.Open(p.ctx, f.Database, p.now)
	if err != nil {
		return err
	}
	defer func() {
		if closing := s.Close(); err == nil && closing != nil {
			err = refuse("数据库没有正常关闭：%s", reason(closing))
		}
	}()
	return work(s)
}
