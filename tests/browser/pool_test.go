package browser_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"residual/core/lab"
	"residual/core/labs"
)

// A sharing run: four tasks a step, as many Workers as asked.
const sharing = "lab.html?lab=roofline&show=train&points=32768"

// digestAfter takes so many steps of a page's run and returns the digest.
const digestAfter = `const page = document.querySelector('residual-lab') ? inside() : document;
	await until(() => page.querySelector('.checks tbody tr'));
	const step = [...page.querySelectorAll('.transport button')].find((b) => b.textContent === 'Step');
	step.click(); step.click();
	return until(() => page.querySelector('.cost').textContent.match(/ 2 steps.*digest (\w{16})$/)?.[1]);`

// native is the digest of the same run here.
func native(t *testing.T, name string, knobs map[string]string, steps int) string {
	t.Helper()
	l, err := lab.Find(labs.All, name)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := l.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(settings, lab.DefaultSeed)
	if err != nil {
		t.Fatal(err)
	}
	for range steps {
		run.Step()
	}
	return run.Digest()
}

// The same bits for 1, 2, 4 and 8 Workers as for one program alone, natively.
func TestWorkersGiveTheSameBits(t *testing.T) {
	t.Parallel()
	want := native(t, "roofline", map[string]string{"show": "train", "points": "32768"}, 2)
	for _, workers := range []int{1, 2, 4, 8} {
		b := newTab(t)
		b.open(site + sharing + fmt.Sprintf("&workers=%d&autoload", workers))
		if got := ask[string](b, digestAfter); got != want {
			t.Errorf("%d Workers give %s, one program natively %s", workers, got, want)
		}
		shown := ask[string](b, `return document.querySelector('.cost').textContent.match(/(\d+) Workers?/)[1]`)
		if shown != fmt.Sprint(workers) {
			t.Errorf("the page shows %s Workers, not %d", shown, workers)
		}
		b.quiet()
	}
}

// changed is the site with one file changed.
func changed(t *testing.T, name, from, to string) (address string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	is := bytes.Replace(was, []byte(from), []byte(to), 1)
	if bytes.Equal(was, is) {
		t.Fatalf("%s has no %s", name, from)
	}
	if err := os.WriteFile(path, is, 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "sw.js")) // which would refuse it
	address, _ = mustServe(t, dir)
	return address
}

// Workers that fail to start, or end in the middle of a step, cost no bit: the
// page says so and the run goes on.
func TestWorkersThatFail(t *testing.T) {
	t.Parallel()
	want := native(t, "roofline", map[string]string{"show": "train", "points": "32768"}, 2)
	for _, c := range []struct{ what, from, to, said string }{
		{"all fail to start", `self.onmessage=`, "throw new Error('no room');self.onmessage=", "2 of 2 Workers failed"},
		{"all end at their third task", "room=data.room;", "((self.left = (self.left ?? 3) - 1) || (() => { throw new Error('no room') })()); room=data.room;", "2 of 2 Workers failed"},
	} {
		b := newTab(t)
		b.open(changed(t, "helper.js", c.from, c.to) + sharing + "&workers=2&autoload")
		if got := ask[string](b, digestAfter); got != want {
			t.Errorf("%s: digest %s, want %s", c.what, got, want)
		}
		b.do(`await until(() => document.querySelector('.reason').textContent.includes('` + c.said + `'));`)
	}
}

// A page in which the device hides its cores still has one Worker.
func TestWrongNumberOfWorkers(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + sharing + "&workers=0&autoload")
	b.do(`await until(() => /workers: .*auto, or a whole number from 1 to 16/.test(document.querySelector('.note').innerText));
		const list = document.querySelector('#knob-workers');
		list.value = '2';
		list.dispatchEvent(new Event('change'));
		await until(() => document.querySelector('.checks tbody tr') && list.value === '2');`)
}

// While Workers compute a step, calls are answered: this one has 128 tasks.
func TestSharingStaysResponsive(t *testing.T) {
	b := newTab(t)
	b.open(site + "labs/roofline.html")
	steps := ask[int](b, `await customElements.whenDefined('residual-lab');
		for (const [name, value] of [['show', 'train'], ['points', '1048576'], ['workers', '1']]) lab().setAttribute(name, value);
		await sleep(0);
		await lab().load();
		await lab().run();
		for (let i = 0; i < 10; i++) await lab().frame();
		await until(() => / 1 Worker /.test(inside().querySelector('.cost').textContent));
		for (let i = 0; i < 10; i++) await lab().frame();
		const {steps} = lab().state;
		await lab().pause();
		return steps;`)
	if steps != 0 {
		t.Errorf("the answers came after %d steps", steps)
	}
	b.quiet()
}

// A program that ends says why, and the run goes on in another Worker from its
// last state that was kept; what was not measured has not failed. This one ends as
// Go does when memory cannot grow.
func TestProgramsThatEnd(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	checkpoint := `post({type:"checkpoint",steps,bytes},[bytes.buffer])`
	b.open(changed(t, "worker.js", checkpoint, "("+checkpoint+", steps && setTimeout(() => { throw new Error('out of memory') }))") +
		"lab.html?lab=eigen&modes=8&width=48&points=256&optimiser=adam&autorun")
	b.do(`await until(() => document.querySelector('.checks tbody tr'));
		const words = await until(() => document.querySelector('.note:not([hidden])')?.innerText.match(/The run has stopped: .*Its state at step [1-9].*is kept/)?.[0]);
		if (!words.includes('gives it no more memory')) throw new Error(words);
		await sleep(200); // what shows comes a little later
		const [waits, fails] = ['waits', 'fails'].map((word) => document.querySelectorAll('.checks tr.' + word).length);
		if (!waits || fails) throw new Error('a fault judges: ' + document.querySelector('.checks').innerText);
		document.querySelector('.note button').click();
		await until(() => /▶ running/.test(document.querySelector('.status').textContent));`)
}
