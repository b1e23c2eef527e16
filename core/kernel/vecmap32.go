//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

// Each loop does the whole vectors and returns how many elements that was.

func add32(z, x, y []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat32s(x[i:]).Add(simd.LoadFloat32s(y[i:])).Store(z[i:])
	}
	return i
}

func sub32(z, x, y []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat32s(x[i:]).Sub(simd.LoadFloat32s(y[i:])).Store(z[i:])
	}
	return i
}

func mul32(z, x, y []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat32s(x[i:]).Mul(simd.LoadFloat32s(y[i:])).Store(z[i:])
	}
	return i
}

func div32(z, x, y []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat32s(x[i:]).Div(simd.LoadFloat32s(y[i:])).Store(z[i:])
	}
	return i
}

func scale32(z []float32, a float32, x []float32) (i int) {
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Mul(simd.LoadFloat32s(x[i:])).Store(z[i:])
	}
	return i
}

func axpy32(z []float32, a float32, x []float32) (i int) {
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		t := va.Mul(simd.LoadFloat32s(x[i:]))
		simd.LoadFloat32s(z[i:]).Add(t).Store(z[i:])
	}
	return i
}

func addScalar32(z []float32, a float32, x []float32) (i int) {
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Add(simd.LoadFloat32s(x[i:])).Store(z[i:])
	}
	return i
}

func fill32(z []float32, a float32) (i int) {
	va := simd.BroadcastFloat32s(a)
	for n := va.Len(); i <= len(z)-n; i += n {
		va.Store(z[i:])
	}
	return i
}

func sqrt32(z, x []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		simd.LoadFloat32s(x[i:]).Sqrt().Store(z[i:])
	}
	return i
}

func recip32(z, x []float32) (i int) {
	one := simd.BroadcastFloat32s(1)
	for n := one.Len(); i <= len(z)-n; i += n {
		one.Div(simd.LoadFloat32s(x[i:])).Store(z[i:])
	}
	return i
}

func mulScaled32(z []float32, c float32, x, y []float32) (i int) {
	vc := simd.BroadcastFloat32s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := simd.LoadFloat32s(x[i:]).Mul(simd.LoadFloat32s(y[i:]))
		vc.Mul(xy).Store(z[i:])
	}
	return i
}

func mulAdd32(z []float32, c float32, x, y []float32) (i int) {
	vc := simd.BroadcastFloat32s(c)
	for n := vc.Len(); i <= len(z)-n; i += n {
		xy := simd.LoadFloat32s(x[i:]).Mul(simd.LoadFloat32s(y[i:]))
		simd.LoadFloat32s(z[i:]).Add(vc.Mul(xy)).Store(z[i:])
	}
	return i
}

func mulPair32(z, a, b, c, d []float32) (i int) {
	for n := (simd.Float32s{}).Len(); i <= len(z)-n; i += n {
		ab := simd.LoadFloat32s(a[i:]).Mul(simd.LoadFloat32s(b[i:]))
		cd := simd.LoadFloat32s(c[i:]).Mul(simd.LoadFloat32s(d[i:]))
		ab.Add(cd).Store(z[i:])
	}
	return i
}
