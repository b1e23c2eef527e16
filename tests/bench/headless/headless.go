// Package headless opens a page in a Chromium of its own, for measurements.
package headless

import (
	"context"

	"github.com/chromedp/chromedp"
)

// Open opens a page. The context that it returns is the page's; stop ends the
// browser.
func Open(ctx context.Context, address string) (page context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(1200, 800),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stopAll := chromedp.NewExecAllocator(ctx, options...)
	page, stopOne := chromedp.NewContext(ctx)
	stop = func() {
		stopOne()
		stopAll()
	}
	if err = chromedp.Do(page, chromedp.Navigate(address)); err != nil {
		stop()
	}
	return page, stop, err
}

// Ask evaluates an expression in the page, waiting for its promise.
func Ask[T any](page context.Context, expression string) (T, error) {
	return chromedp.Run(page, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}
