package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// A browser is one headless Chromium with the page of a server open.
type browser struct {
	ctx  context.Context
	stop context.CancelFunc
}

// patience is how long a contender may take to make a task ready, to answer it
// or to be timed once.
const patience = 3 * time.Minute

// settle is how long a browser is left to itself, which has much to do when it
// has just been started.
const settle = 2 * time.Second

func open(ctx context.Context, address string) (*browser, error) {
	path, err := chromium()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stopAll := chromedp.NewExecAllocator(ctx, options...)
	ctx, stop := chromedp.NewContext(ctx)
	b := &browser{ctx, func() {
		limited, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		chromedp.Cancel(limited)
		stop()
		stopAll()
	}}
	// The first action starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"/page.html")); err != nil {
		b.stop()
		return nil, err
	}
	_, err = chromedp.Run(ctx, chromedp.Poll[bool]("window.isReady"))
	if err != nil {
		b.stop()
		return nil, err
	}
	time.Sleep(settle)
	return b, nil
}

// chromium is where the browser is installed.
func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no chromium found: install Debian's package chromium")
}

// call evaluates an expression in the page, waiting for its promise.
func call[T any](b *browser, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil && b.ctx.Err() == nil && ctx.Err() != nil {
		err = fmt.Errorf("no end after %v", patience)
	}
	if err != nil {
		err = plain(err)
	}
	return v, err
}

// plain is an error without the words around it that only a debugger wants.
func plain(err error) error {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if i := strings.LastIndex(text, "Error: "); i >= 0 {
		text = text[i+len("Error: "):]
	}
	return fmt.Errorf("%s", text)
}

// pid is the browser's process.
func (b *browser) pid() int { return chromedp.FromContext(b.ctx).Browser.Process().Pid }
