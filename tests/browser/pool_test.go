package browser_test

import (
	"bytes"
	"encoding/binary"
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
	await until(() => page.querySelector('.checks li'));
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
	return lab.Digest(run)
}

// The same bits for 1, 2, 4 and 8 Workers as for one program alone, natively.
func TestWorkersGiveTheSameBits(t *testing.T) {
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
	want := native(t, "roofline", map[string]string{"show": "train", "points": "32768"}, 2)
	for _, c := range []struct{ what, from, to, said string }{
		{"all fail to start", "importScripts('program.js')", "throw new Error('no room')", "2 of 2 Workers failed"},
		{"all end at their third task", "given = data.room", "if (!(self.left = (self.left ?? 3) - 1)) throw new Error('no room'); given = data.room", "2 of 2 Workers failed"},
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
	b := newTab(t)
	b.open(site + sharing + "&workers=0&autoload")
	b.do(`await until(() => /workers: .*auto, or a whole number from 1 to 16/.test(document.querySelector('.note').innerText));
		const list = document.querySelector('#knob-workers');
		list.value = '2';
		list.dispatchEvent(new Event('change'));
		await until(() => document.querySelector('.checks li') && list.value === '2');`)
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

// A program that ends for want of memory says so, and the run goes on from its
// last state that was kept.
func TestMemoryThatCannotGrow(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "compute-heat.wasm")
	program, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, capped(t, program, 14<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "sw.js"))
	address, _ := mustServe(t, dir)
	b := newTab(t)
	b.open(address + "lab.html?lab=heat&n=64&depth=100000&autoload")
	b.do(`await until(() => document.querySelector('.checks li'));
		const speed = document.querySelector('#speed');
		speed.value = '1000';
		speed.dispatchEvent(new Event('change'));
		[...document.querySelectorAll('.transport button')].find((b) => b.textContent === 'Run').click();
		await sleep(5000);
		const set = (name, value) => {
			const knob = document.querySelector('#knob-' + name);
			knob.value = value;
			knob.dispatchEvent(new Event('change'));
		};
		set('memory', '1GB');
		await sleep(500);
		for (const [knob, value] of [['dimension', '2'], ['n', '512']]) set(knob, value);`)
	said := ask[string](b, `return until(() => document.querySelector('.note:not([hidden])')?.innerText.match(/The run has stopped.*/)?.[0])`)
	t.Log(said)
	b.do(`document.querySelector('.note button').click();
		await until(() => /▶ running/.test(document.querySelector('.status').textContent));`)
}

// capped is the program with a memory that cannot grow beyond so many bytes. Its
// section, number 5, says {1 memory, no most, least}.
func capped(t *testing.T, program []byte, most int) []byte {
	t.Helper()
	out, rest := bytes.Clone(program[:8]), program[8:]
	for len(rest) > 0 {
		size, n := binary.Uvarint(rest[1:])
		body := rest[1+n : 1+n+int(size)]
		if rest[0] == 5 && body[1] == 0 {
			body = binary.AppendUvarint(append([]byte{1, 1}, body[2:]...), uint64(most>>16))
		}
		out = append(binary.AppendUvarint(append(out, rest[0]), uint64(len(body))), body...)
		rest = rest[1+n+int(size):]
	}
	return out
}
