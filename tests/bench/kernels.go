package main

import (
	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// kernels plans the comparison of the engine's kernels with plain loops.
func kernels(o *options) *plan {
	const native, plain, textbook = "native", "plain", "textbook"
	p := &plan{contenders: []contender{
		{ours, "go.js?wasm=residual.wasm&engine=residual"},
		{native, ""},
		{plain, "go.js?wasm=plain.wasm&engine=residual"},
		{textbook, "go.js?wasm=plain.wasm&engine=loop"},
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
	return p
}
