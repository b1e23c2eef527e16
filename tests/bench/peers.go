package main

import "residual/tests/bench/task"

// peers plans the comparison with others.
func peers(o *options) *plan {
	const jax, jaxTaylor, tfjs, tfjsTaylor, gonum, c = "jax-js", "jax-js Taylor", "tfjs", "tfjs Taylor", "gonum", "C"
	p := &plan{contenders: []contender{
		{ours, "go.js?wasm=residual.wasm&engine=residual"},
		{jax, "jax.js"},
		{jaxTaylor, "jax.js?taylor=1"},
		{tfjs, "tfjs.js"},
		{tfjsTaylor, "tfjs.js?taylor=1"},
		{gonum, "go.js?wasm=residual.wasm&engine=gonum"},
		{c, "c.js"},
	}}
	want := func(f ...figure) { p.figures = append(p.figures, f...) }
	for _, s := range o.sizes {
		var forms [2][]task.Task
		for i, kind := range []string{"float32", "float64"} {
			for _, form := range task.Forms {
				t := task.Product(kind, form, s[0], s[1], s[2])
				forms[i] = append(forms[i], t)
			}
			p.groups = append(p.groups, forms[i])
		}
		narrow, wide := forms[0], forms[1]
		want(faster(tfjs, narrow[0], 1), faster(c, narrow[0], 0.8),
			costs(ours, narrow[1], narrow[0], 1.1), costs(ours, narrow[2], narrow[0], 1.1))
		if s == [3]int{256, 256, 256} {
			want(faster(c, wide[0], 0.7), faster(jax, wide[0], 10), faster(gonum, wide[0], 8))
		}
	}
	cholesky := task.Cholesky(512)
	p.groups = append(p.groups, []task.Task{cholesky})
	want(faster(gonum, cholesky, 8))
	for _, n := range o.points {
		t := task.Train("poisson", n, o.network()...)
		group := []task.Task{t}
		if !t.Alone {
			peak := task.Peak(t)
			group = append(group, peak)
			want(share(c, peak, t, 0.5))
		}
		p.groups = append(p.groups, group)
		want(faster(jaxTaylor, t, 2.5), faster(jax, t, 5), faster(tfjs, t, 12))
		if n <= 8192 {
			want(soon(t, 0.3))
		}
	}
	p.groups = append(p.groups, []task.Task{task.Molecule("float32", 100, 32), task.Molecule("float64", 100, 32)})
	heat, member, stencil := task.Train("heat", 4096, 2, 32, 32, 32, 1), task.Train("ensemble", 1024, 1, 64, 64, 2), task.Stencil(512, 100)
	p.groups = append(p.groups, []task.Task{heat}, []task.Task{member}, []task.Task{stencil})
	for _, peer := range []string{jax, jaxTaylor, tfjs, tfjsTaylor} {
		want(faster(peer, heat, 2))
	}
	want(faster(jax, member, 2), faster(tfjs, member, 2), faster(c, stencil, 0.7), faster(jax, stencil, 10))
	return p
}
