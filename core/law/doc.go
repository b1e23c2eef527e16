// Package law reads problems of differential equations as people type them,
//
//	u_t + u u_x = nu u_xx            # Burgers
//	nu = 0.01/pi in [0.001, 0.1]
//	x in [-1, 1]; t in [0, 1]
//	u(x, 0) = -sin πx
//	u = 0 on left, right
//
// and says what can be said of them before anything is solved: how many conditions
// are missing, which contradict each other, what is ill-posed, and whether a solution
// that is claimed is one.
//
// # Statements
//
// They are separated by ends of lines, semicolons and commas, and stand in any order.
//
//	x in [0, 1]                  an input; t and time are the time
//	(x, y) in [0, 1]^2           also [0, 1]*[0, 2], disc(0, 0, 1), 0 < x < 1
//	for every nu in [0.1, 1]     an input that is no place: the fields depend on it
//	where hole: x^2 + y^2 > 0.04 what belongs to the domain, perhaps with a name for its edge
//	u(x, t)                      a field; without this its inputs follow from what is written
//	a = 2, b = a/3               numbers
//	nu = 0.1 in [0, 1]           a number with a range
//	q(x) = x^2, s = sin x        names for expressions
//	unknown a in [0, 5]          a number that is to be found from data
//	unknown k(x)                 a field that is to be found from data
//	eigen E                      an eigenvalue
//	data x, t, u                 the columns of a file
//	truth u = …                  the solution, where it is known; also exact
//	u_t = u_xx                   a law
//
// A condition is an equation with a place, behind it or in it:
//
//	u(x, 0) = …, u_x(1, t) + 2u = 0, u(0) = u(1), u = 0 on boundary,
//	u_n = 1 on left, top, u = truth at t = 0, u = 1 on hole,
//	periodic in x, jump(k u_x, x = 0.5) = 0, int(u^2) = 1
//
// # Expressions
//
//	sum      = product {("+" | "-") product}
//	product  = sign {["*" | "/"] sign}        2x, k u_x, 2 sin πx
//	sign     = ["-" | "+"] power
//	power    = atom ["^" sign]
//	atom     = number | name | name(arguments) | function atoms | (sum) | |sum|
//	         | u_xx | u_{theta t} | u' | du/dt | ∂²u/∂x∂t | d/dx(sum) | dt(u) | diff(u, x, 2)
//	         | Δu | lap(u) | ∇²u | grad(u) | div(vector) | u_n
//	         | if(a < b, sum, sum) | int(f, x, 0, 1) | int(f)
//
// What can be read in two ways is refused with both readings.
//
// # What comes of it
//
// A [Problem] holds trees of a small closed set of nodes. [Problem.String] writes it in
// the form that is read as the same trees; [Problem.MathML] and [Problem.Speech] are
// for readers. [Problem.Remarks] analyses it. Trees are evaluated as truncated Taylor
// series in all inputs, over the box of orders that the derivatives around ask for: a
// derivative of any expression is then a shift of coefficients. The last bits of atan,
// asin, acos and erf are those of package math.
//
// For whoever solves a problem, [Problem.Expand] carries derivatives out, so that a law
// is a function of the derivatives of fields at a point, its slots ([Slots]);
// [Problem.Partial] and [Problem.Affine] linearise it, and [Problem.Compile] makes it a
// program for many points.
package law
