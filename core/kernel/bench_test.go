package kernel

import (
	"fmt"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/blas/gonum"
	lapack "gonum.org/v1/gonum/lapack/gonum"
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
	work := make([]T, ScratchLen[T](p))
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
	run("plain", func() { plainMultiply(p.withStrides(), 1, z, x, y) })
}

func BenchmarkMaps(b *testing.B) {
	benchMaps[float32](b, "float32")
	benchMaps[float64](b, "float64")
}

func benchMaps[T Float](b *testing.B, kind string) {
	const n = 1024
	s := newSource(2)
	x, y, z := draw[T](s, n, false), draw[T](s, n, false), make([]T, n)
	var m, v = make([]T, n), make([]T, n)
	for _, c := range []struct {
		name        string
		fast, plain func()
	}{
		{"exp", func() { Exp(z, x) }, func() { plainExp(z, x) }},
		{"tanh", func() { Tanh(z, x) }, func() { plainTanh(z, x) }},
		{"log", func() { Log(z, x) }, func() { plainLog(z, x) }},
		{"sin", func() { Sin(z, x) }, func() { plainSin(z, x) }},
		{"add", func() { Add(z, x, y) }, func() { plainAdd(z, x, y) }},
		{"axpy", func() { Axpy(z, 0.5, x) }, func() { plainAxpy(z, 0.5, x) }},
		{"sum", func() { Sum(x) }, func() { var l lanes[T]; l.sum(x); l.fold() }},
		{"dot", func() { Dot(x, y) }, func() { var l lanes[T]; l.dot(x, y); l.fold() }},
		{"adam", func() { Adam(z, m, v, x, 1e-3, 0.9, 0.999, 1e-8, 1, 1) },
			func() { plainAdam(z, m, v, x, 1e-3, 0.9, 0.999, 1e-8, 1, 1) }},
	} {
		benchPair(b, kind+"/"+c.name, n, c.fast, c.plain)
	}
}

// benchPair times two ways to do n elements.
func benchPair(b *testing.B, name string, n int, fast, plain func()) {
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N)/float64(n), "ns/element")
		})
	}
	run(name+"/fast", fast)
	run(name+"/plain", plain)
}

func BenchmarkStencil(b *testing.B) {
	const n = 512
	s := newSource(3)
	src, dst := draw[float32](s, n*n, false), make([]float32, n*n)
	for i := range src { // of one size: none so small that the machine slows down
		src[i] = float32(s.Float64() - 0.5)
	}
	benchPair(b, "float32/512x512", n*n, func() { Diffuse2(dst, src, n, n, 0.2) }, func() { plainDiffuse2(dst, src, n, n, 0.2) })
	wide, to := draw[float64](s, n*n, false), make([]float64, n*n)
	copy(wide, uniform(s, n*n))
	benchPair(b, "float64/512x512", n*n, func() { Diffuse2(to, wide, n, n, 0.2) }, func() { plainDiffuse2(to, wide, n, n, 0.2) })
	benchPair(b, "float64/1-D", n, func() { Diffuse1(to[:n], wide[:n], 0.2) }, func() { plainDiffuse(to[1:n-1], wide, wide[1:], wide[2:], 0.2) })
}

// plainDiffuse2 is Diffuse2 without vectors.
func plainDiffuse2[T Float](dst, src []T, nx, ny int, r T) {
	for y := range ny {
		mid, below, above := src[y*nx:][:nx], src[(y+ny-1)%ny*nx:][:nx], src[(y+1)%ny*nx:][:nx]
		plainTorus(dst[y*nx+1:][:nx-2], mid, mid[1:], mid[2:], below[1:], above[1:], r)
	}
}

func BenchmarkJets(b *testing.B) {
	const n = 1024
	s := newSource(4)
	for _, order := range []int{1, 2, 4} {
		j := Jet{Dirs: 2, Order: order}
		x, g := draw[float64](s, j.Planes()*n, false), draw[float64](s, j.Planes()*n, false)
		y, back := make([]float64, len(x)), make([]float64, len(x))
		kind := fmt.Sprintf("order%d", order)
		benchPair(b, kind+"/tanh", n, func() { JetTanh(y, x, j, n) }, func() { plainTanh(y[:n], x) })
		benchPair(b, kind+"/back", n, func() { JetTanhBack(back, y, g, j, n) }, func() { plainTanh(y[:n], x) })
	}
}

func BenchmarkRows(b *testing.B) {
	const m, n = 1000, 32
	s := newSource(5)
	x, row, z := draw[float64](s, m*n, false), draw[float64](s, n, false), make([]float64, m*n)
	benchPair(b, "AddRow", m*n, func() { AddRow(z, x, row, m, n) }, func() { plainAdd(z, x, x) })
	benchPair(b, "SumRows", m*n, func() { SumRows(row, x, m, n) }, func() { plainAdd(z, x, x) })
	big := make([]float64, m*n*8)
	benchPair(b, "RowOuter", m*n*8, func() { RowOuter(big, x, x, m, 8, n, 8*n, true) }, func() { plainAdd(z, x, x) })
}

func BenchmarkCholesky(b *testing.B) {
	const n = 256
	a := make([]float64, n*n)
	for i := range n {
		for j := range n {
			a[i*n+j] = 1 / float64(1+i+j)
		}
		a[i*n+i] += 2
	}
	c := make([]float64, n*n)
	factor := func(bl blas.Float64) func() {
		return func() {
			blas64.Use(bl)
			copy(c, a)
			lapack.Implementation{}.Dpotrf(blas.Upper, n, c, n)
		}
	}
	benchPair(b, "256", n*n, factor(new(BLAS)), factor(gonum.Implementation{}))
	blas64.Use(gonum.Implementation{})
}
