package interval

import "slices"

// A Map is a function of n variables with n values, known on boxes.
type Map interface {
	Size() int // n
	// Enclose sets value, n intervals, to hold f on x, and slope, n × n row by
	// row, to hold its derivatives there. It is false where f has no value at
	// any point of x.
	Enclose(value, slope, x []Interval) bool
}

// A Zero is one zero of a map, proved.
type Zero struct {
	Box    []Interval // the zero lies in here
	Region []Interval // and is the only one in here, and a simple one
}

// A Search is the result for a box: the zeros proved, and the boxes in which
// nothing could be decided. Everywhere else there are none.
type Search struct {
	Zeros     []Zero
	Undecided [][]Interval
	Unseen    []bool // of each undecided box, whether the limit of boxes left a part of it unseen
	Boxes     int    // looked at
}

// Zeros searches a box by Krawczyk's operator (1969),
//
//	K(X) = m − Y·f(m) + (I − Y·f′(X))·(X − m)      m the middle, Y ≈ f′(m)⁻¹
//
// All zeros in X lie in K(X); where K(X) is inside X there is one and only one.
// Boxes that are neither empty nor proved are halved, the largest first, down
// to least times the box or until limit boxes have been looked at; what is left
// then is undecided.
func Zeros(f Map, box []Interval, least float64, limit int) Search {
	s := newSearcher(f, box)
	queue := [][]Interval{slices.Clone(box)}
	for len(queue) > 0 && s.Boxes < limit {
		x := queue[0]
		queue = queue[1:]
		s.Boxes++
		if !s.contract(x) {
			continue
		}
		if s.relative(x) < least {
			s.undecided(x, false)
			continue
		}
		low, high := s.halve(x)
		queue = append(queue, low, high)
	}
	for _, x := range queue {
		s.undecided(x, true)
	}
	s.sort()
	return s.Search
}

// A searcher holds the buffers of a search.
type searcher struct {
	Search
	f                 Map
	n                 int
	box               []Interval
	value, slope      []Interval
	middle            []Interval // of the box under study, as points
	image, rest, wide []Interval // K(X), I − Y·f′(X), X inflated
	pivot, inverse    []float64
}

func newSearcher(f Map, box []Interval) *searcher {
	n := f.Size()
	alloc := func(n int) []Interval { return make([]Interval, n) }
	return &searcher{f: f, n: n, box: box, value: alloc(n), slope: alloc(n * n), middle: alloc(n),
		image: alloc(n), rest: alloc(n * n), wide: alloc(n), pivot: make([]float64, n*n), inverse: make([]float64, n*n)}
}

// contract shrinks x as long as that helps. It is false where x contains no zero
// that is not known already.
func (s *searcher) contract(x []Interval) bool {
	for {
		if s.known(x) || !s.f.Enclose(s.value, s.slope, x) || !holdZero(s.value) {
			return false
		}
		before := s.relative(x)
		s.inflate(x)
		if !s.krawczyk(s.wide) {
			return true
		}
		if inside(s.image, s.wide) {
			s.found(s.wide)
			return false
		}
		for i := range x {
			both, ok := x[i].Intersect(s.image[i])
			if !ok {
				return false
			}
			x[i] = both
		}
		if s.relative(x) > 0.7*before {
			return true
		}
	}
}

// inflate sets wide to x and a tenth more on every side, so that a zero on the
// edge of x is inside.
func (s *searcher) inflate(x []Interval) {
	for i, v := range x {
		d := 0.1*v.Width() + 1e-12*s.box[i].Width()
		s.wide[i] = v.Add(Interval{-d, d})
	}
}

// krawczyk sets image to K(x). It is false where there is no Y, or f is not
// defined on all of x.
func (s *searcher) krawczyk(x []Interval) bool {
	if !s.f.Enclose(s.value, s.slope, x) || !bounded(s.slope) {
		return false
	}
	Mids(s.pivot, s.slope)
	if !Invert(s.inverse, s.pivot, s.n) {
		return false
	}
	s.subtractFromIdentity()
	for i, v := range x {
		s.middle[i] = Point(v.Mid())
	}
	if !s.f.Enclose(s.value, s.slope, s.middle) || !bounded(s.value) {
		return false
	}
	for i := range s.n {
		k := s.middle[i]
		for j := range s.n {
			k = k.Sub(s.value[j].Scale(s.inverse[i*s.n+j]))
			k = k.Add(s.rest[i*s.n+j].Mul(x[j].Sub(s.middle[j])))
		}
		s.image[i] = k
	}
	return bounded(s.image)
}

// subtractFromIdentity sets rest to I − Y·f′(X).
func (s *searcher) subtractFromIdentity() {
	n := s.n
	for i := range n {
		for j := range n {
			sum := Interval{}
			if i == j {
				sum = Point(1)
			}
			for k := range n {
				sum = sum.Sub(s.slope[k*n+j].Scale(s.inverse[i*n+k]))
			}
			s.rest[i*n+j] = sum
		}
	}
}

// found records the only zero in region, unless it is known or outside the box.
func (s *searcher) found(region []Interval) {
	z := Zero{slices.Clone(region), slices.Clone(region)}
	for range 60 {
		before := s.relative(z.Box)
		for i := range z.Box {
			z.Box[i], _ = z.Box[i].Intersect(s.image[i])
		}
		if s.relative(z.Box) > 0.95*before || !s.krawczyk(z.Box) {
			break
		}
	}
	if s.known(z.Box) || !touch(z.Box, s.box) {
		return
	}
	s.Zeros = append(s.Zeros, z)
}

// known tells whether all of x lies where a zero is the only one.
func (s *searcher) known(x []Interval) bool {
	return slices.ContainsFunc(s.Zeros, func(z Zero) bool { return inside(x, z.Region) })
}

// undecided records a box, joined with those that it touches.
func (s *searcher) undecided(x []Interval, unseen bool) {
	for i := 0; i < len(s.Undecided); {
		u := s.Undecided[i]
		if !touch(x, u) {
			i++
			continue
		}
		for j := range x {
			x[j] = x[j].Hull(u[j])
		}
		unseen = unseen || s.Unseen[i]
		s.Undecided, s.Unseen = slices.Delete(s.Undecided, i, i+1), slices.Delete(s.Unseen, i, i+1)
		i = 0
	}
	s.Undecided, s.Unseen = append(s.Undecided, x), append(s.Unseen, unseen)
}

// A splitter chooses the variable by which a box is halved; −1: the widest.
type splitter interface{ Split(x []Interval) int }

// halve cuts x where it is widest, not quite in the middle, where zeros often lie.
func (s *searcher) halve(x []Interval) (low, high []Interval) {
	at, largest := 0, 0.0
	for i, v := range x {
		if w := v.Width() / s.box[i].Width(); w > largest {
			at, largest = i, w
		}
	}
	if f, ok := s.f.(splitter); ok {
		if i := f.Split(x); i >= 0 && x[i].Width() > 1e-3*largest*s.box[i].Width() {
			at = i
		}
	}
	low, high = slices.Clone(x), slices.Clone(x)
	cut := x[at].Lo + float64(0.4871*(x[at].Hi-x[at].Lo))
	low[at].Hi, high[at].Lo = cut, cut
	return low, high
}

// relative is the largest width of x, as a fraction of the box.
func (s *searcher) relative(x []Interval) float64 {
	largest := 0.0
	for i, v := range x {
		largest = max(largest, v.Width()/s.box[i].Width())
	}
	return largest
}

// sort puts zeros in the order of their first coordinates.
func (s *searcher) sort() {
	slices.SortFunc(s.Zeros, func(a, b Zero) int {
		for i := range a.Box {
			switch {
			case a.Box[i].Hi < b.Box[i].Lo:
				return -1
			case a.Box[i].Lo > b.Box[i].Hi:
				return 1
			}
		}
		return 0
	})
}

func holdZero(v []Interval) bool {
	return !slices.ContainsFunc(v, func(a Interval) bool { return !a.Contains(0) })
}

func bounded(v []Interval) bool {
	return !slices.ContainsFunc(v, func(a Interval) bool { return !a.Bounded() })
}

func inside(a, b []Interval) bool {
	for i := range a {
		if !a[i].Inside(b[i]) {
			return false
		}
	}
	return true
}

// touch tells whether two boxes have a point in common.
func touch(a, b []Interval) bool {
	for i := range a {
		if _, ok := a[i].Intersect(b[i]); !ok {
			return false
		}
	}
	return true
}
