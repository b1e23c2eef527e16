package kernel

import (
	"fmt"
	"testing"
)

// The fast routine beside the plain loop that defines it.

func BenchmarkMultiply(b *testing.B) {
	for _, n := range []int{32, 64, 256, 512} {
		benchProduct[float32](b, "float32", Product{M: n, K: n, N: n})
		benchProduct[float64](b, "float64", Product{M: n, K: n, N: n})
	}
	for form := range 4 {
		benchProduct[float32](b, "float32", Product{M: 256, K: 256, N: 256, TransA: form&1 != 0, TransB: form&2 != 0})
	}
	for _, p := range []Product{{M: 1000, K: 32, N: 32}, {M: 1000, K: 32, N: 1}, {M: 1000, K: 1, N: 32},
		{M: 32, K: 1000, N: 32, TransA: true}, {M: 1000, K: 32, N: 32, TransB: true}} {
		benchProduct[float64](b, "float64", p)
	}
}

func benchProduct[T Float](b *testing.B, kind string, p Product) {
	s := newSource(1)
	x, y, z := draw[T](s, p.M*p.K, false), draw[T](s, p.K*p.N, false), make([]T, p.M*p.N)
	work := make([]T, Work[T](p))
	run := func(name string, f func()) {
		label := fmt.Sprintf("%s/%dx%dx%d", kind, p.M, p.K, p.N)
		if p.TransA {
			label += "/At"
		}
		if p.TransB {
			label += "/Bt"
		}
		b.Run(label+"/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			flops := 2 * float64(p.M) * float64(p.K) * float64(p.N) * float64(b.N)
			b.ReportMetric(flops/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
	run("fast", func() { Multiply(p, z, x, y, work) })
	run("plain", func() { plainMultiply(p.tight(), 1, z, x, y) })
}
