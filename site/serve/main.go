// Command serve shows the built site on 127.0.0.1, with the types and headers
// that a careful static host sends.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
)

func main() {
	dir := flag.String("dir", "dist", "folder to serve")
	port := flag.Int("port", 8080, "port on 127.0.0.1; 0 takes a free one; without this flag, the next free one from 8080 up")
	flag.Parse()
	if err := serve(*dir, *port, given("port")); err != nil {
		fmt.Fprintln(os.Stderr, "site/serve:", err)
		os.Exit(1)
	}
}

func given(name string) (found bool) {
	flag.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

func serve(dir string, port int, exactly bool) error {
	if _, err := os.Stat(dir + "/index.html"); err != nil {
		return fmt.Errorf("no site in %s: %w", dir, err)
	}
	l, err := listen(port, exactly)
	if err != nil {
		return err
	}
	fmt.Printf("http://%s/\n", l.Addr())
	return http.Serve(l, handler(dir))
}

// listen takes the port or, unless it was asked for exactly, the next free one
// of a hundred.
func listen(port int, exactly bool) (net.Listener, error) {
	for p := port; ; p++ {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p)))
		if err == nil || exactly || p-port >= 100 || !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
	}
}
