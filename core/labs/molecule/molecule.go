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
//
// A step is as small as its phase allows. Measured natively for water, 200
// geometries and rung 2 where not said otherwise, the longest took:
//
//	relaxing    2 ms   a step of L-BFGS: one energy as a rule, 40 at most
//	vibrating   4 ms   two energies, about one coordinate; 13 where it leaves a saddle
//	sampling   18 ms   eight energies, or eleven of each of four trajectories; shared
//	training   42 ms   one Jacobian at most and one trial of Levenberg and Marquardt's,
//	comparing          705 ms with 500 geometries of formaldehyde and rung 4
//	moving      4 ms   one energy by Hartree and Fock, or 50 of others
//	hopping     4 ms   one minimisation, and another where it finds a new lowest; 55 atoms
//
// An energy of formaldehyde takes 10 ms, and more with the fourth power of the basis.
package molecule

import (
	"residual/core/chem"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/so3"
)

var (
	systemKnob = lab.ChoiceKnob[choice](lab.Knob{Name: "system", Label: "Molecule", Default: "water",
		Choices: []string{"water", "methane", "formaldehyde", "trihydrogen", "argon", "silicon"},
		Labels:  []string{"water", "methane", "formaldehyde", "trihydrogen cation", "a cluster of argon", "a crystal of silicon"},
		Help:    "argon: a cluster by Lennard-Jones's law; silicon: a crystal by Stillinger's and Weber's; the others: Hartree–Fock in STO-3G"})
	fileKnob = lab.FileKnob(lab.Knob{Name: "xyz", Label: "Your own molecule", Max: 100e3, Accept: ".xyz,.txt", Level: lab.More,
		Help: "an XYZ file of hydrogen to fluorine, in place of the choice above"})
	frameKnob = lab.IntKnob(lab.Knob{Name: "frame", Label: "Its frame", Min: 0, Max: 1000, Default: "1", Level: lab.More,
		Help: "which molecule of your file, where it has several; 0 is the last one"})
	chargeKnob = lab.ChoiceKnob[int](lab.Knob{Name: "charge", Label: "Charge", Default: "file", Level: lab.More,
		Choices: []string{"file", "-3", "-2", "-1", "0", "1", "2", "3"}, Labels: []string{"as given", "−3", "−2", "−1", "0", "+1", "+2", "+3"},
		Help: "unless you choose one, what your file says, or what the molecule above has; 0 where nothing is said"})
	multiplicityKnob = lab.ChoiceKnob[int](lab.Knob{Name: "multiplicity", Label: "Multiplicity", Default: "file", Level: lab.More,
		Choices: []string{"file", "1", "2", "3", "4", "5", "6", "7"},
		Labels:  []string{"as given", "1 (singlet)", "2 (doublet)", "3 (triplet)", "4 (quartet)", "5 (quintet)", "6 (sextet)", "7 (septet)"},
		Help:    "one more than there are unpaired electrons; unless you choose one, what your file says, or the least, 1 or 2. From 2 on each spin has orbitals of its own"})
	taskKnob = lab.ChoiceKnob[task](lab.Knob{Name: "task", Label: "Task", Default: "train", Live: true,
		Choices: []string{"train", "curve", "dynamics", "hop"},
		Labels:  []string{"train networks", "draw learning curves", "let the atoms move", "find the lowest energy"},
		Help:    "train; then draw learning curves; let the atoms move; or look for the lowest energy of argon by basin hopping"})
	temperatureKnob = lab.FloatKnob(lab.Knob{Name: "temperature", Label: "Temperature", Unit: "K", Min: 5, Max: 4000, Log: true, Default: "500",
		Help: "of the geometries that the networks are shown, and of the dynamics; argon would evaporate, and is kept at 15 K at most"})
	geometriesKnob = lab.IntKnob(lab.Knob{Name: "geometries", Label: "Training geometries", Min: 8, Max: 500, Log: true, Default: "200", Level: lab.More,
		Help: "how many the networks learn from; 200 more are kept unseen"})
	rungKnob = lab.IntKnob(lab.Knob{Name: "rung", Label: "Rung", Min: 1, Max: 4, Default: "2", Live: true,
		Help: "1: lengths of messages; 2: products that carry angles; 3: l = 2; 4: a second layer. The geometries stay"})
	controlsKnob = lab.BoolKnob(lab.Knob{Name: "controls", Label: "Controls", Default: "on", Live: true, Level: lab.More,
		Help: "train networks of distances alone and of raw coordinates, too"})
	atomsKnob = lab.IntKnob(lab.Knob{Name: "atoms", Label: "Atoms of argon", Min: 2, Max: 55, Default: "5", When: map[string][]string{"system": {"argon"}},
		Help: "networks take up to 10; more atoms, and silicon, move on their reference whatever else is asked for"})
	potentialKnob = lab.ChoiceKnob[source](lab.Knob{Name: "potential", Label: "They move on", Default: "learnt", Live: true, When: map[string][]string{"task": {"dynamics"}}, Level: lab.More,
		Choices: []string{"learnt", "reference"}, Labels: []string{"what was learnt", "the reference itself"},
		Help: "what the forces of the dynamics come from; the reference needs no training"})
	samplingKnob = lab.ChoiceKnob[method](lab.Knob{Name: "sampling", Label: "Sampling", Default: "modes", Level: lab.More,
		Choices: []string{"modes", "langevin"}, Labels: []string{"normal modes", "Langevin trajectories"},
		Help: "geometries drawn from the normal modes, or taken from Langevin trajectories"})
	dtKnob = lab.FloatKnob(lab.Knob{Name: "dt", Label: "Time step", Unit: "fs", Min: 0.05, Max: 20, Log: true, Default: "0.25", Live: true, When: map[string][]string{"task": {"dynamics"}}, Level: lab.More,
		Help: "of the dynamics"})
	stepsKnob = lab.IntKnob(lab.Knob{Name: "steps", Label: "Steps, or hops", Min: 100, Max: 1e6, Log: true, Default: "20000", Live: true, When: map[string][]string{"task": {"dynamics", "hop"}}, Level: lab.More,
		Help: "how long the atoms move, or how often they are arranged anew"})
	bathKnob = lab.BoolKnob(lab.Knob{Name: "bath", Label: "Heat bath", Default: "off", Live: true, When: map[string][]string{"task": {"dynamics"}}, Level: lab.More,
		Help: "Langevin dynamics at the temperature, instead of constant energy"})
	doubtKnob = lab.FloatKnob(lab.Knob{Name: "doubt", Label: "Doubt allowed", Unit: "eV/Å", Min: 0.01, Max: 100, Log: true, Default: "0.5", Live: true, When: map[string][]string{"task": {"dynamics"}}, Level: lab.More,
		Help: "a trajectory stops where the forces of the ensemble differ by more"})
)

// Lab declares the laboratory.
var Lab = lab.Lab{
	Name:    "molecule",
	Title:   "Molecules however you hold them",
	Law:     "E(R·x + t) = E(x),  F(R·x + t) = R·F(x)",
	Hint:    "drag to turn the molecule",
	Version: 7,
	Knobs: lab.List(systemKnob, fileKnob, frameKnob, chargeKnob, multiplicityKnob, taskKnob, temperatureKnob, geometriesKnob, rungKnob, controlsKnob, atomsKnob,
		potentialKnob, samplingKnob, dtKnob, stepsKnob, bathKnob, doubtKnob, lab.Budget),
	Presets: []lab.Preset{
		{Name: "No network at all", About: "Water moves on the energy by Hartree and Fock itself, which is conserved.",
			Knobs: map[string]string{"task": "dynamics", "potential": "reference", "steps": "2000"}},
		{Name: "Thirteen atoms of argon", About: "Basin hopping finds the icosahedron, the lowest energy known of thirteen atoms.",
			Knobs: map[string]string{"system": "argon", "task": "hop", "atoms": "13", "steps": "1000"}},
		{Name: "A crystal of silicon", About: "Sixty-four atoms vibrate about the places of diamond, by a classical law.",
			Knobs: map[string]string{"system": "silicon", "task": "dynamics", "steps": "2000"}},
		{Name: "Lengths alone", About: "On the lowest rung the network sees how long messages are, and no angles between them.",
			Knobs: map[string]string{"rung": "1"}},
	},
	New:    newExperiment,
	Worker: newWorker,
}

// An experiment goes from a molecule to what is learnt of it.
type experiment struct {
	lab.Base
	*models
	spec
	phase       phase
	orientation so3.Rotation // how the visitor holds the molecule
	pointer     [2]float64   // where it was last

	evaluator *evaluator
	minimum   minimum
	sample    sample
	member    int // that is trained now, of members()
	motion    motion
	search    search

	// What follows is no part of the state.
	trainer *trainer // of the last step of training, until something else is done
	cache   checkCache
	room    int64     // bytes of all but the models
	posed   []float64 // positions to be drawn
}

func newExperiment(settings lab.Settings, seed uint64) (lab.Experiment, error) {
	s, err := read(settings, seed)
	if err != nil {
		return nil, err
	}
	var room fit.Room
	r := &experiment{spec: s, orientation: so3.Rotation{1}}
	if s.box != nil {
		r.orientation = so3.Rotation{1, 0.1, -0.2} // along the rows of a crystal there is little to see
	}
	if !s.classical() {
		room.Count(2 * chem.Bytes(s.z, s.electrons)) // one more for the checks
	}
	r.minimum.reserve(&room, &s)
	r.sample.reserve(&room, &s)
	r.motion.reserve(&room, &s)
	r.search.reserve(&room, &s)
	room.Floats(&r.posed, sweepSteps*s.coords())
	r.room = room.Need()
	if r.models, err = s.newModels(r.room); err != nil {
		return nil, err
	}
	if err := room.Open(r.room); err != nil {
		return nil, err
	}
	r.evaluator = s.newEvaluator()
	copy(r.minimum.pos, s.start)
	return r, nil
}

// State is the geometries, the networks, the dynamics and the search.
func (r *experiment) State(c *codec.Coder) {
	codec.Enum(c, &r.phase, phaseCount)
	c.Finite(r.orientation[:], r.pointer[:])
	c.Require(r.orientation.Proper(), "an orientation is a rotation")
	r.minimum.State(c, r.phase <= vibrating)
	r.sample.State(c)
	c.Int(&r.member, 0, len(r.members()))
	r.models.State(c)
	r.motion.State(c)
	r.search.State(c)
	c.Require(r.possible(), "this run does not come to this phase")
}

// possible tells whether the phase can be that of such a run.
func (r *experiment) possible() bool {
	switch r.phase {
	case vibrating, sampling:
		return !r.beyond()
	case training:
		return r.member < len(r.members()) && r.sample.full()
	case comparing:
		return !r.curve.complete() && r.sample.full()
	case moving:
		return r.plans.task == dynamics && r.motion.started
	case hopping:
		return r.search.started
	case finished:
		return r.Status().Final()
	}
	return true
}

// Resume rotates the unseen geometries and looks at the minimum again. A trainer is made when it is needed.
func (r *experiment) Resume() {
	r.trainer, r.cache.key = nil, checkKey{}
	r.search.hopping.Resume(lennardJones)
	r.minimum.analyse(r.evaluator.reference)
	r.sample.rotateUnseen(r.seed)
}

// Change takes over what may change. Another rung, or controls, begin training
// anew with the geometries there are.
func (r *experiment) Change(s lab.Settings) error {
	was, next := r.plans, r.spec
	var err error
	if next.plans, err = newPlans(s, r.system); err != nil {
		return err
	}
	now := next.plans
	switch {
	case now.rung != was.rung || now.controls != was.controls:
		m, err := next.newModels(r.room)
		if err != nil {
			return err
		}
		r.models, r.member, r.trainer = m, 0, nil
		r.motion.reset()
	case now.task != was.task || now.reference != was.reference:
		r.motion.reset()
	}
	if r.spec = next; now != was && r.phase > relaxing {
		r.Reopen()
		r.onward()
	}
	return nil
}

// Act rotates the molecule with the pointer: across the stage is half a turn.
func (r *experiment) Act(a lab.Action) error {
	if a.Panel != stage {
		return nil
	}
	if a.Kind == lab.Drag {
		dx, dy := min(max(a.X-r.pointer[0], -1), 1), min(max(a.Y-r.pointer[1], -1), 1)
		r.orientation = so3.Rotation{1, -dy, dx, 0}.After(r.orientation)
	}
	r.pointer = [2]float64{a.X, a.Y}
	return nil
}
