package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"jixiao/models"
)

// patience is how long Open waits for a PostgreSQL server.
const patience = 2500 * time.Millisecond

// Open opens a database: a SQLite file, which is made if its folder is there,
// or a PostgreSQL URL. A database that cannot be opened is an Invalid with a
// sentence that says what to do, within three seconds.
func Open(ctx context.Context, database string, clock func() time.Time) (*Store, error) {
	s := &Store{clock: clock}
	var err error
	switch {
	case strings.HasPrefix(database, "postgres://"), strings.HasPrefix(database, "postgresql://"):
		s.db, err = openPostgres(ctx, database)
	case strings.Contains(database, "://") || database == "":
		err = models.Refuse(models.Invalid, "数据库请写成一个 SQLite 文件名，或 postgres://用户:密码@主机:端口/库名")
	default:
		s.writers = make(chan struct{}, 1)
		s.db, err = openSQLite(database)
	}
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	return s, nil
}

// settings are the same for both databases. Every write is a transaction of
// ours, so gorm need not open one for each statement.
func settings() *gorm.Config {
	return &gorm.Config{
		TranslateError: true, SkipDefaultTransaction: true,
		DisableAutomaticPing: true, Logger: logger.Discard,
	}
}

// openSQLite opens a file. The settings stand in the DSN, so every connection
// has them. Immediate transactions take the file's lock at once; a deferred
// one that turns to writing would fail as locked instead of waiting.
func openSQLite(file string) (*gorm.DB, error) {
	path, err := filepath.Abs(file)
	if err == nil {
		err = createPrivate(path)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", unusableFile(file, err), err)
	}
	db, err := gorm.Open(sqlite.Open(sqliteDSN(path)), settings())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", unusableFile(file, err), err)
	}
	return db, limit(db, 8)
}

func sqliteDSN(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/data/x.db
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_txlock=immediate"
}

// createPrivate makes the file, readable by its owner alone: it holds names and
// telephone numbers.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// sqliteFaults says in Chinese what the result codes of SQLite mean.
var sqliteFaults = map[int]string{
	5:  "正被别的程序占用，请稍后再试",
	8:  "不可写，请检查文件权限",
	10: "读写失败，请检查磁盘",
	11: "已损坏，请用备份恢复",
	13: "所在磁盘已满",
	26: "不是 SQLite 数据库，请换一个文件名",
}

func unusableFile(file string, err error) error {
	why := "打不开，请检查路径和权限"
	var coded interface{ Code() int }
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "所在的文件夹不存在，请先建立"
	case errors.Is(err, fs.ErrPermission):
		why = "没有权限读写"
	case errors.As(err, &coded) && sqliteFaults[coded.Code()&0xff] != "":
		why = sqliteFaults[coded.Code()&0xff]
	default:
		if info, statErr := os.Stat(file); statErr == nil && info.IsDir() {
			why = "是一个文件夹，请写文件名"
		}
	}
	return models.Refuse(models.Invalid, "数据库文件“"+file+"”"+why)
}

// openPostgres connects to a server. The password is named in no error.
func openPostgres(ctx context.Context, database string) (*gorm.DB, error) {
	db, err := gorm.Open(postgres.Open(database), settings())
	if err != nil {
		return nil, models.Refuse(models.Invalid, "数据库地址写得不对，应为 postgres://用户:密码@主机:端口/库名，特殊字符须写成 %XX")
	}
	if err := limit(db, 20); err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("%w: %w", unreachable(database, err), err)
	}
	return db, nil
}

func unreachable(database string, err error) error {
	where := "数据库"
	if u, parseErr := url.Parse(database); parseErr == nil {
		where = "数据库 " + u.Host + u.Path
	}
	why := "连接不上，请检查地址和端口，并确认 PostgreSQL 已启动"
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch {
		case strings.HasPrefix(pg.Code, "28"):
			why = "拒绝登录，请检查用户名和密码"
		case pg.Code == "3D000":
			why = "不存在，请先建库（createdb）"
		case pg.Code == "53300":
			why = "的连接数已满，请稍后再试或调大 max_connections"
		}
	}
	return models.Refuse(models.Invalid, where+" "+why)
}

// limit bounds the number of connections. They are kept open, because opening
// one costs more than a save.
func limit(db *gorm.DB, connections int) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return nil
}
