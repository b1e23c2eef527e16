package main

import (
	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// kernels plans the comparison of the engine's kernels with plain loops.
func kernels(o *options) *plan {
	const native, plain, textbook, gonum = "native", "plain", "textbook", "gonum"
	p := &plan{contenders: []contender{
		{ours, "go.js?wasm=residual.wasm&engine=residual"},
		{native, ""},
		{plain, "go.js?wasm=plain.wasm&engine=residual"},
		{textbook, "go.js?wasm=plain.wasm&engine=loop"},
		{gonum, "go.js?wasm=residual.wasm&engine=gonum"},
	}}
	for _, s := range o.sizes {
		for _, kind := range []string{"float32", "float64"} {
			var forms []task.Task
			for _, form := range task.Forms {
				forms = append(forms, task.Product(kind, form, s[0], s[1], s[2]))
			}
			p.groups = append(p.groups, forms)
		}
		if s == [3]int{256, 256, 256} {
			t := task.Product("float32", "AB", 256, 256, 256)
			p.figures = append(p.figures, faster(textbook, t, 10), faster(plain, t, 10))
		}
	}
	for _, kind := range []string{"float32", "float64"} {
		for _, op := range work.Loops {
			p.groups = append(p.groups, []task.Task{task.Loop(kind, op, 12288)})
		}
		plainPass, jets := task.Forward(kind, 0, 1024, 1, 64, 64, 64, 1), task.Forward(kind, 2, 1024, 1, 64, 64, 64, 1)
		p.groups = append(p.groups, []task.Task{plainPass, jets})
		p.figures = append(p.figures, costs(ours, jets, plainPass, 3.5), costs(native, jets, plainPass, 3.5))
	}
	p.groups = append(p.groups, []task.Task{task.Stencil(512, 100)})
	roof := task.Roof("float64")
	dense := []task.Task{task.Dense("QR", 1632, 816), task.Dense("bidiagonal", 816, 816), task.Dense("SYRK", 1632, 816)}
	p.groups = append(p.groups, append(dense, roof))
	for _, t := range dense {
		p.figures = append(p.figures, part(roof, t, 0.6), faster(gonum, t, 8))
	}
	step := task.Sketched(13000, 2, 20, 20, 20, 20, 1)
	p.groups, p.figures = append(p.groups, []task.Task{step}), append(p.figures, within(step, 0.6))
	return p
}
