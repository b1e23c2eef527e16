package lab

import (
	"fmt"
	"strconv"
)

// DefaultSeed is the seed of a run that is given none.
const DefaultSeed = 1

// MaxSeed is the largest seed. A JSON number, and so a script on the page,
// carries every whole number up to 2⁵³ − 1 exactly.
const MaxSeed = 1<<53 - 1

// ParseSeed reads a seed given as text. The error is a *KnobError that names
// "seed", as if it were a knob.
func ParseSeed(text string) (uint64, error) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil || seed > MaxSeed {
		return 0, &KnobError{"seed", fmt.Sprintf("%q is not allowed; give a whole number from 0 to %d", text, MaxSeed)}
	}
	return seed, nil
}
