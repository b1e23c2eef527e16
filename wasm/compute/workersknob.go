package compute

import (
	"strconv"

	"residual/core/lab"
)

// The number of Workers comes among the knobs, though it belongs to whoever drives
// a run and not to the lab.
const workersName = "workers"

// takeWorkers removes the number of Workers from the knobs of a lab that has any,
// and returns it: 0 for auto, or what it was if it is not given.
func takeWorkers(l *lab.Lab, knobs map[string]string, was int) (int, error) {
	given, ok := knobs[workersName]
	if !ok || l.Worker == nil {
		return was, nil
	}
	delete(knobs, workersName)
	return lab.ParseWorkers(given)
}

func workersText(n int) string {
	if n == 0 {
		return "auto"
	}
	return strconv.Itoa(n)
}
