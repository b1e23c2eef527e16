package curve

import (
	"testing"

	"residual/core/lab/labtest"
)

func TestContract(t *testing.T) { labtest.Contract(t, &Lab, "width=6") }
