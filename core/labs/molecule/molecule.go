// Package molecule is the laboratory of symmetry: the energy of a molecule
// cannot depend on where it is or how it is held, and neither can that of a
// network built of what does not change,
//
//	m_i = Σⱼ s(d_ij)·r̂_ij,   E = Σᵢ readout(‖m_i‖², …),   F = −∂E/∂x
//
// A run computes reference energies and forces from first principles (or by a
// classical law), trains an ensemble of such networks on them, and beside these
// two controls that see less or more than they should: distances alone, and raw
// coordinates. Then it draws the learning curves of all, or lets the atoms move
// on what was learnt.
package molecule

import (
	"residual/core/lab"
	"residual/core/md"
)

// Lab declares the laboratory.
var Lab = lab.Lab{
	Name:   "molecule",
	Title:  "Molecules however you hold them",
	Law:    "E(R·x + t) = E(x),  F(R·x + t) = R·F(x)",
	Hint:   "drag to turn the molecule",
	Knobs:  knobs,
	Legacy: start,
	Worker: newWorker,
}

var knobs = []lab.Knob{
	{Name: "system", Label: "Molecule", Kind: lab.Choice, Choices: systemNames, Default: "water",
		Help: "argon: a cluster by Lennard-Jones's law; silicon: a crystal by Stillinger's and Weber's; the others: Hartree–Fock in STO-3G"},
	{Name: "xyz", Label: "Your own molecule", Kind: lab.File, Max: 100e3, Accept: ".xyz,.txt",
		Help: "an XYZ file of hydrogen to fluorine, in place of the choice above"},
	{Name: "task", Label: "Task", Kind: lab.Choice, Choices: []string{"train", "curve", "dynamics", "hop"}, Default: "train", Live: true,
		Help: "train; then draw learning curves; let the atoms move; or look for the lowest energy of argon by basin hopping"},
	{Name: "temperature", Label: "Temperature", Unit: "K", Kind: lab.Float, Min: 5, Max: 4000, Log: true, Default: "500",
		Help: "of the geometries that the networks are shown, and of the dynamics; argon would evaporate, and is kept at 15 K at most"},
	{Name: "geometries", Label: "Training geometries", Kind: lab.Int, Min: 8, Max: 500, Log: true, Default: "200",
		Help: "how many the networks learn from; 200 more are kept unseen"},
	{Name: "rung", Label: "Rung", Kind: lab.Int, Min: 1, Max: 4, Default: "2", Live: true,
		Help: "1: lengths of messages; 2: products that carry angles; 3: l = 2; 4: a second layer. The geometries stay"},
	{Name: "controls", Label: "Controls", Kind: lab.Bool, Default: "on", Live: true,
		Help: "train networks of distances alone and of raw coordinates, too"},
	{Name: "atoms", Label: "Atoms of argon", Kind: lab.Int, Min: 2, Max: 55, Default: "5",
		Help: "networks take up to 10; more atoms, and silicon, move on their reference whatever else is asked for"},
	{Name: "potential", Label: "They move on", Kind: lab.Choice, Choices: []string{"learnt", "reference"}, Default: "learnt", Live: true,
		Help: "what the forces of the dynamics come from; the reference needs no training"},
	{Name: "sampling", Label: "Sampling", Kind: lab.Choice, Choices: []string{"modes", "langevin"}, Default: "modes",
		Help: "geometries drawn from the normal modes, or taken from Langevin trajectories"},
	{Name: "dt", Label: "Time step", Unit: "fs", Kind: lab.Float, Min: 0.05, Max: 20, Log: true, Default: "0.25", Live: true,
		Help: "of the dynamics"},
	{Name: "steps", Label: "Steps, or hops", Kind: lab.Int, Min: 100, Max: 1e6, Log: true, Default: "20000", Live: true,
		Help: "how long the atoms move, or how often they are arranged anew"},
	{Name: "bath", Label: "Heat bath", Kind: lab.Bool, Default: "off", Live: true,
		Help: "Langevin dynamics at the temperature, instead of constant energy"},
	{Name: "doubt", Label: "Doubt allowed", Unit: "eV/Å", Kind: lab.Float, Min: 0.01, Max: 100, Log: true, Default: "0.5", Live: true,
		Help: "a trajectory stops where the forces of the ensemble differ by more"},
	lab.MemoryKnob(),
}

// A spec holds the settings as plain values.
type spec struct {
	*system
	temperature float64
	geometries  int
	langevin    bool
	seed        uint64
	memory      int64
	plans       plans
}

// plans is what may change while a run goes on.
type plans struct {
	rung      int
	controls  bool
	task      string
	reference bool // is what the atoms move on
	dt        float64
	steps     int
	bath      bool
	doubt     float64
}

// readPlans takes what may be done with a system.
func readPlans(s lab.Settings, sys *system) (plans, error) {
	p := plans{
		rung: s.Int("rung"), controls: s.Bool("controls"), task: s.Choice("task"), reference: s.Choice("potential") == "reference",
		dt: s.Float("dt"), steps: s.Int("steps"), bath: s.Bool("bath"), doubt: s.Float("doubt"),
	}
	if sys.beyond() && p.task != "hop" {
		p.task, p.reference = "dynamics", true
	}
	if !sys.possible(&p) {
		return p, &lab.KnobError{Knob: "task", Reason: "hopping is for argon: it takes thousands of minimisations"}
	}
	return p, nil
}

// possible tells whether the atoms can do what is planned.
func (s *system) possible(p *plans) bool {
	return (p.task != "hop" || s.pair != nil) && !(s.beyond() && p.learns())
}

// learns tells whether networks take part.
func (p *plans) learns() bool { return p.task != "hop" && !(p.task == "dynamics" && p.reference) }

// unseen is how many geometries are kept for judging.
const unseen = 200

// read takes the settings; the error says what is wrong with a molecule.
func read(s lab.Settings, seed uint64) (spec, error) {
	sys, err := readSystem(s)
	if err != nil {
		return spec{}, err
	}
	p, err := readPlans(s, sys)
	return spec{system: sys, temperature: min(s.Float("temperature"), sys.hottest()), geometries: s.Int("geometries"),
		langevin: s.Choice("sampling") == "langevin", seed: seed, memory: s.Bytes("memory"), plans: p}, err
}

// total is how many geometries are computed, if any are.
func (s *spec) total() int {
	if s.beyond() {
		return 0
	}
	return s.geometries + unseen
}

func (s *spec) kt() float64 { return md.Boltzmann * s.temperature }

func start(settings lab.Settings, seed uint64) (lab.LegacyRun, error) {
	s, err := read(settings, seed)
	if err != nil {
		return nil, err
	}
	if need := s.planned(); need > s.memory {
		return nil, lab.MemoryError(need)
	}
	if settings.File("xyz") != "" {
		if err := s.tryFirst(); err != nil {
			return nil, err
		}
	}
	return newRun(s), nil
}
