package pde

import (
	"testing"

	"residual/core/lab/labtest"
)

// two is a problem of two fields and a parameter, short to train.
const two = `u_t = k u_xx - v
v_t = v_xx
k = 0.5 in [0.1, 1]
x in [0, 1]; t in [0, 0.2]
u(x, 0) = sin(πx), v(x, 0) = 0
u = 0 on left, right; v = 0 on left, right
truth u = e^(-π² k t) sin(πx)
truth v = 0`

func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "problem="+two, "width=6", "points=40", "steps=20")
}
