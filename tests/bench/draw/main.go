// Command draw measures how often the stage paints a scene of 500 atoms that turns, with
// and without its bonds, in one Chromium: bonds may cost a fifth of the rate at
// most. build.sh bench draw starts it on the built site.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"residual/render/plot/plottest"
	"residual/tests/bench/headless"
	"residual/wasm/wire"
)

//go:embed page.html
var page []byte

const (
	atoms  = 500
	turns  = 90  // pictures of one turn
	rounds = 5   // of each scene, one after the other
	share  = 0.8 // of the rate of bare atoms that bonds must reach
)

func main() {
	dist := flag.String("dist", "dist", "folder of the built site")
	seconds := flag.Float64("seconds", 3, "length of one measurement")
	picture := flag.String("picture", "", "file for a picture of the scene, instead of measuring")
	flag.Parse()
	if err := run(*dist, *seconds, *picture); err != nil {
		fmt.Fprintln(os.Stderr, "bench draw:", err)
		os.Exit(1)
	}
}

func run(dist string, seconds float64, picture string) error {
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Minute)
	defer stop()
	server := httptest.NewServer(handler(dist))
	defer server.Close()
	ctx, stopPage, err := headless.Open(ctx, server.URL+"/draw.html")
	if err != nil {
		return err
	}
	defer stopPage()
	if picture != "" {
		return save(ctx, picture)
	}
	return compare(ctx, seconds)
}

// compare measures the scenes in turn and judges the medians.
func compare(ctx context.Context, seconds float64) error {
	rates := map[string][]float64{}
	for range rounds {
		for _, name := range []string{"bare", "bonds"} {
			rate, err := headless.Ask[float64](ctx, fmt.Sprintf("rate(%q, %v)", name, seconds))
			if err != nil {
				return err
			}
			rates[name] = append(rates[name], rate)
		}
	}
	bare, bonds := median(rates["bare"]), median(rates["bonds"])
	fmt.Printf("%d atoms that turn, 1100 × 690 pixels, median of %d × %.0f s\n", atoms, rounds, seconds)
	fmt.Printf("  bare        %5.1f pictures a second  %.1f\n", bare, rates["bare"])
	fmt.Printf("  with bonds  %5.1f pictures a second  %.1f\n", bonds, rates["bonds"])
	fmt.Printf("  %.0f %%; at least %.0f %% is promised\n", 100*bonds/bare, 100*share)
	if bonds < share*bare {
		return fmt.Errorf("bonds cost more than promised")
	}
	return nil
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}

// save writes what the stage shows.
func save(ctx context.Context, file string) error {
	if _, err := headless.Ask[float64](ctx, `rate("bonds", 0.5)`); err != nil {
		return err
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o644)
}

// handler serves the site, the page of the measurement and the frames.
func handler(dist string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(dist)))
	mux.HandleFunc("/draw.html", func(w http.ResponseWriter, _ *http.Request) { w.Write(page) })
	mux.HandleFunc("/frames/{name}/{turn}", func(w http.ResponseWriter, r *http.Request) {
		var turn int
		if _, err := fmt.Sscan(r.PathValue("turn"), &turn); err != nil || turn >= turns {
			http.NotFound(w, r)
			return
		}
		w.Write(message(r.PathValue("name") == "bonds", turn))
	})
	return mux
}

// message is the scene after a part of a turn, as a Worker sends it.
func message(bonds bool, turn int) []byte {
	f := plottest.Crowd(atoms)
	plottest.Turn(f, float64(turn)/turns)
	if !bonds {
		f.Panels[0].Scene.Bonds = nil
	}
	return wire.AppendFrame(nil, f)
}
