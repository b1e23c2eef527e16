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

	// Ghost is another number after each change of settings that began a new run,
	// as long as the picture before stays in sight, and else 0. Who drives runs sets
	// it, no lab.
	Ghost uint8
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
	Lines  []RefLine
	Curves []Curve
	Points []Points
	Arrows []Arrows
	Scene  *Scene // instead of all the others
	Acts   string // what Action.Panel calls this panel; "": the pointer does nothing here
	Drags  bool   // a drag does something there, beside a press; in a scene it does
	Square bool   // both axes are equally long on the stage: parity, cobwebs, calibration
}

// An Axis is labelled and may be fixed; Min == Max means: fit the data.
type Axis struct {
	Label, Unit string
	Min, Max    float64
	Log         bool
	Hidden      bool // no ticks (a picture, such as a plate)
}

// A Curve joins (X[i], Y[i]) by lines; a NaN breaks it. A Dashed curve is a
// truth or a reference. A Thin one is one of many that lie over each other:
// cobwebs, orbits, ensembles.
type Curve struct {
	Name   string
	Colour Colour
	Dashed bool
	Thin   bool
	X, Y   []float64
}

// A RefLine is a thin dashed line across the whole panel, at y = At or, if it is
// Vertical, at x = At. An axis that fits the data reaches it, but a panel with
// nothing else has no data.
type RefLine struct {
	Name     string
	Colour   Colour
	Vertical bool
	At       float64
}

// A Band fills the room between Low and High over X.
type Band struct {
	Name         string
	Colour       Colour
	X, Low, High []float64
}

// Points marks single places, each by a shape. A Cloud is drawn as a mist of
// small dots that let each other and the curves over them show; it is for so
// many places that their density is what is to be seen. Labels, if there are any,
// stand beside the first places.
type Points struct {
	Name   string
	Colour Colour
	Shape  Shape
	Hollow bool
	Cloud  bool
	X, Y   []float64
	Labels []string
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
	Colour     Colour
	X, Y, U, V []float64
}

// Bars stands bars of height Y on the axis at X; Width is in units of the X
// axis.
type Bars struct {
	Name   string
	Colour Colour
	Width  float64
	X, Y   []float64
}

// A Field is a grid of NX × NY values, row by row from the lowest y, over the
// panel's axes. A cell that is NaN is grey; infinities have the colours of the
// ends. Colours run from dark to light. Those of a Diverging field have zero in
// the middle. In an Ink field 0 is paper and Max is full ink of one hue, for
// densities and counts.
type Field struct {
	Name      string
	Unit      string
	NX, NY    int
	Values    []float32
	Min, Max  float64 // of the colours; Min == Max means: fit the data
	Diverging bool
	Ink       bool
	Bare      bool // no bar beside it says what the colours mean
}

// A Readout is one number or word with its name: "spectral radius 1.04".
type Readout struct {
	Name   string
	Value  string
	Unit   string
	Number float64 // what Value rounds, whole, in that unit; NaN for words
}

// An Action is what the visitor's pointer does on a panel of the stage.
type Action struct {
	Panel string // Panel.Acts
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
