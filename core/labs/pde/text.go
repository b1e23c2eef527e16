package pde

import (
	"fmt"
	"math"
	"strings"

	"residual/core/lab"
)

// now says how far the run is.
func (r *experiment) now() string {
	text := lab.Count(r.Steps(), "step")
	if r.phase != training {
		text = "trained in " + lab.Count(r.ended, "step")
	}
	if s := r.stage.where(-1); s != "" {
		text += "," + strings.TrimPrefix(s, " at")
	}
	return text
}

// readouts begins with how far off the network is.
func (r *experiment) readouts(f *lab.Frame) {
	f.AddNumber("relative error", r.judge.error, 2, "")
	r.found.readouts(f, &r.work)
	f.AddNumber("left over, at unseen points", r.judge.left, 2, "")
	if l := r.solver.lambda(); !math.IsNaN(l) {
		f.AddNumber("damping λ", l, 2, "")
	}
	f.AddReadout("reference", r.second.stands(), "")
	if !r.second.closed() {
		f.AddReadout("reference’s own error", lab.Number(r.second.error(), 2), "")
	}
	f.AddReadout("conditions", r.conditions(), "")
	f.AddNumber("numbers of the network", float64(r.solver.Size()), 0, "")
	f.AddNumber("rows", float64(r.solver.Rows()), 0, "")
	for i := range r.q.remarks {
		f.AddReadout(fmt.Sprintf("remark %d", i+1), r.q.remarks[i].Text, "")
	}
}

// conditions says how many hold by construction.
func (r *work) conditions() string {
	exact, all := len(r.solver.Exact()), len(r.q.Conditions)
	switch exact {
	case all:
		return "all hold by construction"
	case 0:
		return "all are weighted"
	}
	return fmt.Sprintf("%d by construction, %d weighted", exact, all-exact)
}

// summary says what is solved, and how well.
func (r *experiment) summary() string {
	parts := []string{r.q.entry.Title + ": " + understood(r.q.Problem) + "; " + r.conditions() + "."}
	if g := r.q.gravest(); g != nil {
		parts = append(parts, "What is shown may be no solution: "+g.Text+".")
	}
	return strings.Join(append(parts, r.standing()), " ")
}

// standing says how the run stands.
func (r *experiment) standing() string {
	switch {
	case r.Status().Final():
		return "Ended: " + r.Status().Reason + "."
	case r.Steps() == 0:
		return "Ready to learn."
	case r.phase == training && !math.IsNaN(r.judge.error):
		return "Learning; off by " + lab.Number(r.judge.error, 2) + "."
	case r.phase == training:
		return "Learning; the residual at unseen points is " + lab.Number(r.judge.left, 2) + "."
	case r.phase == referring:
		return "The network is trained; the reference is being computed."
	}
	return "The time runs through the picture."
}
