package browser_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// tries is how often a measurement may be repeated.
const tries = 3

// While a lab trains the main thread has no task of over 50 ms, in the page
// around it, in its own, or in the picture's. Processor time is what counts: a
// machine that is busy with something else stretches any task.
func TestMainThreadStaysFree(t *testing.T) {
	b := newTab(t)
	b.open(site + "labs/eigen.html")
	b.do(`await customElements.whenDefined('residual-lab');
		await lab().load();
		await until(() => inside().querySelector('.stage.live'));
		await sleep(1000);`)
	longest := task{}
	for range tries {
		all := b.tasks(func() { b.do(`await lab().reset(); await lab().run(); await sleep(5000); await lab().pause();`) })
		if steps := ask[int](b, `return lab().state.steps`); steps == 0 || len(all) < 10 {
			t.Fatalf("%d steps and %d tasks: it did not train", steps, len(all))
		}
		longest = all[0]
		t.Logf("the longest task took %.0f ms of processor time, %.0f ms on the wall", longest.work, longest.wall)
		if longest.work < 50 {
			return
		}
	}
	t.Errorf("in each of %d tries there was a task of over 50 ms, at last one of %.0f ms", tries, longest.work)
}

// A lab that is paused costs less than 3 % of a core: what its browser takes
// beyond that of an empty page at the same time, which is as much where a machine
// is slow to wake.
func TestPausedCostsNothing(t *testing.T) {
	empty := newTab(t)
	empty.open("about:blank")
	b := newTab(t)
	b.open(site + "labs/heat.html")
	b.do(`await customElements.whenDefined('residual-lab');
		await lab().load(); await lab().step(20);
		await until(() => inside().querySelector('.stage.live'));
		await until(async () => (await navigator.serviceWorker.ready).active.state === 'activated');
		await sleep(2000);`)
	share := 1.0
	for range tries {
		before, idle, from := b.work(), empty.work(), time.Now()
		time.Sleep(5 * time.Second)
		seconds := time.Since(from).Seconds()
		floor := (empty.work() - idle) / seconds
		share = (b.work()-before)/seconds - floor
		t.Logf("paused, all processes of the browser take %.1f %% of a core beyond the %.1f %% of an empty page", 100*share, 100*floor)
		if share < 0.03 {
			return
		}
	}
	t.Errorf("paused, the browser takes %.1f %% of a core beyond an empty page", 100*share)
}

// work is the processor time that the browser's processes have taken, in
// seconds.
func (b *tab) work() (seconds float64) {
	b.t.Helper()
	r, err := chromedp.CallBrowser(b.ctx, systeminfo.GetProcessInfo, struct{}{})
	b.must(err)
	for _, p := range r.ProcessInfo {
		seconds += p.CPUTime
	}
	return seconds
}

// Whoever drags a slider gets an answer while dragging, and the last value at
// the end.
func TestDraggingASlider(t *testing.T) {
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&autorun&depth=100000")
	b.do(`await until(() => document.querySelector('#knob-r'));
		const slider = document.querySelector('#knob-r').closest('.knob').querySelector('[type=range]');
		for (let v = 20; v <= 60; v++) {
			slider.value = String(v);
			slider.dispatchEvent(new Event('input'));
			await sleep(5);
		}
		await until(() => document.querySelector('.summary').textContent.includes('r = 0.3 '), 20);
		if (document.querySelector('#knob-r').value !== '0.3') throw new Error('the number shows ' + document.querySelector('#knob-r').value);`)
	b.quiet()
}

// The keys work while the lab has the focus, and not while a number is typed.
func TestKeys(t *testing.T) {
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&autoload&depth=100000")
	steps := `Number(document.querySelector('.cost').textContent.match(/([\d\u202f]+) steps?/)[1].replaceAll('\u202f', ''))`
	b.do(`await until(() => document.querySelector('.checks tbody tr')); document.body.focus();`)
	b.press(".")
	b.do(`await until(() => ` + steps + ` === 1);`)
	b.press(" ")
	b.do(`await until(() => ` + steps + ` > 5);`)
	b.press(" ")
	b.do(`await until(() => /paused/.test(document.querySelector('.status').textContent));`)
	b.press("r")
	b.do(`await until(() => ` + steps + ` === 0);`)
	b.do(`document.querySelector('#knob-r').focus();`)
	b.press(".")
	if n := ask[int](b, `await sleep(300); return `+steps); n != 0 {
		t.Error("a point typed into a number made a step")
	}
}

func (b *tab) press(keys string) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(keys)))
}

// What is saved or printed holds what is shown.
func TestSaving(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`URL.createObjectURL = (blob) => { window.saved = blob; return '#'; };`)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(`await until(() => document.querySelector('.stage.live') && /✓ done/.test(document.querySelector('.status').textContent));`)
	click := func(name string) string {
		return fmt.Sprintf(`window.saved = null;
			[...document.querySelectorAll('.export button')].find((e) => e.textContent === %q).click();
			await until(() => window.saved, 20);`, name)
	}
	csv := ask[string](b, click("Numbers as CSV")+`return saved.text()`)
	if lines := strings.Split(csv, "\n"); !strings.HasPrefix(lines[0], "# lab: ") || !slices.Contains(lines, "panel,series,x,y,value") || len(lines) < 64 {
		t.Errorf("the CSV file has %d lines and begins %q", len(lines), lines[0])
	}
	colours := ask[int](b, click("Picture as PNG")+`
		const picture = await createImageBitmap(saved);
		const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
		canvas.drawImage(picture, 0, 0);
		return new Set(new Uint32Array(canvas.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;`)
	if colours < 20 {
		t.Errorf("the picture has %d colours: it is empty", colours)
	}
	file, err := base64.StdEncoding.DecodeString(ask[string](b, `return btoa(Array.from(new Uint8Array(await saved.arrayBuffer()), (v) => String.fromCharCode(v)).join(''))`))
	b.must(err)
	if _, err := png.Decode(bytes.NewReader(file)); err != nil || !bytes.Contains(file, []byte(`"depth":20`)) || !bytes.Contains(file, []byte(`"digest":"`)) {
		t.Errorf("the picture does not say whose it is: %v", err)
	}
	b.do(`const frame = document.querySelector('.canvas').contentWindow;
		frame.addEventListener('beforeprint', () => {
			const copy = [...frame.document.querySelectorAll('canvas')].at(-1);
			const pixels = copy.getContext('2d')?.getImageData(0, 0, copy.width, copy.height).data.buffer;
			window.printed = pixels ? new Set(new Uint32Array(pixels)).size : 0;
		});`)
	_, err = chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{})
	b.must(err)
	if colours := ask[int](b, `return window.printed ?? -1`); colours < 20 {
		t.Errorf("what is printed has %d colours: it is empty", colours)
	}
	if n := ask[int](b, `return document.querySelector('.canvas').contentDocument.querySelectorAll('canvas').length`); n != 1 {
		t.Errorf("after printing there are %d canvases", n)
	}
}
