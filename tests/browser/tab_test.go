package browser_test

import (
	"context"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A tab is a page in a browser of its own, with a fresh profile, so tests run in
// parallel, but for those that measure times. It notes errors in the console and
// the hosts that were asked for anything.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	errors []string
	hosts  map[string]bool
}

// patience is how long a test may take; the machine may be busy.
const patience = 4 * time.Minute

func newTab(t *testing.T, flags ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("site-per-process", true))
	ctx, stop := context.WithTimeout(context.Background(), patience)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, append(options, flags...)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, hosts: map[string]bool{}}
	b.must(chromedp.Listen(ctx, b.hear))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	b.must(err)
	return b
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("there is no chromium; apt-get install chromium")
	return ""
}

// hear takes note of an event.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Host != "" {
			b.hosts[u.Hostname()] = true
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			b.errors = append(b.errors, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, e.ExceptionDetails.Text+" "+e.ExceptionDetails.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" {
			b.errors = append(b.errors, "console.error: "+string(e.Args[0].Value)+e.Args[0].Description)
		}
	}
}

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// quiet fails if there was an error in the console, or a request to any host
// but this machine.
func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.errors {
		b.t.Error("in the console:", e)
	}
	for h := range b.hosts {
		if h != "127.0.0.1" && h != "localhost" {
			b.t.Error("something was fetched from", h)
		}
	}
}

func (b *tab) open(address string) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.Navigate(address)))
}

// do runs the body of an asynchronous function in the page.
func (b *tab) do(body string) {
	b.t.Helper()
	ask[any](b, body)
}

// ask is do with a result.
func ask[T any](b *tab, body string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](helpers+"(async () => {"+body+"\n})()", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v in: %s", err, strings.TrimSpace(body))
	}
	return v
}

// helpers are for the scripts of tests: the lab of a page, its frame, and
// waiting.
const helpers = `
var sleep = (ms) => new Promise((done) => setTimeout(done, ms));
var until = async (what, seconds = 90) => { // no less than a minute: other tests run
  for (const end = performance.now() + Math.max(seconds, 60) * 1000; performance.now() < end; await sleep(50)) {
    const v = await what();
    if (v) return v;
  }
  throw new Error('in vain: ' + what);
};
var lab = () => document.querySelector('residual-lab');
var inside = () => lab().shadowRoot.querySelector('iframe').contentDocument;
var shown = (root, selector) => [...root.querySelectorAll(selector)].find((e) => e.checkVisibility());
`

// frame attaches to a frame of another origin, which is a process of its own.
func (b *tab) frame(address string) *tab {
	b.t.Helper()
	for range 100 {
		all, err := chromedp.Targets(b.ctx)
		b.must(err)
		for _, f := range all {
			if f.Type == "iframe" && strings.Contains(f.URL, address) {
				ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithTargetID(f.TargetID))
				b.t.Cleanup(stop)
				return &tab{t: b.t, ctx: ctx, hosts: map[string]bool{}}
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Fatal("no frame of", address)
	return nil
}

// before has a script run in every frame before its own scripts.
func (b *tab) before(script string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	b.must(err)
}

// size makes the page so many CSS pixels wide and high.
func (b *tab) size(width, height int64) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	b.must(err)
}

// prefer sets a feature of the reader's system, such as prefers-color-scheme.
func (b *tab) prefer(feature, value string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
	b.must(err)
}
