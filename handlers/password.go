package handlers

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/alexedwards/argon2id"

	"jixiao/models"
)

// strength is what one hash costs: 19 MiB and two passes, the least that OWASP
// recommends, since county servers are small.
var strength = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// HashPassword returns the argon2id hash of a password.
func HashPassword(password string) (string, error) {
	hash, err := argon2id.CreateHash(password, strength)
	if err != nil {
		return "", fmt.Errorf("handlers: hash password: %w", err)
	}
	return hash, nil
}

// CheckPasswordStrength returns an Invalid with a Chinese sentence unless the
// password has at least eight characters of three kinds (small and capital
// letters, digits, signs).
func CheckPasswordStrength(password string) error {
	kinds := map[string]bool{}
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			kinds["lower"] = true
		case unicode.IsUpper(r):
			kinds["upper"] = true
		case unicode.IsDigit(r):
			kinds["digit"] = true
		default:
			kinds["sign"] = true
		}
	}
	if len([]rune(password)) < 8 || len(kinds) < 3 || strings.TrimSpace(password) != password {
		return models.Refuse(models.Invalid, "密码至少 8 个字符，并含小写字母、大写字母、数字、符号中的三种，首尾不能是空格")
	}
	return nil
}

// hasher compares passwords, two at a time: each takes 19 MiB.
type hasher struct {
	turns chan struct{}
	dummy string // compared where there is no account, so that both take as long
}

func newHasher() (*hasher, error) {
	dummy, err := HashPassword("no such account")
	return &hasher{turns: make(chan struct{}, 2), dummy: dummy}, err
}

// matches reports whether the password is the one that was hashed. An empty
// hash never matches, and takes as long as any other.
func (h *hasher) matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("handlers: compare password: %w", err)
	}
	return ok && known, nil
}
