package kernel

// Exp1, Log1, Sin1 and Cos1 are Exp, Log, Sin and Cos of one number, with the
// same bits.

func Exp1(x float64) float64 { return exp64(x) }
func Log1(x float64) float64 { return log64(x) }
func Sin1(x float64) float64 { return sin64(x) }
func Cos1(x float64) float64 { return cos64(x) }
