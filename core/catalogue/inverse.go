package catalogue

// inverse is problems in which a number or a function of the law is found from
// noisy samples of the solution.
var inverse = []Entry{
	{Name: "diffusivity", Title: "How well does it conduct?", About: "The diffusivity of a rod from 200 noisy temperatures.",
		Source: "closed form", Samples: 200, Noise: 0.01,
		Text: `u_t = k u_xx
unknown k in [0.01, 1]
x in [0, 1]; t in [0, 1]
u(x, 0) = sin(πx)
u = 0 on left, right
data x, t, u
truth k = 0.1
truth u = e^(-π² t/10) sin(πx)`},
	{Name: "coefficients", Title: "Both coefficients of Burgers’ law", About: "How strongly does the wave carry itself, and how strongly does it spread?",
		Source: "closed form by Hopf’s and Cole’s substitution: Benton and Platzman, Quart. Appl. Math. 30 (1972)", Samples: 400, Noise: 0.01,
		Text: `u_t + a u u_x = b u_xx
unknown a in [0, 3]
unknown b in [0.005, 0.5]
x in [0, 1]; t in [0, 1]
u(x, 0) = 0.1π sin(πx)/(2 + cos(πx))
u = 0 on left, right
data x, t, u
truth a = 1
truth b = 0.05
truth u = 0.1π e^(-π² t/20) sin(πx)/(2 + e^(-π² t/20) cos(πx))`},
	{Name: "conductivity", Title: "A conductivity that varies", About: "A second network finds k(x) in a law whose solution was measured.",
		Source: "closed form", Samples: 200, Noise: 0.01,
		Text: `-d/dx(k u_x) = f
unknown k(x)
x in [0, 1]
w = x + ½x²
c = 1 + ½ sin(πx)
f = -diff(c diff(w, x), x)
u(0) = 0, u(1) = 1.5
k(0) = 1
data x, u
truth u = w
truth k = c`},
	{Name: "epidemic", Title: "The rates of an epidemic", About: "How contagious it is and how fast one recovers, from noisy counts of the ill; time is in units of ten days.",
		Source: "Kermack and McKendrick, Proc. R. Soc. A 115 (1927)", Samples: 60, Noise: 0.02,
		Text: `S' = -b S I
I' = b S I - g I
unknown b in [0.5, 10]
unknown g in [0.1, 5]
t in [0, 5]
S(0) = 0.99, I(0) = 0.01
data t, I
truth b = 4
truth g = 1`},
}
