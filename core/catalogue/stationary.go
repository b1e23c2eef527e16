package catalogue

// stationary is problems in space alone.
var stationary = []Entry{
	{Name: "poisson", Title: "Poisson’s equation on a square", About: "A membrane under a load, held along its four sides.",
		Source: "closed form",
		Text: `-Δu = 2π² sin(πx) sin(πy)
(x, y) in [0, 1]²
u = 0 on boundary
truth u = sin(πx) sin(πy)`},
	{Name: "corner", Title: "A corner that points inwards", About: "At the corner of an L the slope has no bound, and no smooth function comes near it quickly.",
		Source: "Fox, Henrici and Moler, SIAM J. Numer. Anal. 4 (1967); closed form",
		Text: `Δu = 0
(x, y) in [-1, 1]²
where not (x > 0 and y < 0)
angle = if(y < 0, atan2(y, x) + 2π, atan2(y, x))
truth u = (x² + y²)^(1/3) sin(2/3 angle)
u = truth on boundary`},
	{Name: "annulus", Title: "Between two circles", About: "A potential between two cylinders falls as a logarithm.",
		Source: "closed form",
		Text: `Δu = 0
(x, y) in [-1, 1]²
where outer: x² + y² < 1
where hole: x² + y² > 0.09
u = 1 on outer, u = 0 on hole
truth u = ln(√(x² + y²)/0.3)/ln(1/0.3)`},
	{Name: "poisson3", Title: "Poisson’s equation in a cube", About: "The same law with one more direction, which a network hardly minds.",
		Source: "closed form",
		Text: `-Δu = 3π² sin(πx) sin(πy) sin(πz)
(x, y, z) in [0, 1]³
u = 0 on boundary
truth u = sin(πx) sin(πy) sin(πz)`},
	{Name: "poisson5", Title: "Four directions and a parameter", About: "One network for a whole family of problems: the parameter is an input of it.",
		Source: "closed form",
		Text: `-Δu = a² sin(a(x1 + x2 + x3 + x4)/2)
(x1, x2, x3, x4) in [0, 1]^4
for every a in [0.5, 3]
truth u = sin(a(x1 + x2 + x3 + x4)/2)
u = truth on boundary`},
	{Name: "helmholtz", Title: "A plane wave", About: "A standing wave in a square; near k² = π²(m² + n²) the square resonates, and small errors grow.",
		Source: "Helmholtz (1860); closed form",
		Text: `Δu + k² u = 0
k = 12 in [5, 20]
(x, y) in [0, 1]²
truth u = cos(k(0.6x + 0.8y))
u = truth on boundary`},
	{Name: "cavity", Title: "A cavity with a lid that moves", About: "A fluid between four walls, of which the lid slides: the benchmark of incompressible flow, by its stream function.",
		Source: "Ghia, Ghia and Shin, J. Comput. Phys. 48 (1982)",
		Text: `Re = 100 in [1, 400]
Re(p_y d/dx(Δp) - p_x d/dy(Δp)) = Δ(Δp)
(x, y) in [0, 1]²
p = 0 on boundary
p_x = 0 on left, right
p_y = 0 on bottom
p_y = 1 on top`},
}
