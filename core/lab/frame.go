package lab

// A Frame is what is to be seen at one moment: the same frame feeds the canvas,
// the table beside it, the CSV file and the caption of the picture. All numbers
// are in the units of their axes.
type Frame struct {
	Title    string // "Eigenfunctions of the Laplacian"
	Moment   string // "step 120, mode 3 of 4"
	Summary  string // the state in one or two sentences, for a reader who sees no picture
	Panels   []Panel
	Readouts []Readout
}

// A Panel is one set of axes. The first panel of a frame is the main one and
// takes most of the room; the others stand beside it (below it where the stage
// is narrow).
type Panel struct {
	Title  string
	X, Y   Axis
	Field  *Field // drawn first
	Bands  []Band
	Bars   []Bars
	Curves []Curve
	Points []Points
	Arrows []Arrows
	Scene  *Scene // instead of all the others
	Paint  bool   // the visitor's pointer acts here (Run.Act)
}

// An Axis is labelled and may be fixed; Min == Max means: fit the data.
type Axis struct {
	Label, Unit string
	Min, Max    float64
	Log         bool
	Hidden      bool // no ticks (a picture, such as a plate)
}

// A Curve joins (X[i], Y[i]) by lines; a NaN breaks it. Colour indexes the
// series colours; a Dashed curve is a truth or a reference.
type Curve struct {
	Name   string
	Colour int
	Dashed bool
	X, Y   []float64
}

// A Band fills the room between Low and High over X.
type Band struct {
	Name         string
	Colour       int
	X, Low, High []float64
}

// Points marks single places.
type Points struct {
	Name   string
	Colour int
	Shape  Shape
	Hollow bool
	X, Y   []float64
}

// Shape is how a point is drawn, so that kinds of points differ by more than
// their colour.
type Shape uint8

const (
	Disc Shape = iota
	Square
	Diamond
	Triangle
	Cross
)

func (s Shape) String() string {
	return [...]string{"disc", "square", "diamond", "triangle", "cross"}[s]
}

// Arrows go from (X[i], Y[i]) by (U[i], V[i]).
type Arrows struct {
	Name       string
	Colour     int
	X, Y, U, V []float64
}

// Bars stands bars of height Y on the axis at X; Width is in units of the X
// axis.
type Bars struct {
	Name   string
	Colour int
	Width  float64
	X, Y   []float64
}

// A Field is a grid of NX × NY values, row by row from the lowest y, over the
// panel's axes. Diverging fields are coloured with zero in the middle.
type Field struct {
	Name      string
	Unit      string
	NX, NY    int
	Values    []float32
	Min, Max  float64 // of the colours; Min == Max means: fit the data
	Diverging bool
}

// A Readout is one number or word with its name: "spectral radius 1.04".
type Readout struct {
	Name  string
	Value string
	Unit  string
}

// An Action is what the visitor's pointer does on a panel of the stage.
type Action struct {
	Panel int
	Kind  ActionKind
	X, Y  float64 // in the units of the panel's axes; in a scene −1 to 1 from edge to edge of its shorter side
}

// ActionKind is what the pointer does.
type ActionKind uint8

const (
	Press   ActionKind = iota // a button or finger goes down
	Drag                      // it moves while down
	Release                   // it goes up
)
