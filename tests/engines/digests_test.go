package engines_test

import (
	"encoding/json"
	"fmt"
	"image"
	"net/http"
	"os"
	"testing"
	"time"
)

// A run that has a golden digest: the one it has natively, on arm64 and in Node.
type goldenRun struct {
	Lab    string         `json:"lab"`
	Knobs  map[string]any `json:"knobs"`
	Seed   uint64         `json:"seed"`
	Steps  int            `json:"steps"`
	Digest string         `json:"digest"`
}

// readGolden reads the golden runs, if the test is to be short the first of each lab.
func readGolden(t *testing.T) (golden []goldenRun) {
	t.Helper()
	data, err := os.ReadFile("../testdata/digests.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []goldenRun
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, g := range all {
		if !testing.Short() || !seen[g.Lab] {
			golden = append(golden, g)
		}
		seen[g.Lab] = true
	}
	return golden
}

// runner makes each run in an element, and sends what came of it.
const runner = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Digests</title>
<script type="module" src="residual-lab.js"></script>
<script type="module">
const send = (what) => fetch('sent', { method: 'POST', body: JSON.stringify(what) });
const runs = %s;
await customElements.whenDefined('residual-lab');
for (const [number, run] of runs.entries()) {
	try {
		const e = document.createElement('residual-lab');
		for (const [knob, value] of Object.entries({ ...run.knobs, lab: run.lab, seed: run.seed })) e.setAttribute(knob, value);
		document.body.append(e);
		await e.load();
		await e.step(run.steps);
		e.remove();
		await send({ number, digest: e.state.digest });
	} catch (error) {
		await send({ number, digest: String(error) });
	}
}
</script>`

// Digests are the same in every engine; those of Chromium are in tests/browser.
func TestDigests(t *testing.T) {
	golden := readGolden(t)
	runs, _ := json.Marshal(golden)
	inEach(t, engines[1:], func(t *testing.T, e engine, command string) {
		type result struct {
			Number int
			Digest string
		}
		results := make(chan result)
		address := serve(t, fmt.Sprintf(runner, runs), func(_ http.ResponseWriter, r *http.Request) {
			var got result
			if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
				got.Digest = err.Error()
			}
			select {
			case results <- got:
			case <-t.Context().Done():
			}
		})
		size := image.Pt(1000, 800)
		if e.name == "webkit" {
			onScreen(t, size)
		}
		start(t, command, e.open(profile(t), address, size)...)
		for i, g := range golden {
			select {
			case got := <-results:
				if got.Number != i || got.Digest != g.Digest {
					t.Errorf("%s %v, seed %d, step %d: digest %s, want %s", g.Lab, g.Knobs, g.Seed, g.Steps, got.Digest, g.Digest)
				}
			case <-time.After(patience):
				t.Fatalf("%s %v: nothing came in %v", g.Lab, g.Knobs, patience)
			}
		}
	})
}
