package ad

import (
	"fmt"

	"residual/core/kernel"
)

// A Value names the result of one instruction of a program: its index.
type Value int

// None is no value.
const None Value = -1

// A Shape says how many numbers a value holds. A fixed value is Rows × Cols.
// A batch of n members is Jet.Planes()·n·RowsPerMember() × Cols: the planes of
// its jet are stacked, and within a plane the rows of each member are adjacent.
type Shape struct {
	Batch      bool
	Rows       int // of a fixed value
	MemberRows int // of a batch: rows for each member; 0 means 1
	Cols       int
	Jet        kernel.Jet // of a batch; zero means a plain value
}

// RowsPerMember is the number of rows that a member of a batch has.
func (s Shape) RowsPerMember() int { return max(1, s.MemberRows) }

// Planes is the number of Taylor coefficients, 1 for a plain value.
func (s Shape) Planes() int { return s.Jet.Planes() }

// Height is the number of rows stored for a batch of n members.
func (s Shape) Height(n int) int {
	if s.Batch {
		return s.Planes() * n * s.RowsPerMember()
	}
	return s.Rows
}

// Size is the count of numbers stored for a batch of n members.
func (s Shape) Size(n int) int { return s.Height(n) * s.Cols }

// Plain is the shape of one plane.
func (s Shape) Plain() Shape {
	s.Jet = kernel.Jet{}
	return s
}

func (s Shape) String() string {
	if !s.Batch {
		return fmt.Sprintf("%d×%d", s.Rows, s.Cols)
	}
	return fmt.Sprintf("%d·n×%d", s.Planes()*s.RowsPerMember(), s.Cols)
}

// An Instr makes one value.
type Instr struct {
	Op    Op
	Args  []Value
	Shape Shape
	Const float64        // Fill, Scale, AddConst: the number
	At    int            // Plane, Embed: the plane; Columns, PadColumns: the first column
	Along [][]float64    // Seed: the directions
	Map   *kernel.Sparse // SparseMul: the matrix
	Name  string         // Rows, Param: for people
}

// A Program is a list of instructions, each using only values made before it.
// The zero Program is empty and ready.
type Program struct{ Code []Instr }

// Shape returns the shape of v.
func (p *Program) Shape(v Value) Shape { return p.Code[v].Shape }

// Rows declares an input with one row of cols numbers for each member of the
// batch.
func (p *Program) Rows(name string, cols int) Value {
	return p.add(Instr{Op: Rows, Name: name, Shape: Shape{Batch: true, Cols: cols}})
}

// RowsOf declares an input with per rows of cols numbers for each member of the
// batch: per atoms, or pairs of them.
func (p *Program) RowsOf(name string, per, cols int) Value {
	return p.add(Instr{Op: Rows, Name: name, Shape: batchOf(per, cols)})
}

// batchOf is the shape of a plain batch.
func batchOf(per, cols int) Shape {
	if per == 1 {
		per = 0
	}
	return Shape{Batch: true, MemberRows: per, Cols: cols}
}

// Param declares a fixed input of rows × cols: a weight, or a number that
// changes between runs. Params of one program lie side by side in memory in
// the order of their declaration.
func (p *Program) Param(name string, rows, cols int) Value {
	return p.add(Instr{Op: Param, Name: name, Shape: Shape{Rows: rows, Cols: cols}})
}

// ParamLen is the length of all params together.
func (p *Program) ParamLen() (n int) {
	for _, in := range p.Code {
		if in.Op == Param {
			n += in.Shape.Size(0)
		}
	}
	return n
}

// Fill is a value of shape s with c everywhere; in a jet, c is the constant
// function: the higher planes are 0.
func (p *Program) Fill(s Shape, c float64) Value {
	return p.add(Instr{Op: Fill, Shape: s, Const: c})
}

func (p *Program) add(in Instr) Value {
	p.Code = append(p.Code, in)
	return Value(len(p.Code) - 1)
}

// must panics with a message about op unless ok: shapes that do not fit are a
// programmer's mistake.
func must(ok bool, op Op, shapes ...Shape) {
	if !ok {
		panic(fmt.Sprintf("ad: %v does not fit %v", op, shapes))
	}
}
