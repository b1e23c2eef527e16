//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// Each loop does the whole vectors and returns how many elements that was.

func add64(z, x, y []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat64s(x[i:]).Add(simd.LoadFloat64s(y[i:])).Store(z[i:])
	}
	return i
}

func sub64(z, x, y []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat64s(x[i:]).Sub(simd.LoadFloat64s(y[i:])).Store(z[i:])
	}
	return i
}

func mul64(z, x, y []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat64s(x[i:]).Mul(simd.LoadFloat64s(y[i:])).Store(z[i:])
	}
	return i
}

func div64(z, x, y []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat64s(x[i:]).Div(simd.LoadFloat64s(y[i:])).Store(z[i:])
	}
	return i
}

func scale64(z []float64, a float64, x []float64) (i int) {
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Mul(simd.LoadFloat64s(x[i:])).Store(z[i:])
	}
	return i
}

func axpy64(z []float64, a float64, x []float64) (i int) {
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := va.Mul(simd.LoadFloat64s(x[i:]))
		simd.LoadFloat64s(z[i:]).Add(t).Store(z[i:])
	}
	return i
}

func addScalar64(z []float64, a float64, x []float64) (i int) {
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Add(simd.LoadFloat64s(x[i:])).Store(z[i:])
	}
	return i
}

func fill64(z []float64, a float64) (i int) {
	va := simd.BroadcastFloat64s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Store(z[i:])
	}
	return i
}

func sqrt64(z, x []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat64s(x[i:]).Sqrt().Store(z[i:])
	}
	return i
}

func recip64(z, x []float64) (i int) {
	one := simd.BroadcastFloat64s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		one.Div(simd.LoadFloat64s(x[i:])).Store(z[i:])
	}
	return i
}

func mulScaled64(z []float64, c float64, x, y []float64) (i int) {
	vc := simd.BroadcastFloat64s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := simd.LoadFloat64s(x[i:]).Mul(simd.LoadFloat64s(y[i:]))
		vc.Mul(xy).Store(z[i:])
	}
	return i
}

func mulAdd64(z []float64, c float64, x, y []float64) (i int) {
	vc := simd.BroadcastFloat64s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := simd.LoadFloat64s(x[i:]).Mul(simd.LoadFloat64s(y[i:]))
		simd.LoadFloat64s(z[i:]).Add(vc.Mul(xy)).Store(z[i:])
	}
	return i
}

func mulPair64(z, a, b, c, d []float64) (i int) {
	for n := (simd.Float64s{}).Len(); i <= len(z)-n; i += n {
		ab := simd.LoadFloat64s(a[i:]).Mul(simd.LoadFloat64s(b[i:]))
		cd := simd.LoadFloat64s(c[i:]).Mul(simd.LoadFloat64s(d[i:]))
		ab.Add(cd).Store(z[i:])
	}
	return i
}
