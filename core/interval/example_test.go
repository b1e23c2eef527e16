package interval_test

import (
	"fmt"
	"math"

	"residual/core/interval"
)

// Ten times 0.1 is not 1 in floating point; the interval that holds the sum of
// the numbers nearest to 0.1 holds 1, too.
func ExampleInterval() {
	tenth := interval.Point(1).Div(interval.Point(10))
	sum, rounded := interval.Point(0), 0.0
	for range 10 {
		sum = sum.Add(tenth)
		rounded += 0.1
	}
	fmt.Println(rounded == 1, sum.Contains(1), sum.Width() < 1e-14)
	// Output:
	// false true true
}

// circleAndLine is (x² + y² − 1, x − y): two zeros, ±(1, 1)/√2.
type circleAndLine struct{}

func (circleAndLine) Size() int { return 2 }

func (circleAndLine) Enclose(value, slope, x []interval.Interval) bool {
	one := interval.Point(1)
	value[0] = x[0].Sqr().Add(x[1].Sqr()).Sub(one)
	value[1] = x[0].Sub(x[1])
	slope[0], slope[1] = x[0].Scale(2), x[1].Scale(2)
	slope[2], slope[3] = one, one.Neg()
	return true
}

// All zeros in a box, each with a proof that it exists and is the only one
// nearby, and none left undecided.
func ExampleZeros() {
	box := []interval.Interval{{Lo: -2, Hi: 2}, {Lo: -2, Hi: 2}}
	s := interval.Zeros(circleAndLine{}, box, 1e-9, 1000)
	for _, z := range s.Zeros {
		root := math.Copysign(math.Sqrt(0.5), z.Box[0].Lo)
		fmt.Printf("(%.6f, %.6f) holds ±1/√2: %t\n", z.Box[0].Mid(), z.Box[1].Mid(), z.Box[0].Contains(root))
	}
	fmt.Println("undecided:", len(s.Undecided))
	// Output:
	// (-0.707107, -0.707107) holds ±1/√2: true
	// (0.707107, 0.707107) holds ±1/√2: true
	// undecided: 0
}
