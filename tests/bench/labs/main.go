// Command labs takes the default run of every laboratory to its end in one
// Chromium and natively, and holds the two against each other; then it times what
// two Workers gain. build.sh bench labs starts it on the built site.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"residual/core/lab"
	"residual/core/labs"
	"residual/tests/bench/headless"
)

//go:embed page.html
var page []byte

// gain is how many times as fast two Workers must be as one.
const gain = 1.7

// pairs are the runs whose steps are shared.
var pairs = []struct {
	says, lab           string
	knobs               map[string]string
	warm, steps, rounds int
}{
	{"65 536 collocation points", "roofline", map[string]string{"show": "train", "points": "65536"}, 4, 2, 9},
	{"an ensemble of 8, 3000 rows", "uncertainty", map[string]string{"n": "3000"}, 20, 3, 11},
}

func main() {
	dist := flag.String("dist", "dist", "folder of the built site")
	only := flag.String("only", "", "laboratories to run, with commas between; none is all of them")
	flag.Parse()
	if err := run(*dist, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench labs:", err)
		os.Exit(1)
	}
}

func run(dist, only string) error {
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Minute)
	defer stop()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(dist)))
	mux.HandleFunc("/labs-bench.html", func(w http.ResponseWriter, _ *http.Request) { w.Write(page) })
	server := httptest.NewServer(mux)
	defer server.Close()
	ctx, stopPage, err := headless.Open(ctx, server.URL+"/labs-bench.html")
	if err != nil {
		return err
	}
	defer stopPage()
	if _, err := headless.Ask[bool](ctx, "ready"); err != nil {
		return err
	}
	chosen := func(name string) bool { return only == "" || slices.Contains(strings.Split(only, ","), name) }
	wrong, err := runs(ctx, chosen)
	if err != nil {
		return err
	}
	slow, err := share(ctx, chosen)
	if err != nil {
		return err
	}
	if wrong+slow > 0 {
		return fmt.Errorf("%d of the figures are missed", wrong+slow)
	}
	return nil
}

// A report is the runner's, with what the visitor waited for it.
type report struct {
	lab.Report
	Waited float64 `json:"waited"`
}

// runs holds default runs in the browser against native ones. The roofline's
// measures the device, and is another every time.
func runs(ctx context.Context, chosen func(string) bool) (wrong int, err error) {
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "default run\tsteps\tnative s\tChromium s\tplanned MB\tpeak MB\tchecks\tdigest\t")
	for _, l := range labs.All {
		if l.Name == "roofline" || !chosen(l.Name) {
			continue
		}
		got, err := headless.Ask[report](ctx, fmt.Sprintf("whole(%q, {})", l.Name))
		if err != nil {
			return wrong, err
		}
		digest, seconds := native(l)
		same := "the same"
		if got.Digest != digest {
			same = "ANOTHER"
			wrong++
		}
		held := 0
		for _, c := range got.Checks {
			if c.Pass {
				held++
			}
		}
		wrong += len(got.Checks) - held
		fmt.Fprintf(table, "%s\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%d of %d\t%s\t\n", l.Name, got.Steps, seconds, got.Waited,
			float64(got.Memory.Planned)/1e6, float64(got.Memory.Peak)/1e6, held, len(got.Checks), same)
	}
	return wrong, table.Flush()
}

// native takes the same run here.
func native(l lab.Lab) (digest string, seconds float64) {
	settings, err := l.Parse(nil)
	if err != nil {
		panic(err) // its own defaults
	}
	from := time.Now()
	run, err := l.Start(settings, lab.DefaultSeed)
	if err != nil {
		panic(err)
	}
	for !run.Step().Final() {
	}
	return run.Digest(), time.Since(from).Seconds()
}

// share times steps with one Worker and with two.
func share(ctx context.Context, chosen func(string) bool) (slow int, err error) {
	for _, p := range pairs {
		if !chosen(p.lab) {
			continue
		}
		knobs, _ := json.Marshal(p.knobs)
		got, err := headless.Ask[struct {
			One, Two []float64
			Digests  [2]string
		}](ctx, fmt.Sprintf("pair(%q, %s, %d, %d, %d)", p.lab, knobs, p.warm, p.steps, p.rounds))
		if err != nil {
			return slow, err
		}
		var ratios []float64
		for i, one := range got.One {
			ratios = append(ratios, one/got.Two[i])
		}
		ratio := median(ratios)
		verdict := "met"
		if !(ratio >= gain) || got.Digests[0] != got.Digests[1] {
			verdict = "MISSED"
			slow++
		}
		fmt.Printf("two Workers, %s: %.0f ms against %.0f, %.2f× (%.2f to %.2f), wanted ≥ %g and the same digest: %s\n", p.says,
			median(got.Two), median(got.One), ratio, slices.Min(ratios), slices.Max(ratios), gain, verdict)
	}
	return slow, nil
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
