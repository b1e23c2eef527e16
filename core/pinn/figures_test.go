//go:build figures

package pinn_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"residual/core/fit"
	"residual/core/law"
	"residual/core/pinn"
)

func TestCorpusExplore(t *testing.T) {
	num := func(s string, d float64) float64 {
		if v, err := strconv.ParseFloat(os.Getenv(s), 64); err == nil {
			return v
		}
		return d
	}
	all, _ := os.ReadFile("../law/testdata/problems.txt")
	for i, part := range strings.Split(string(all), "\n== ")[1:] {
		if only := int(num("ONLY", 0)); only > 0 && i+1 != only {
			continue
		}
		name, text, _ := strings.Cut(part, "\n")
		_, text, _ = strings.Cut(text, "\n")
		p, err := law.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sv, err := pinn.NewSolver(p, pinn.Options{Width: int(num("W", 0))})
		if err != nil {
			t.Logf("%s: REFUSED %v", name, err)
			continue
		}
		var room fit.Room
		sv.Reserve(&room)
		if err := room.Open(4 << 30); err != nil {
			t.Logf("%s: ROOM %v", name, err)
			continue
		}
		if err := sv.Begin(1); err != nil {
			t.Logf("%s: BEGIN %v", name, err)
			continue
		}
		t0 := time.Now()
		steps := 0
		for ; !sv.Done(); steps++ {
			sv.Step()
		}
		m := sv.Model
		errs := ""
		for f, field := range p.Fields {
			if field.Truth != nil {
				errs += fmt.Sprintf(" %.2g", relative(t, p, m, f))
			}
		}
		t.Logf("%-35s error%s loss %.2g, %d rows %d par exact %v of %d, slope %v, %d steps %.2gs", name, errs, sv.Loss(), m.Rows(), m.Size(), m.Exact(), len(p.Conditions), sv.Slope(), steps, time.Since(t0).Seconds())
	}
}

func TestStates(t *testing.T) {
	for _, text := range []string{
		"-½ psi'' + ½x² psi = E psi; eigen E; x in [-8, 8]; psi = 0 on boundary; int(psi^2) = 1",
		"-u'' = E u; eigen E; x in [0, 1]; u(0) = 0; u(1) = 0",
		"-½ u'' - u/r = E u; eigen E in [-1, 0]; r in [0, 60]; u(0) = 0; u(60) = 0",
		"-½ u'' + (x^2-4)^2/8 u = E u; eigen E; x in [-6, 6]; u = 0 on boundary",
		"-Δu = E u; eigen E; (x,y) in disc(0,0,1); u = 0 on boundary",
		"-Δu = E u; eigen E; (x,y) in [-1,1]^2; where not (x > 0 and y < 0); u = 0 on boundary",
		"-½Δu + ½(x²+y²) u = E u; eigen E; (x,y) in [-6,6]^2; u = 0 on boundary",
	} {
		p, err := law.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s, err := pinn.NewSolver(p, pinn.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		var room fit.Room
		s.Reserve(&room)
		if err := room.Open(4 << 30); err != nil {
			t.Fatal(err)
		}
		if err := s.Begin(1); err != nil {
			t.Fatal(err)
		}
		t0 := time.Now()
		for !s.Done() {
			s.Step()
		}
		line := ""
		for _, z := range s.States() {
			line += fmt.Sprintf(" %.12g", z.Value)
		}
		t.Logf("%s\n   %s slope %v  %.2g s", text, line, s.Slope(), time.Since(t0).Seconds())
	}
}
