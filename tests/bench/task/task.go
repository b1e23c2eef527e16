// Package task says what the benchmark measures: tasks with their sizes, the
// numbers that go into them, and how much work one run is. Every contender,
// in Go or JavaScript, reads the same task and the same numbers.
package task

import (
	"fmt"
	"slices"
	"strings"
)

// A Task is one thing to compute again and again. Which fields count depends
// on Kind:
//
//	product   C = A·B, M×K times K×N, Form "AB", "ABt" (B stored N×K) or "AtB"
//	cholesky  of a symmetric positive definite N×N matrix
//	dense     Op of an M×N matrix: "QR", "bidiagonal" or "SYRK", which is AᵀA
//	roof      Steps turns of products and sums of N numbers, in registers
//	sketched  one sketched Gauss–Newton step on Burgers' equation at Points points
//	stencil   Steps explicit steps of the heat equation on Side×Side cells
//	train     one step of Adam on Law for a network Sizes with Points points
//	forward   the network at Points points, with jets to Order (0: no jets)
//	molecule  energy and forces of N atoms by a network with Hidden units
//	loop      the kernel named Op over N numbers
//	peak      Steps turns of twelve vectors multiplied and added, in registers
type Task struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Type   string `json:"type"` // "float32" or "float64"
	M      int    `json:"m,omitempty"`
	K      int    `json:"k,omitempty"`
	N      int    `json:"n,omitempty"`
	Form   string `json:"form,omitempty"`
	Side   int    `json:"side,omitempty"`
	Steps  int    `json:"steps,omitempty"`
	Law    string `json:"law,omitempty"` // "poisson", "heat" or "ensemble"
	Sizes  []int  `json:"sizes,omitempty"`
	Points int    `json:"points,omitempty"`
	Order  int    `json:"order,omitempty"`
	Op     string `json:"op,omitempty"`
	Hidden int    `json:"hidden,omitempty"`

	Alone bool `json:"-"` // so large that each contender gets a browser of its own
}

// Rate is the size of the learning step of every training task.
const Rate = 1e-3

// Diffusivity is α of the heat equation in training and in the stencil, where
// it is α·dt/dx².
const Diffusivity = 0.1

// Forms are the three products that a network needs.
var Forms = []string{"AB", "ABt", "AtB"}

// Product is m×k times k×n.
func Product(kind, form string, m, k, n int) Task {
	formula := map[string]string{"AB": "A·B", "ABt": "A·Bᵀ", "AtB": "Aᵀ·B"}[form]
	return Task{Name: fmt.Sprintf("product %s %s %d×%d·%d×%d", formula, short(kind), m, k, k, n),
		Kind: "product", Type: kind, Form: form, M: m, K: k, N: n}
}

// Cholesky is the factorisation of an n×n matrix.
func Cholesky(n int) Task {
	return Task{Name: fmt.Sprintf("Cholesky f64 %d²", n), Kind: "cholesky", Type: "float64", N: n}
}

// Dense is the factorisation or product op of an m×n matrix.
func Dense(op string, m, n int) Task {
	return Task{Name: fmt.Sprintf("%s f64 %d×%d", op, m, n), Kind: "dense", Type: "float64", Op: op, M: m, N: n}
}

// Roof is the most that a thread can multiply and add, by our own kernel.
func Roof(kind string) Task {
	return Task{Name: "roof " + short(kind), Kind: "roof", Type: kind, N: 384, Steps: 1 << 12}
}

// Sketched is one step of a network Sizes on the law of Burgers.
func Sketched(points int, sizes ...int) Task {
	return Task{Name: fmt.Sprintf("sketched step %s, %d points", join(sizes), points),
		Kind: "sketched", Type: "float64", Sizes: sizes, Points: points}
}

// Stencil is steps steps on a square of side×side cells.
func Stencil(side, steps int) Task {
	return Task{Name: fmt.Sprintf("stencil f32 %d², %d steps", side, steps),
		Kind: "stencil", Type: "float32", Side: side, Steps: steps}
}

// Train is one step of training.
func Train(law string, points int, sizes ...int) Task {
	return Task{Name: fmt.Sprintf("train %s %s, %d points", law, join(sizes), points),
		Kind: "train", Type: "float32", Law: law, Sizes: sizes, Points: points, Alone: points > 16384}
}

// Forward is the network at points points with jets to an order.
func Forward(kind string, order, points int, sizes ...int) Task {
	what := []string{"u", "u,u′", "u,u′,u″"}[order]
	return Task{Name: fmt.Sprintf("forward (%s) %s %s, %d points", what, short(kind), join(sizes), points),
		Kind: "forward", Type: kind, Order: order, Sizes: sizes, Points: points}
}

// Loop is the kernel op over n numbers.
func Loop(kind, op string, n int) Task {
	return Task{Name: fmt.Sprintf("loop %s %s, %d", op, short(kind), n), Kind: "loop", Type: kind, Op: op, N: n}
}

// Peak is the most that a thread can multiply and add, measured beside t.
func Peak(t Task) Task {
	return Task{Name: "peak f32 beside " + t.Name, Kind: "peak", Type: "float32", Steps: 1 << 16}
}

// Work is how much one run does, and of what.
func (t Task) Work() (amount float64, unit string) {
	switch t.Kind {
	case "product":
		return 2e-9 * float64(t.M) * float64(t.K) * float64(t.N), "GFLOP/s"
	case "cholesky":
		n := float64(t.N)
		return 1e-9 * n * n * n / 3, "GFLOP/s"
	case "dense":
		return 1e-9 * t.denseFlops(), "GFLOP/s"
	case "roof":
		return 2e-9 * float64(t.N) * float64(t.Steps), "GFLOP/s"
	case "peak":
		return 1e-9 * 12 * 4 * 2 * float64(t.Steps), "GFLOP/s"
	case "stencil":
		return 1e-9 * float64(t.Side) * float64(t.Side) * float64(t.Steps), "Gcells/s"
	case "loop":
		return 1e-9 * float64(t.N), "G/s"
	case "molecule":
		return 1, "evaluations/s"
	}
	return 1e-3 * float64(t.Points), "kpoints/s"
}

// denseFlops are the operations of a dense task, by LAPACK's count.
func (t Task) denseFlops() float64 {
	m, n := float64(t.M), float64(t.N)
	return map[string]float64{
		"QR":         2 * n * n * (m - n/3),
		"bidiagonal": 4 * n * n * (m - n/3),
		"SYRK":       m * n * (n + 1),
	}[t.Op]
}

// Training returns the outputs a network of a training task has.
func (t Task) outputs() int { return t.Sizes[len(t.Sizes)-1] }

func join(sizes []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(sizes), " ", "-"), "[]")
}

func short(kind string) string { return strings.Replace(kind, "float", "f", 1) }

// Check panics unless the network of a training task fits its law.
func (t Task) check() {
	in, out := 2, 1
	if t.Law == "ensemble" {
		in, out = 1, 2
	}
	if t.Sizes[0] != in || t.outputs() != out || slices.Min(t.Sizes) < 1 {
		panic("task: network does not fit its law: " + t.Name)
	}
}
