// Command jixiao is the whole product: it serves the pages, checks, prints and
// moves 申报表 in and out, and keeps the accounts.
//
// Each command stands in its own file. All of them return an error instead of
// ending the program; run says it in one Chinese line and chooses the exit code.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"jixiao/models"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program. Interrupt and SIGTERM end it in good order.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	return runUntil(ctx, args, stdin, stdout, stderr)
}

// runUntil is run for a caller that ends it by ctx.
func runUntil(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx = models.WithActor(ctx, models.Actor{Name: "命令行"})
	p := &program{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now,
		log: slog.New(slog.NewJSONHandler(stderr, nil)),
	}
	err := p.run(args)
	var code exitCode
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	fmt.Fprintln(stderr, "jixiao: "+oneLine(err))
	return exitRefused
}

// program is what every command works with.
type program struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	log            *slog.Logger
}

// The exit codes: 0 all is well; check ends with 1 when there are errors in
// the forms; whatever cannot be read, understood or done ends with 2.
const (
	exitFound   = 1
	exitRefused = 2
)

// exitCode ends the program with that code when everything has been said.
type exitCode int

// Error names the code; nobody is shown it.
func (c exitCode) Error() string { return fmt.Sprintf("exit %d", int(c)) }

// run reads the command line and runs the command that it names.
func (p *program) run(args []string) error {
	var commands commands
	parser, err := kong.New(&commands,
		kong.Name("jixiao"), kong.NoDefaultHelp(), kong.DefaultEnvars("JIXIAO"), kong.Bind(p))
	if err != nil {
		return err
	}
	chosen, err := parser.Parse(args)
	switch {
	case errors.Is(err, errHelpShown):
		return nil
	case err != nil:
		return inChinese(err)
	}
	return chosen.Run(p)
}
