package catalogue

// ordinary is problems of functions of one variable.
var ordinary = []Entry{
	{Name: "pendulum", Title: "Pendulum", About: "A pendulum let go far from its rest swings more slowly than a small one, and not as a sine.",
		Source: "Huygens, Horologium oscillatorium (1673); the equation in any text of mechanics",
		Text: `theta'' = -sin(theta)
theta(0) = 2, theta'(0) = 0
t in [0, 10]`},
	{Name: "predators", Title: "Prey and predators", About: "Two populations rise and fall in turn for ever, along a closed curve.",
		Source: "Lotka, Elements of Physical Biology (1925); Volterra, Nature 118 (1926)",
		Text: `R' = R(1 - F)         # prey
F' = F(R - g)         # predators
g = 1 in [0.5, 2]
R(0) = 1.5, F(0) = 1
t in [0, 8]`},
	{Name: "lorenz", Title: "Lorenz’s convection", About: "Chaos: an error grows by the factor e every unit of time, so the interval is short.",
		Source: "Lorenz, J. Atmos. Sci. 20 (1963)",
		Text: `x' = 10(y - x)
y' = x(28 - z) - y
z' = x y - 8/3 z
x(0) = 1, y(0) = 1, z(0) = 20
t in [0, 1]`},
	{Name: "vanderpol", Title: "Van der Pol’s oscillator", About: "Whatever it begins with, it ends in the same oscillation; the larger μ is, the more suddenly it turns, and the harder it is to learn.",
		Source: "van der Pol, Phil. Mag. 2 (1926)",
		Text: `y'' = mu(1 - y²) y' - y
mu = 1 in [0.2, 3]
y(0) = 2, y'(0) = 0
t in [0, 8]`},
	{Name: "bratu", Title: "Bratu’s problem", About: "Heat that is made the faster the hotter it is, between two cold walls; the solution is known for each c.",
		Source: "Bratu, Bull. Soc. Math. France 42 (1914); closed form: Ascher, Mattheij and Russell (1995)",
		Text: `u'' + λ e^u = 0
c = 1.5 in [0.5, 4]
λ = c²/(2 cosh(c/4)²)
u(0) = 0, u(1) = 0
x in [0, 1]
truth u = -2 ln(cosh((x - 1/2) c/2)/cosh(c/4))`},
	{Name: "layer", Title: "A boundary layer", About: "Where the second derivative is small, the solution turns within a thin layer at the wall.",
		Source: "Prandtl’s model (1904), as in Bender and Orszag, Advanced Mathematical Methods (1978), ch. 9; linear, solved by two exponentials",
		Text: `eps u'' + u' + u = 0
eps = 0.02 in [0.01, 0.2]
u(0) = 0, u(1) = 1
x in [0, 1]
s = sqrt(1 - 4 eps)
a = (-1 + s)/(2 eps), b = (-1 - s)/(2 eps)
truth u = (e^(a x) - e^(b x))/(e^a - e^b)`},
	{Name: "beam", Title: "A cantilever", About: "A beam that is held at one end bends under its own weight: a law of fourth order.",
		Source: "Euler and Bernoulli; Timoshenko, Strength of Materials (1955)",
		Text: `u'''' = q
q = 1 in [0, 2]
u(0) = 0, u'(0) = 0      # clamped
u''(1) = 0, u'''(1) = 0  # free
x in [0, 1]
truth u = q x²(x² - 4x + 6)/24`},
}
