// Package imports holds the rules of the house, tested: who may import whom, that
// every package says what it is, and that functions stay short.
package imports

// Policy says which packages of ours may import which: in "a < b", b may import
// a and whatever a may. A package that is not named here is a mistake, but for
// those in tests: they import what they test, and nothing imports them.
const policy = `
	NONE < core/kernel/gen;
	NONE < core/kernel < core/ad < core/plan, core/nn;
	NONE < core/so3 < core/nn;
	core/kernel < core/linalg < core/opt, core/pde, core/uq, core/chem;
	core/kernel, core/codec < core/interval;
	core/interval, core/plan < core/expr < core/law; NONE < core/exact;
	core/law < core/catalogue < core/labs/*;
	core/expr, core/exact, core/linalg < core/dyn;
	core/law, core/linalg < core/ode; core/linalg < core/pde/collocate, core/pde/drum; NONE < core/pde/etd, core/pde/colehopf; core/ode, core/pde, core/pde/* < core/reference < core/labs/*;
	NONE < core/codec < core/opt < core/uq < core/md;
	core/kernel < core/rng < core/opt, core/uq, core/table;

	NONE < core/codec < core/lab < core/lab/labtest; core/rng < core/lab/labtest;
	core/lab, core/plan, core/nn, core/uq < core/fit;
	core/fit, core/law, core/rng < core/pinn < core/labs/*;
	core/fit, core/pde, core/chem, core/md, core/interval, core/dyn < core/labs/* < core/labs;
	core/codec < core/table < core/labs/*;
	core/plan < core/ad/adtest;
	NONE < core/raced < core/pde, core/chem;
	NONE < core/cmd/newlab; core/fit, core/rng < core/cmd/newlab/curve;

	core/lab < render/plot < render/svg, render/mesh, render/plot/plottest;
	render/mesh < render/paint;
	render/svg < render/poster;
	core/labs, render/poster < render/cmd/residual;

	core/codec, core/lab < wasm/wire;
	core/lab, wasm/wire < wasm/compute;
	render/paint, wasm/wire < wasm/stage;
	NONE < wasm/join;
	core/labs < wasm/mains;

	core/labs, render/poster < site/generate;
	NONE < site/serve;
`

// Outside says who may import what is not ours, where not everyone may: any
// module, and of the standard library what ties a package to a machine. Here
// "<" does not reach further than its neighbours. The core has no clock, no
// files and no browser, and SIMD stays in the kernels.
const outside = `
	simd/... < core/kernel;
	gonum.org/v1/gonum/blas, gonum.org/v1/gonum/blas/gonum < core/kernel, core/linalg;
	gonum.org/v1/gonum/blas/blas64, gonum.org/v1/gonum/lapack/... < core/linalg;
	gonum.org/v1/gonum/dsp/fourier < core/pde, core/pde/etd;
	gonum.org/v1/gonum/integrate/quad < core/labs/*, core/pde/collocate;

	syscall/js < render/paint, wasm/compute, wasm/stage;
	github.com/hajimehoshi/ebiten/... < render/paint, wasm/stage;
	golang.org/x/image/... < render/paint;

	github.com/yuin/goldmark/... < site/generate;
	github.com/wyatt915/treeblood < site/generate;
	github.com/evanw/esbuild/... < site/generate;

	time < core/lab/labtest, core/cmd/*, render/cmd/*, wasm/compute, wasm/stage, render/paint, site/*;
	os, syscall < core/cmd/*, core/kernel/gen, render/cmd/*, wasm/compute, wasm/join, wasm/mains, site/*;
	net/... < site/*;
	math/rand < NONE;
	reflect, unsafe < core/lab/labtest; reflect < core/lab;
	unsafe < core/kernel, core/plan, core/fit, render/paint, wasm/stage;
`
