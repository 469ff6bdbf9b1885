package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// patience is how long requests that are under way may take when the server
// stops.
const patience = 10 * time.Second

// doors are the addresses that are open.
type doors []net.Listener

// listen opens each address that is not blank.
func listen(addresses ...string) (doors, error) {
	var open doors
	for _, addr := range addresses {
		if addr == "" && len(open) > 0 {
			continue
		}
		if _, _, err := net.SplitHostPort(addr); err != nil {
			open.close()
			return nil, refuse("监听地址应为“地址:端口”，如 127.0.0.1:8080，现为“%s”", addr)
		}
		door, err := net.Listen("tcp", addr)
		if err != nil {
			open.close()
			return nil, refuse("不能监听 %s：%s", addr, reason(err))
		}
		open = append(open, door)
	}
	return open, nil
}

func (d doors) close() {
	for _, door := range d {
		_ = door.Close()
	}
}

// serve answers requests at each door by its server until the program is told
// to stop or a server fails, then lets the requests under way end.
func serve(p *program, open doors, servers []*http.Server) error {
	ended := make(chan error, len(servers))
	for i, server := range servers {
		server.ErrorLog = slog.NewLogLogger(p.log.Handler(), slog.LevelWarn)
		server.ReadHeaderTimeout, server.ReadTimeout = 10*time.Second, time.Minute
		server.WriteTimeout, server.IdleTimeout = 2*time.Minute, 2*time.Minute
		server.MaxHeaderBytes = 64 << 10
		go func() {
			if server.TLSConfig != nil {
				ended <- server.ServeTLS(open[i], "", "")
				return
			}
			ended <- server.Serve(open[i])
		}()
	}
	var failed error
	select {
	case err := <-ended:
		failed = refuse("网站意外停止：%s", reason(err))
	case <-p.ctx.Done():
	}
	for _, server := range servers {
		if err := shut(p, server); err != nil && failed == nil {
			failed = refuse("网站没有正常停止：%s", reason(err))
		}
	}
	p.log.Info("stopped")
	return failed
}

// shut stops a server when its requests have ended or patience is over.
func shut(p *program, server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), patience)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	return err
}
