package law

import "math"

// halton is number i of a sequence that fills [0, 1] evenly, by the digits of i to a
// prime base (Halton, 1960).
func halton(i, base int) (v float64) {
	for f := 1.0; i > 0; i /= base {
		f /= float64(base)
		v += f * float64(i%base)
	}
	return v
}

var primes = [MaxInputs]int{2, 3, 5, 7, 11, 13}

// maxTries is how many points are looked at for one in the domain.
const maxTries = 4096

// mostPoints is how many of the domain are known.
const mostPoints = 32

// points are some of the domain, the same for the same problem.
func (p *Problem) points(n int) [][MaxInputs]float64 {
	if p.inner == nil {
		p.inner = p.search()
	}
	return p.inner[:min(n, len(p.inner))]
}

func (p *Problem) search() [][MaxInputs]float64 {
	e := p.evaluation()
	all := [][MaxInputs]float64{}
	for i := 1; i <= maxTries && len(all) < mostPoints; i++ {
		for k, c := range p.Inputs {
			e.at[k] = c.Lo + (c.Hi-c.Lo)*halton(i, primes[k])
		}
		if p.inside(e) {
			all = append(all, e.at)
		}
	}
	return all
}

// inside tells whether all regions hold at a point.
func (p *Problem) inside(e *evaluation) bool {
	for _, g := range p.Where {
		if !e.holds(g.Node) {
			return false
		}
	}
	return true
}

func (p *Problem) hasVolume() bool { return len(p.Where) == 0 || len(p.points(1)) > 0 }

// edge is some points on the edge of a region, each with the outward normal: where a
// segment from a point inside to one outside crosses it.
func (p *Problem) edge(region, n int) (points, normals [][MaxInputs]float64) {
	e := p.evaluation()
	holds := func(at [MaxInputs]float64) bool {
		e.at = at
		return e.holds(p.Where[region].Node)
	}
	inner := p.points(16)
	for i := 1; i <= maxTries/16 && len(points) < n; i++ {
		var out [MaxInputs]float64
		for k, c := range p.Inputs {
			out[k] = c.Lo + (c.Hi-c.Lo)*halton(i, primes[k])
		}
		if len(inner) == 0 || holds(out) {
			continue
		}
		in := inner[i%len(inner)]
		for range 60 {
			var mid [MaxInputs]float64
			for k := range mid {
				mid[k] = in[k] + (out[k]-in[k])/2
			}
			if holds(mid) {
				in = mid
			} else {
				out = mid
			}
		}
		e.at = in
		if normal, ok := p.normalOf(e, p.Where[region].Node); ok && p.inside(e) {
			points, normals = append(points, in), append(normals, normal)
		}
	}
	return points, normals
}

// normalOf is the outward normal of the edge of a < b at a point: the gradient of
// a − b over its length. Of other conditions it is that of the part nearest to its
// edge.
func (p *Problem) normalOf(e *evaluation, n *Node) (z [MaxInputs]float64, ok bool) {
	part, least, sign := (*Node)(nil), math.Inf(1), 1.0
	var visit func(n *Node, s float64)
	visit = func(n *Node, s float64) {
		if n.Op == Not {
			s = -s
		}
		if n.Op == Less {
			if d := math.Abs(e.value(n.Args[0]) - e.value(n.Args[1])); d < least {
				part, least, sign = n, d, s
			}
			return
		}
		for _, a := range n.Args {
			visit(a, s)
		}
	}
	visit(n, 1)
	if part == nil {
		return z, false
	}
	size := 0.0
	for _, i := range p.space() {
		d := e.eval(node(Sub, part.Args[0], part.Args[1]), along(i, 1))
		z[i] = sign * d[1]
		size += z[i] * z[i]
	}
	for i := range z {
		z[i] /= math.Sqrt(size)
	}
	return z, size > 0 && !math.IsNaN(size)
}
