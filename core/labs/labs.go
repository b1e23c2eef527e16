// Package labs is the table of contents: every laboratory there is, in the
// order in which pages and the command line list them.
package labs

import (
	"residual/core/lab"
	"residual/core/labs/cdf"
	"residual/core/labs/eigen"
	"residual/core/labs/heat"
)

// All lists the laboratories.
var All = []lab.Lab{eigen.Lab, heat.Lab, cdf.Lab}
