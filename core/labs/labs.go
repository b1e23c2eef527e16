// Package labs is the table of contents: every laboratory there is, in the
// order in which pages and the command line list them.
package labs

import (
	"residual/core/lab"
	"residual/core/labs/cdf"
	"residual/core/labs/eigen"
	"residual/core/labs/heat"
	"residual/core/labs/molecule"
	"residual/core/labs/pde"
	"residual/core/labs/roofline"
	"residual/core/labs/stability"
	"residual/core/labs/uncertainty"
)

// Independent lists the laboratories that need no other one.
var Independent = []lab.Lab{
	eigen.Lab,
	heat.Lab,
	cdf.Lab,
	stability.Lab,
	uncertainty.Lab,
	molecule.Lab,
	pde.Lab,
}

// All lists the laboratories; the last one measures the steps of the others.
var All = roofline.WithOthers(Independent)
