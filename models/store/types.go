package store

import (
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"jixiao/models"
)

// instant is a moment as it is kept: UTC, to the microsecond, which is what
// PostgreSQL holds. SQLite has no type for it; its texts sort as the moments
// do, because they have equal length.
type instant struct{ time.Time }

const instantLayout = "2006-01-02 15:04:05.000000Z07:00"

func at(t time.Time) instant { return instant{t.UTC().Truncate(time.Microsecond)} }

// text returns the moment as both databases read it.
func (i instant) text() string { return i.UTC().Format(instantLayout) }

// Value returns the moment as text.
func (i instant) Value() (driver.Value, error) { return i.text(), nil }

// Scan reads what either database returns.
func (i *instant) Scan(src any) error {
	switch v := src.(type) {
	case time.Time:
		*i = at(v)
		return nil
	case string:
		t, err := time.Parse(instantLayout, v)
		*i = at(t)
		return err
	}
	return fmt.Errorf("a moment cannot be read from %T", src)
}

// GormDBDataType names the column's type.
func (instant) GormDBDataType(db *gorm.DB, _ *schema.Field) string { return momentType(db) }

// optional returns an identity as a nullable reference: 0 is none.
func optional(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

// plain returns the identity that a nullable reference holds, or 0.
func plain(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}

// storable refuses what no database keeps as it was typed: NUL and broken
// UTF-8, in any text of v. The refusal says what stands before it.
func storable(v any) error { return storableValue(reflect.ValueOf(v)) }

func storableValue(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		return storableText(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			return storableValue(v.Elem())
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return nil
		}
		for i := range v.NumField() {
			if err := storableValue(v.Field(i)); err != nil {
				return err
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := storableValue(v.Index(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func storableText(s string) error {
	bad, what := strings.IndexByte(s, 0), "空字符（U+0000）"
	if bad < 0 && !utf8.ValidString(s) {
		bad, what = len(strings.ToValidUTF8(s, "\x00")), "无法识别的编码"
		if i := strings.IndexByte(strings.ToValidUTF8(s, "\x00"), 0); i >= 0 {
			bad = i
		}
	}
	if bad < 0 {
		return nil
	}
	before := []rune(s[:bad])
	where := "文字开头"
	if n := len(before); n > 0 {
		where = "“" + string(before[max(0, n-12):]) + "”之后"
	}
	return models.Refuse(models.Invalid, where+"有"+what+"，不能保存，请删去")
}
