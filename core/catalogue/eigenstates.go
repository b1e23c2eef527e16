package catalogue

// eigenstates is problems whose eigenvalue is found with the field.
var eigenstates = []Entry{
	{Name: "box", Title: "A particle in a box", About: "The simplest of all states: half a wave between two walls.",
		Source: "closed form",
		Text: `-½ psi'' = E psi
eigen E
x in [0, 1]
psi(0) = 0, psi(1) = 0
int(psi²) = 1
truth E = π²/2
truth psi = √2 sin(πx)`},
	{Name: "oscillator", Title: "The harmonic oscillator", About: "The lowest state is Gauss’s bell.",
		Source: "Schrödinger, Ann. Phys. 384 (1926); closed form",
		Text: `-½ psi'' + ½ x² psi = E psi
eigen E
x in [-8, 8]
psi(-8) = 0, psi(8) = 0
int(psi²) = 1
truth E = 0.5
truth psi = π^(-1/4) e^(-x²/2)`},
	{Name: "doublewell", Title: "Two wells", About: "Two wells share one state, and the next lies so close above that only tunnelling tells them apart.",
		Source: "Landau and Lifshitz, Quantum Mechanics, § 50",
		Text: `-½ psi'' + ½(x² - 2)² psi = E psi
eigen E
x in [-5, 5]
psi(-5) = 0, psi(5) = 0
int(psi²) = 1`},
	{Name: "hydrogen", Title: "Hydrogen", About: "The radial part, times r, of the atom’s lowest state, multiplied by r so that nothing is divided by 0.",
		Source: "Schrödinger, Ann. Phys. 384 (1926); closed form",
		Text: `-½ r u_rr - u = E r u
eigen E in [-1, 0]
r in [0, 40]
u(0) = 0, u(40) = 0
int(u²) = 1
truth E = -0.5
truth u = 2 r e^(-r)`},
	{Name: "oscillator2", Title: "The oscillator in the plane", About: "Two directions that do not know each other: energies add.",
		Source: "closed form",
		Text: `-½ Δpsi + ½(x² + y²) psi = E psi
eigen E
(x, y) in [-5, 5]²
psi = 0 on boundary
truth E = 1`},
	{Name: "drum", Title: "A drum", About: "The lowest tone of a round drum is a zero of Bessel’s function J₀, squared.",
		Source: "Rayleigh, The Theory of Sound (1877); j₀₁ = 2.404825557695773: Abramowitz and Stegun, table 9.5",
		Text: `-Δu = E u
eigen E
(x, y) in disc(0, 0, 1)
u = 0 on boundary
truth E = 2.404825557695773²`},
}
