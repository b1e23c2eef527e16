package browser_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"residual/core/lab"
	"residual/render/plot/plottest"
	"residual/wasm/wire"
)

// feed shows a frame on a stage without a lab, and gathers what its pointer does, in wire format.
func feed(f *lab.Frame) string {
	text := base64.StdEncoding.EncodeToString(wire.AppendFrame(nil, f))
	return fmt.Sprintf(`
		const frame = document.createElement('iframe');
		Object.assign(frame.style, {position: 'fixed', inset: '0', width: '800px', height: '500px'});
		frame.src = 'canvas.html';
		const {port1: port, port2} = new MessageChannel();
		let painted = 0;
		window.acts = [];
		port.onmessage = ({data}) => {
			if (data.type === 'recycle') painted++;
			if (data.type === 'action') acts.push([...data.bytes]);
		};
		const ready = new Promise((done) => addEventListener('message', ({data}) => data.type === 'ready' && done()));
		document.body.replaceChildren(frame);
		await ready;
		frame.contentWindow.postMessage({type: 'theme', theme: 'light', reducedMotion: false}, location.origin);
		frame.contentWindow.postMessage({type: 'port', port: port2}, location.origin, [port2]);
		port.postMessage({type: 'frame', frame: Uint8Array.from(atob(%q), (c) => c.charCodeAt(0)).buffer});
		await until(() => painted > 0, 60);
		const inner = frame.contentWindow;
		const canvas = inner.document.querySelector('canvas');
		const point = (type, clientX, clientY, more = {}) => canvas.dispatchEvent(new inner.PointerEvent(type, {clientX, clientY, isPrimary: true, button: 0, bubbles: true, ...more}));
		canvas.setPointerCapture = () => {};
	`, text)
}

// A scene is turned by dragging and by the arrow keys: the run hears of a press, a
// drag and a release on its panel, in the scene's own measure.
func TestSceneIsTurned(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "authors.html")
	b.do(feed(plottest.Water()) + `
		point('pointermove', 200, 300);
		if (canvas.style.cursor !== 'grab') throw new Error('the cursor over the scene is ' + canvas.style.cursor);
		point('pointermove', 700, 250);
		if (canvas.style.cursor !== 'default') throw new Error('the cursor over the curves is ' + canvas.style.cursor);
		point('pointerdown', 200, 300);
		point('pointermove', 260, 280);
		point('pointerup', 260, 280);
		await until(() => acts.length === 3, 20);`)
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.ArrowRight)))
	var got [6]lab.Action
	for i, message := range ask[[][]int](b, `return until(() => acts.length >= 6 && acts, 20)`)[:6] {
		var bytes []byte
		for _, v := range message {
			bytes = append(bytes, byte(v))
		}
		a := &got[i]
		if err := wire.DecodeAction(bytes, a); err != nil || a.Panel != "molecule" || int(a.Kind) != i%3 {
			t.Errorf("act %d is %+v, %v; want the molecule and press, drag, release in turn", i, *a, err)
		}
	}
	if dx, dy := got[1].X-got[0].X, got[1].Y-got[0].Y; dx < 0.1 || dy < 0.03 || dx > 1 || dy > 0.5 {
		t.Errorf("60 pixels to the right and 20 up are (%v, %v)", dx, dy)
	}
	if dx, dy := got[4].X-got[3].X, got[4].Y-got[3].Y; dx <= 0 || dy != 0 {
		t.Errorf("the key for right drags by (%v, %v)", dx, dy)
	}
	b.quiet()
}

// A finger that sets out sideways on a scene turns it; one that sets out down the
// page scrolls the page.
func TestFingersOnAScene(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "authors.html")
	got := ask[[]bool](b, feed(plottest.Water())+`
		const touch = (type, clientX, clientY) => {
			const finger = new inner.Touch({identifier: 1, target: canvas, clientX, clientY});
			const e = new inner.TouchEvent(type, {touches: [finger], changedTouches: [finger], bubbles: true, cancelable: true});
			canvas.dispatchEvent(e);
			return e.defaultPrevented;
		};
		const down = () => {
			point('pointerdown', 200, 300, {pointerType: 'touch'});
			return touch('touchstart', 200, 300);
		};
		const aside = [down(), touch('touchmove', 215, 304), touch('touchmove', 216, 340)];
		point('pointerup', 216, 340, {pointerType: 'touch'});
		return [...aside, down(), touch('touchmove', 203, 320)];`)
	if want := []bool{false, true, true, false, false}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("kept from the page: %v, want %v", got, want)
	}
}

// A scene is magnified by Ctrl with the wheel, two fingers and a key, so that fewer
// pixels are paper; a plot beside it by itself, until a double click. The wheel alone
// stays the page's, and so it does beside the panels.
func TestSceneIsMagnified(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "authors.html")
	b.do(feed(plottest.Water()) + `
		window.wheel = (clientX, deltaY, ctrlKey, clientY = 300) => {
			const e = new inner.WheelEvent('wheel', {clientX, clientY, deltaY, ctrlKey, bubbles: true, cancelable: true});
			canvas.dispatchEvent(e);
			return e.defaultPrevented;
		};
		window.pinch = (type, ...places) => {
			const touches = places.map((clientX, identifier) => new inner.Touch({identifier, target: canvas, clientX, clientY: 300}));
			const e = new inner.TouchEvent(type, {touches, changedTouches: touches, bubbles: true, cancelable: true});
			canvas.dispatchEvent(e);
			return e.defaultPrevented;
		};
		window.twice = (clientX) => canvas.dispatchEvent(new inner.MouseEvent('dblclick', {clientX, clientY: 300, bubbles: true}));
		window.key = (key) => {
			const e = new inner.KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
			canvas.dispatchEvent(e);
			return e.defaultPrevented;
		};
		window.covered = async (left = 0) => {
			const picture = new Promise((done) => addEventListener('message', ({data}) => data.type === 'picture' && done(data.blob), {once: true}));
			inner.postMessage({type: 'picture'}, location.origin);
			const image = await createImageBitmap(await picture);
			const copy = new OffscreenCanvas(image.width, image.height).getContext('2d');
			copy.drawImage(image, 0, 0);
			const {data} = copy.getImageData(left * image.width, image.height * 0.3, image.width / 2, image.height * 0.5);
			let dark = 0;
			for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 690) dark++;
			return dark;
		};`)
	type magnified struct {
		Alone, Beside, Wheel, Down, Pinch, Key, Back   bool
		Before, Wheeled, Pinched, Keyed, Again         float64
		Plot                                           bool
		PlotBefore, PlotWheeled, SceneThere, PlotAgain float64
	}
	got := ask[magnified](b, `
		const before = await covered(), alone = wheel(200, -200, false), beside = wheel(200, -200, true, 4), turned = wheel(200, -200, true);
		const wheeled = await covered(), down = pinch('touchstart', 180, 220), moved = pinch('touchmove', 160, 220);
		const pinched = await covered(), pressed = key('-');
		const keyed = await covered(), back = key('0'), again = await covered();
		const plotBefore = await covered(0.5), plot = wheel(700, -400, true);
		const plotWheeled = await covered(0.5), sceneThere = await covered();
		twice(700);
		return {alone, beside, wheel: turned, down, pinch: moved, key: pressed, back, before, wheeled, pinched, keyed, again,
			plot, plotBefore, plotWheeled, sceneThere, plotAgain: await covered(0.5)};`)
	if !got.Plot || got.PlotWheeled == got.PlotBefore || got.PlotAgain != got.PlotBefore || got.SceneThere != got.Before {
		t.Errorf("a plot beside the scene: %+v", got)
	}
	if got.Alone || got.Beside || !got.Wheel || !got.Down || !got.Pinch || !got.Key || !got.Back {
		t.Errorf("kept from the page: %+v", got)
	}
	if !(got.Wheeled > 1.3*got.Before && got.Pinched > 1.1*got.Wheeled && got.Keyed < got.Pinched && got.Again == got.Before) {
		t.Errorf("pixels that are not paper: %+v", got)
	}
	b.quiet()
}
