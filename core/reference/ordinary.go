package reference

import (
	"residual/core/law"
	"residual/core/ode"
)

// Problems of one input are covered by core/ode: those with an eigenvalue, those that
// start at a point, and others.

func ordinary(p *law.Problem) bool { return len(p.Inputs) == 1 && len(p.Where) == 0 }

func makeOrdinary(p *law.Problem) (Reference, error) {
	switch {
	case ode.IsEigen(p):
		return reference(ode.NewEigen(p))
	case ode.IsInitial(p):
		return reference(ode.NewInitial(p))
	}
	return reference(ode.NewBoundary(p))
}

// reference is a solver as a Reference, nil where there is an error.
func reference[R Reference](r R, err error) (Reference, error) {
	if err != nil {
		return nil, err
	}
	return r, nil
}
