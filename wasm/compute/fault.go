package compute

import (
	"errors"
	"strings"

	"residual/core/lab"
)

// A fault is an error in the form in which the page takes it.
type fault struct {
	Message string `json:"message"`
	Knob    string `json:"knob"`
}

// newFault describes err and names the first knob to blame.
func newFault(err error) fault {
	f := fault{Message: strings.ReplaceAll(err.Error(), "\n", "; ")}
	var k *lab.KnobError
	if errors.As(err, &k) {
		f.Knob = k.Knob
	}
	return f
}

func faultText(err error) string { return jsonText(newFault(err)) }

func jsonText(v any) string { return string(lab.JSON(v)) }
