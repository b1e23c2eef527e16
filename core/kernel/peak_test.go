package kernel

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"unsafe"
)

func TestIterateHasTheBitsOfThePlainLoop(t *testing.T) {
	both(t, testIterate[float32], testIterate[float64])
}

func testIterate[T Float](t *testing.T) {
	s := newSource(31)
	for n := range 12*16 + 30 {
		shift := s.IntN(4)
		z, iterations := draw[T](s, n+shift, true)[shift:], s.IntN(5)
		got, one, want := slices.Clone(z), slices.Clone(z), slices.Clone(z)
		Iterate(got, 0.7, 1.3, iterations)
		IterateScalar(one, 0.7, 1.3, iterations)
		plainIterate(want, 0.7, 1.3, iterations)
		mustSame(t, "Iterate", got, want)
		mustSame(t, "IterateScalar", one, want)
	}
	// After t iterations z is aᵗz₀ + b(1 − aᵗ)/(1 − a).
	z := []T{5}
	Iterate(z, 0.5, 3, 10)
	if want := 5*math.Pow(0.5, 10) + 6*(1-math.Pow(0.5, 10)); math.Abs(float64(z[0])-want) > 1e-6 {
		t.Errorf("%v, want %v", z[0], want)
	}
}

func TestTriadHasTheBitsOfThePlainLoop(t *testing.T) {
	both(t, testTriad[float32], testTriad[float64])
}

func testTriad[T Float](t *testing.T) {
	s := newSource(32)
	for n := range 131 {
		shift := s.IntN(4)
		x, y := draw[T](s, n+shift, true)[shift:], draw[T](s, n, true)
		got, want := make([]T, n), make([]T, n)
		Triad(got, x, 1.7, y)
		plainTriad(want, x, 1.7, y)
		mustSame(t, "Triad", got, want)
		Triad(x, x, 1.7, y)
		mustSame(t, "Triad in place", x, want)
	}
}

func TestLanes(t *testing.T) {
	if Lanes[float32]() != 1 && Lanes[float32]() != 2*Lanes[float64]() {
		t.Errorf("%d numbers in float32, %d in float64", Lanes[float32](), Lanes[float64]())
	}
}

func BenchmarkPeak(b *testing.B) {
	benchPeak[float32](b, "float32")
	benchPeak[float64](b, "float64")
}

func benchPeak[T Float](b *testing.B, kind string) {
	const iterations = 1000
	z := make([]T, Chains*Lanes[T]())
	for name, f := range map[string]func(){
		"vectors": func() { Iterate(z, 0.5, 1, iterations) },
		"scalars": func() { IterateScalar(z, 0.5, 1, iterations) },
	} {
		b.Run(fmt.Sprintf("%s/%s", kind, name), func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(2*iterations*float64(len(z))*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
	for _, n := range []int{1 << 10, 1 << 14, 1 << 22} {
		x, y, w := make([]T, n), make([]T, n), make([]T, n)
		for name, f := range map[string]func(){
			"triad": func() { Triad(w, x, 0.5, y) },
			"copy":  func() { copy(w, x) },
			"dot":   func() { Dot(x, y) },
			"sum":   func() { Sum(x) },
			"axpy":  func() { Axpy(x, 0.5, y) },
		} {
			size := map[string]int{"triad": 3, "copy": 2, "dot": 2, "sum": 1, "axpy": 3}[name] * n
			b.Run(fmt.Sprintf("%s/%s/%d", kind, name, n), func(b *testing.B) {
				b.SetBytes(int64(size * int(unsafe.Sizeof(x[0]))))
				for b.Loop() {
					f()
				}
			})
		}
	}
}
