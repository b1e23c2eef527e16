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
	core/kernel < core/opt, core/pde, core/uq, core/chem, core/interval;
	core/interval, core/plan < core/expr; core/expr, core/pde < core/dyn;
	core/opt, core/uq < core/md;

	NONE < core/lab < core/lab/labtest;
	core/lab, core/plan, core/nn, core/opt, core/pde, core/uq, core/chem, core/md, core/interval, core/dyn < core/labs/* < core/labs;
	NONE < core/table < core/labs/*;
	core/plan < core/ad/adtest;
	core/labs < core/cmd/residual;

	core/lab < render/plot < render/svg, render/mesh, render/plot/plottest;
	render/mesh < render/paint;

	core/lab < wasm/wire;
	core/labs, wasm/wire < wasm/compute;
	render/paint, wasm/wire < wasm/stage;
	NONE < wasm/join;
	core/labs < wasm/split;

	core/labs, render/svg < site/build;
	NONE < site/serve;
`

// Outside says who may import what is not ours, where not everyone may: any
// module, and of the standard library what ties a package to a machine. Here
// "<" does not reach further than its neighbours. The core has no clock, no
// files and no browser, and SIMD stays in the kernels.
const outside = `
	simd/... < core/kernel;
	gonum.org/... < core/kernel, core/opt, core/pde, core/uq, core/chem, core/md, core/labs, core/labs/*;

	syscall/js < render/paint, wasm/compute, wasm/stage;
	github.com/hajimehoshi/ebiten/... < render/paint, wasm/stage;
	golang.org/x/image/... < render/paint;

	github.com/yuin/goldmark/... < site/build;
	github.com/wyatt915/treeblood < site/build;
	github.com/evanw/esbuild/... < site/build;

	time < core/cmd/*, wasm/compute, wasm/stage, render/paint, site/*;
	os, syscall < core/cmd/*, core/kernel/gen, wasm/compute, wasm/join, wasm/split, site/*;
	net/... < site/*;
	math/rand < NONE;
	reflect < core/lab;
	unsafe < core/kernel, core/plan, render/paint, wasm/stage;
`
