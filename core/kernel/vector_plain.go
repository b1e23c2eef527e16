//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

// vectorBytes says that there are no vectors.
const vectorBytes = 0
