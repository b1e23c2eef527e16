package catalogue

// evolution is problems in space and time.
var evolution = []Entry{
	{Name: "heat", Title: "Heat in a rod", About: "Two modes of heat decay, the shorter one sixteen times as fast.",
		Source: "Fourier, Théorie analytique de la chaleur (1822); closed form",
		Text: `u_t = k u_xx
k = 0.05 in [0.01, 0.2]
x in [0, 1]; t in [0, 1]
u(x, 0) = sin(πx) + ½ sin(4πx)
u = 0 on left, right
truth u = e^(-π² k t) sin(πx) + ½ e^(-16π² k t) sin(4πx)`},
	{Name: "heat2", Title: "Heat in a plate", About: "The same in two directions of space, with a side that lets no heat pass.",
		Source: "closed form",
		Text: `u_t = k Δu
k = 0.1 in [0.02, 0.2]
(x, y) in [0, 1]²; t in [0, 1]
u = sin(πx) cos(πy) at t = 0
u = 0 on left, right
u_n = 0 on bottom, top
truth u = e^(-2π² k t) sin(πx) cos(πy)`},
	{Name: "wave", Title: "A string", About: "A plucked string: nothing decays, so every error stays.",
		Source: "d’Alembert (1747); closed form",
		Text: `u_tt = c² u_xx
c = 1 in [0.5, 2]
x in [0, 1]; t in [0, 2]
u(x, 0) = sin(πx) + ½ sin(3πx)
u_t(x, 0) = 0
u = 0 on left, right
truth u = cos(π c t) sin(πx) + ½ cos(3π c t) sin(3πx)`},
	{Name: "advection", Title: "Carried and spread", About: "A wave is carried along and spreads; what leaves on the right comes back on the left.",
		Source: "closed form",
		Text: `u_t + c u_x = nu u_xx
c = 2 in [0.5, 4], nu = 0.1 in [0.01, 0.5]
x in [0, 2π]; t in [0, 2]
u(x, 0) = sin(x)
periodic in x
truth u = e^(-nu t) sin(x - c t)`},
	{Name: "burgers", Title: "Burgers’ equation", About: "A wave steepens until viscosity holds it: a layer a few hundredths wide.",
		Source: "Burgers, Adv. Appl. Mech. 1 (1948); Basdevant and others, Comput. Fluids 14 (1986); solved by Hopf’s and Cole’s substitution",
		Text: `u_t + u u_x = nu u_xx
nu = 0.01 in [0.005, 0.1]
x in [-1, 1]; t in [0, 1]
u(x, 0) = -sin(πx)
u = 0 on left, right`,
		Redraw: 10},
	{Name: "shock", Title: "Burgers’ equation, nearly a shock", About: "With ν = 0.01/π the layer is three times as thin: the test that most papers print.",
		Source: "Basdevant and others, Comput. Fluids 14 (1986): max |u_x(0, t)| = 152.00516 at t = 1.6037/π",
		Text: `u_t + u u_x = nu u_xx
nu = 0.01/pi in [0.002, 0.02]
x in [-1, 1]; t in [0, 1]
u(x, 0) = -sin(πx)
u = 0 on left, right`,
		Width: 22, Depth: 4, Points: 16000, Redraw: 10},
	{Name: "allencahn", Title: "Allen and Cahn’s equation", About: "Two phases part, and the border between them is thin.",
		Source: "Allen and Cahn, Acta Metall. 27 (1979); data of Raissi, Perdikaris and Karniadakis, J. Comput. Phys. 378 (2019)",
		Text: `u_t = 0.0001 u_xx + 5(u - u³)
x in [-1, 1]; t in [0, 1]
u(x, 0) = x² cos(πx)
periodic in x`},
	{Name: "kdv", Title: "Korteweg and de Vries’ equation", About: "A cosine breaks up into a train of solitons.",
		Source: "Zabusky and Kruskal, Phys. Rev. Lett. 15 (1965)",
		Text: `u_t + u u_x + d² u_xxx = 0
d = 0.022
x in [-1, 1]; t in [0, 1]
u(x, 0) = cos(πx)
periodic in x`},
	{Name: "solitons", Title: "Two solitons", About: "A fast soliton overtakes a slow one, and both go on as if nothing had been.",
		Source: "Hirota, Phys. Rev. Lett. 27 (1971); closed form",
		Text: `u_t + 6u u_x + u_xxx = 0
x in [0, 20], t in [0, 5]
k1 = √6; k2 = √2
th1 = k1 (x - 6t - 2); th2 = k2 (x - 2t - 6)
r = ((k1 - k2)/(k1 + k2))²
tau = 1 + e^th1 + e^th2 + r e^(th1 + th2)
truth u = 2 diff(ln(tau), x, 2)
u = truth at t = 0
u = truth on boundary
u_x = truth on right`},
	{Name: "kuramoto", Title: "Kuramoto and Sivashinsky’s equation", About: "A flame front wrinkles and goes over into chaos.",
		Source: "Kuramoto (1978), Sivashinsky (1977); as posed by Wang, Sankaran and Perdikaris, arXiv 2203.07404",
		Text: `a = 100/16, b = 100/16², c = 100/16^4
u_t + a u u_x + b u_xx + c u_xxxx = 0
x in [0, 2π]; t in [0, 1]
u(x, 0) = cos(x)(1 + sin(x))
periodic in x`},
	{Name: "schroedinger", Title: "Schrödinger’s equation, cubic", About: "A pulse of light in a fibre narrows and widens again; p and q are the real and the imaginary part.",
		Source: "Satsuma and Yajima, Prog. Theor. Phys. Suppl. 55 (1974); interval of Raissi and others (2019)",
		Text: `p_t + ½ q_xx + (p² + q²) q = 0
q_t - ½ p_xx - (p² + q²) p = 0
x in [-5, 5]; t in [0, 1.5]
p(x, 0) = 2/cosh(x), q(x, 0) = 0
periodic in x`},
	{Name: "fisher", Title: "Fisher’s front", About: "A gene that is of advantage spreads as a front.",
		Source: "Fisher, Ann. Eugenics 7 (1937); closed form for one speed: Ablowitz and Zeppetella, Bull. Math. Biol. 41 (1979)",
		Text: `u_t = u_xx + u(1 - u)
x in [-10, 20]; t in [0, 3]
truth u = (1 + e^((x - 5t/√6)/√6))^(-2)
u = truth at t = 0
u = truth on left, right`},
	{Name: "grayscott", Title: "Gray and Scott’s front", About: "One substance turns the other into its own kind, and a front runs.",
		Source: "Gray and Scott, Chem. Eng. Sci. 39 (1984), without feed and removal; closed form of the cubic front",
		Text: `u_t = u_xx - u v²
v_t = v_xx + u v²
x in [-15, 20]; t in [0, 5]
truth v = 1/(1 + e^((x - t/√2)/√2))
truth u = 1/(1 + e^(-(x - t/√2)/√2))
u = truth at t = 0, v = truth at t = 0
u = truth on left, right; v = truth on left, right`},
}
