package uncertainty

import (
	"errors"
	"slices"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/plan"
)

// layOut makes the machines within the budget, of which the rows, the fits and
// the verdict take their part first.
func (r *run) layOut() error {
	look := []ad.Value{r.m.mu, r.m.v, r.m.last}
	rest := r.restBytes()
	plans, err := plan.All(r.memory-rest, 8,
		plan.Request{Program: &r.m.p, Rows: r.capacity(), Outputs: r.m.outputs()},
		plan.Request{Program: &r.m.p, Rows: lookRows, Outputs: look})
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(rest + small.Least)
	}
	r.worker, r.look = newWorker(r.spec, r.m, plans[0]), plan.NewMachine[float64](plans[1])
	r.plans = rest + plans[0].Bytes(8) + plans[1].Bytes(8)
	return nil
}

// restBytes is what is held beside the machines when everything is there.
func (s spec) restBytes() int64 {
	m := s.newModel()
	size, fits := int64(m.size()), int64(s.parallel()+s.folds)
	places := int64(s.calibration + mostTest + gridPlaces)
	members := int64(s.mostMembers())
	numbers := 3*int64(s.capacity()) + 2*places + // rows
		fits*2*(mostVectors*size+fitNumbers) + // fits, and their parts of the messages to Workers
		(fits+int64(s.folds)+2)*2*int64(s.capacity()) + // rows in them
		places*(2*members+15+int64(s.folds)) + int64(s.capacity()) // verdict
	if s.model == "hmc" {
		numbers += int64(chains+s.folds) * int64(s.draws) * size
	}
	if s.file != "" {
		numbers += 2 * (int64(s.n+s.calibration) + mostTest)
	}
	return 8*numbers + lab.HistoryBytes(kept, 1) + int64(len(s.file))
}

// A fit has so many vectors as long as its parameters at most, and so many
// numbers beside them.
const (
	mostVectors = 9
	fitNumbers  = 40
)

// vectors counts them: θ and Adam's two, those of a chain, those of a field.
func (f *fit) vectors() int {
	n := 3
	if f.chain != nil {
		n += 5
	}
	if f.field != nil {
		n += 6
	}
	return n
}

// mostMembers is how many speak for the model at once.
func (s spec) mostMembers() int {
	switch s.model {
	case "hmc", "laplace", "variational":
		return shown
	}
	return s.parallel()
}

// Memory adds up what is held.
func (r *run) Memory() lab.Memory {
	v, numbers := &r.verdict, 0
	for _, s := range [][]float64{r.rows.x, r.rows.y, r.x, r.y, r.live.mu, r.live.sigma, v.x, v.forecast.mu, v.forecast.sigma,
		v.mean, v.aleatoric, v.epistemic, v.low, v.high, v.bentLow, v.bentHigh, v.cvLow, v.cvHigh, v.pit, v.bent,
		v.log, v.crps} {
		numbers += len(s)
	}
	numbers += len(r.rows.fold) + len(r.cal[0])*2 + len(r.test[0])*2
	for _, s := range slices.Concat(r.kept, v.fold, v.residual) {
		numbers += len(s)
	}
	for _, t := range slices.Concat(r.tasks, r.seen) {
		numbers += len(t) / 8
	}
	for _, f := range r.fits {
		numbers += f.vectors()*r.m.size() + fitNumbers
	}
	if r.load != nil {
		numbers += cap(r.load.sample.Rows)
	}
	held := 8*int64(numbers) + r.worker.post.machine.Bytes() + r.look.Bytes() + r.past.Bytes() + int64(len(r.file))
	return lab.Memory{Planned: r.plans, Peak: held}
}
