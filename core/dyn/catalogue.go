package dyn

// An Entry is a system of the catalogue: its text, and what is known of it in
// closed form, which no part of this package uses.
type Entry struct {
	Name, Title, Text string
	Sweep             string // the parameter to vary
	Jacobian          func(j, x, p []float64)
	// Known are the bifurcations within the range of the swept parameter, at the
	// values that the others have in the text.
	Known []Known
}

// A Known bifurcation has its place from a closed form.
type Known struct {
	Kind   BifurcationKind
	P      float64
	Source string
}

// Catalogue lists the systems.
var Catalogue = []Entry{
	{Name: "duffing", Title: "Duffing's oscillator", Sweep: "delta",
		Text:  "x' = y, y' = x - x^3 - delta*y; delta = 0.3 in [-1, 4]; x in [-1.9, 2.1], y in [-1.5, 1.5]",
		Known: []Known{{Hopf, 0, "trace −δ of the Jacobian at ±1"}},
		Jacobian: func(j, x, p []float64) {
			set(j, 0, 1, 1-3*x[0]*x[0], -p[0])
		}},
	{Name: "vanderpol", Title: "Van der Pol's oscillator", Sweep: "mu",
		Text:  "x' = y, y' = mu*(1 - x^2)*y - x; mu = 1 in [-1, 4]; x in [-3, 3], y in [-5, 5]",
		Known: []Known{{Hopf, 0, "trace μ of the Jacobian at 0"}},
		Jacobian: func(j, x, p []float64) {
			set(j, 0, 1, -2*p[0]*x[0]*x[1]-1, p[0]*(1-x[0]*x[0]))
		}},
	{Name: "lotka", Title: "Prey and predators (Lotka, Volterra)", Sweep: "alpha",
		Text: "x' = alpha*x - beta*x*y, y' = delta*x*y - gamma*y; alpha = 1 in [0.2, 2], beta = 1, gamma = 1, delta = 1; x in [-0.4, 4], y in [-0.4, 4]",
		Jacobian: func(j, x, p []float64) {
			set(j, p[0]-p[1]*x[1], -p[1]*x[0], p[3]*x[1], p[3]*x[0]-p[2])
		}},
	{Name: "brusselator", Title: "Brusselator", Sweep: "b",
		Text:  "x' = a + x^2*y - (b + 1)*x, y' = b*x - x^2*y; b = 3 in [0.5, 4], a = 1; x in [0, 4], y in [0, 6]",
		Known: []Known{{Hopf, 2, "b = 1 + a²"}},
		Jacobian: func(j, x, p []float64) {
			set(j, 2*x[0]*x[1]-p[0]-1, x[0]*x[0], p[0]-2*x[0]*x[1], -x[0]*x[0])
		}},
	{Name: "pendulum", Title: "Driven pendulum with friction", Sweep: "torque",
		Text:  "x' = y, y' = torque - sin(x) - gamma*y; torque = 0.4 in [0, 1.5], gamma = 0.3; x in [-4, 9], y in [-3, 3]",
		Known: []Known{{SaddleNode, 1, "sin x = torque has a solution up to 1"}},
		Jacobian: func(j, x, p []float64) {
			set(j, 0, 1, -cosine(x[0]), -p[1])
		}},
	{Name: "fitzhugh", Title: "Neuron (FitzHugh, Nagumo)", Sweep: "current",
		Text: "v' = v - v^3/3 - w + current, w' = (v + a - b*w)/tau; current = 0.5 in [0, 2], a = 0.7, b = 0.8, tau = 12.5; v in [-2.5, 2.5], w in [-1, 2.5]",
		Known: []Known{
			{Hopf, spiking(-1), "trace 1 − v² − b/τ = 0 at the equilibrium"},
			{Hopf, spiking(1), "trace 1 − v² − b/τ = 0 at the equilibrium"}},
		Jacobian: func(j, x, p []float64) {
			set(j, 1-x[0]*x[0], -1, 1/p[3], -p[2]/p[3])
		}},
	{Name: "henon", Title: "A cut through Hénon and Heiles's potential", Sweep: "lambda",
		Text: "q' = p, p' = -q + lambda*q^2; lambda = 1 in [0.6, 2]; q in [-1.2, 2], p in [-1.2, 1.2]",
		Jacobian: func(j, x, p []float64) {
			set(j, 0, 1, 2*p[0]*x[0]-1, 0)
		}},
	{Name: "lorenz", Title: "Lorenz's convection", Sweep: "rho",
		Text: "x' = sigma*(y - x), y' = x*(rho - z) - y, z' = x*y - beta*z; rho = 28 in [0.2, 30], sigma = 10, beta = 8/3; x in [-20, 20], y in [-20, 20], z in [-5, 40]",
		Known: []Known{
			{BranchPoint, 1, "det at 0 is −σβ(1 − ρ)"},
			{Hopf, 470.0 / 19, "ρ = σ(σ + β + 3)/(σ − β − 1)"}},
		Jacobian: func(j, x, p []float64) {
			set(j, -p[1], p[1], 0, p[0]-x[2], -1, -x[0], x[1], x[0], -p[2])
		}},
	{Name: "saddlenode", Title: "Normal form of a saddle-node", Sweep: "mu",
		Text:  "x' = mu - x^2, y' = -y; mu = 0.5 in [-1, 2]; x in [-2, 2], y in [-1, 1]",
		Known: []Known{{SaddleNode, 0, "x² = μ"}},
		Jacobian: func(j, x, p []float64) {
			set(j, -2*x[0], 0, 0, -1)
		}},
}

func set(j []float64, values ...float64) { copy(j, values) }
