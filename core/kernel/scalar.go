package kernel

// The functions of one number, with the bits of the functions of slices.

// Exp1 is Exp of one number.
func Exp1(x float64) float64 { return exp64(x) }

// Log1 is Log of one number.
func Log1(x float64) float64 { return log64(x) }

// Sin1 is Sin of one number.
func Sin1(x float64) float64 { return sin64(x) }

// Cos1 is Cos of one number.
func Cos1(x float64) float64 { return cos64(x) }
