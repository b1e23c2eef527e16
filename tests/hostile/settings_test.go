package hostile

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"residual/core/lab"
)

// most are bounds of knobs that make a round long, and make it no other round.
var most = map[string]map[string]float64{
	"heat":        {"n": 64, "depth": 2000},
	"cdf":         {"n": 100, "width": 6},
	"uncertainty": {"n": 60, "calibration": 30, "width": 8, "members": 4, "draws": 100, "folds": 4},
	"pde":         {"points": 60, "width": 8, "depth": 2, "steps": 20},
	"molecule":    {"geometries": 12, "atoms": 12, "steps": 500},
	"roofline":    {"points": 1024, "depth": 50},
}

// settings draws a text for every knob, and keeps one that is not allowed now
// and then alone: a run must begin to be walked through.
func (w *walk) settings() map[string]string {
	knobs := map[string]string{}
	for i := range w.lab.Knobs {
		if k := &w.lab.Knobs[i]; w.random.IntN(2) == 0 {
			knobs[k.Name] = w.value(k)
		} else if _, bounded := most[w.lab.Name][k.Name]; bounded {
			knobs[k.Name] = w.bounded(k, k.Default)
		}
	}
	if w.random.IntN(8) == 0 {
		return knobs
	}
	for range len(knobs) {
		_, err := w.lab.Parse(knobs)
		var wrong *lab.KnobError
		if !errors.As(err, &wrong) {
			break
		}
		w.knobs = knobs
		w.sentence("Parse", err)
		delete(knobs, wrong.Knob)
		if _, bounded := most[w.lab.Name][wrong.Knob]; bounded {
			knobs[wrong.Knob] = number(most[w.lab.Name][wrong.Knob])
		}
	}
	return knobs
}

// bounded is a number's text, no more than the walk has time for.
func (w *walk) bounded(k *lab.Knob, text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if at, ok := most[w.lab.Name][k.Name]; ok && err == nil && v > at && v <= k.Max {
		return number(max(at, k.Min))
	}
	return text
}

// noNumbers are texts where a number, a choice or a size is asked for.
var noNumbers = []string{"", " ", "NaN", "Inf", "-Inf", "+inf", "1e999", "-1e999", "0x10", "1_0", "½", "−5", "5−3", "1,5", "1.5.2", "--", "\x00", "\xff\xfe",
	"on", "null", "../../etc/passwd", "<script>alert(1)</script>", "%s%n%d", "1e-400", "9007199254740993", strings.Repeat("9", 400), "\u00a07\u00a0", "\u202e7"}

// value draws a text for a knob: mostly one that is allowed. Lines and files are
// mostly as they are by default, for most of what may be written there is refused.
func (w *walk) value(k *lab.Knob) string {
	if k.Kind == lab.Line || k.Kind == lab.File {
		if w.random.IntN(5) < 2 {
			return k.Default
		}
		return w.text(k)
	}
	if w.random.IntN(10) == 0 {
		return pick(w.random, noNumbers)
	}
	switch k.Kind {
	case lab.Bool:
		return pick(w.random, []string{"on", "off"})
	case lab.Choice:
		return pick(w.random, k.Choices)
	case lab.Size:
		return pick(w.random, []string{"1MB", "1.5MB", "2 MB", "4MiB", "16MB", "64mb", "100000000"})
	}
	return w.bounded(k, w.number(k))
}

// number is an end of a range, what lies just beyond, the middle or anything in
// between.
func (w *walk) number(k *lab.Knob) string {
	u := w.random.Float64()
	v := k.Min + u*(k.Max-k.Min)
	if k.Log {
		v = k.Min * math.Pow(k.Max/k.Min, u)
	}
	if k.Kind == lab.Int {
		v = math.Round(v)
	}
	v = pick(w.random, []float64{v, v, v, k.Min, k.Max, math.Nextafter(k.Min, math.Inf(-1)), math.Nextafter(k.Max, math.Inf(1)), k.Max + 1})
	return number(v)
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// text draws a line or a file, and spoils every other one.
func (w *walk) text(k *lab.Knob) string {
	all := append(append([]string(nil), k.Choices...), texts...)
	text := pick(w.random, all)
	if k.Choices != nil && w.random.IntN(3) == 0 {
		text = pick(w.random, k.Choices)
	}
	for range w.random.IntN(4) * w.random.IntN(2) {
		at := w.random.IntN(len(text) + 1)
		switch w.random.IntN(4) {
		case 0:
			text = text[:at] + pick(w.random, scraps) + text[at:]
		case 1:
			text = text[:at]
		case 2:
			other := pick(w.random, all)
			text = text[:at] + other[w.random.IntN(len(other)+1):]
		case 3:
			text = strings.Replace(text, pick(w.random, scraps), pick(w.random, scraps), 1)
		}
	}
	return text
}

// scraps are what parsers trip over.
var scraps = []string{"", " ", "\t", "\n", "\r", "\r\n", "\ufeff", "\u00a0", "\u2212", "\u2013", ",", ";", ".", "-", "+", "(", ")", "((", "^", "**", "*", "/", "/0", "=", "'", "''",
	"x", "y", "e", "1", "0", "1e", "1e308", "-1e-308", "NaN", "inf", "D+00", "#", "\"", "\x00", "\xff", "²", "ẋ", "∞", "in [", "]", "Lattice=\"", "Properties=", "H", "Og", "99999999999"}

// texts are files and lines as people have them, for whichever knob.
var texts = []string{
	"", "5", "1,2,3,4,5,6", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "25,15\n30,20\n31,22\n", "0,0123\n0,0456\n", "1,000;0.5\n2,000;0.7\n", "x,y\n1,2\n2,3\n3,5\n4,4\n5,6\n",
	"sep=;\na;b\n1,5;2,5\n2,5;3,5\n", "# comment\r1 2\r3 4\r5 6\r", "date,v\n2020-01-01,5\n2020-01-02,6\n", "1 2\n" + strings.Repeat("3 4\n", 40), rows,
	"x'=y, y'=-x, z'=z", "x'=-x, y'=-1e10*(y-x)", "x'=y, y'=-4*x", "x'=y, y'=x^2-y-e; e=0.015625", "x'=(p^2-0.0001)-x^2, y'=-y; p=0.5 in [-1,1]",
	"V'=J/C, J'=-(V+R*J)/L; C=1e-12, R=1, L=0.001", "x'=1/x-y, y'=x-y", "x'=sin(500*x), y'=sin(500*y)", "x'=1e-10-0.1*x, y'=0.1*x-0.05*y; x in [0,4e-9], y in [0,4e-9]",
	"x' = garbage(", "x'=x^0.5, y'=e^x", "x''=-x", "x' = log(x), y' = sqrt(y)", "ẋ = y, ẏ = −x²", "x'=cos(t)", "beta = 0.7", "mu = -1e-10", "delta = 0", "mu", "a = b", "mu = 1e400",
	"2\n\nH 0 0 0\nH 0 0 0.74\n", "3\ncharge=1 water\nO 0 0 0\nH 0.96 0 0\nH −0.24 0.93 0\n", "2\ndischarge 2 of the cell\n1 0.0D0 0 0\n9 0 0 0.92D+00\n", "1\n\nH 0 0 0\n", "2\n\nH 0 0 0\nH 0 0 0\n",
	"2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nC1 0 0 0\nO 0 0 1.13\n", "2\n\nD 0 0 1e9\nT 0 0 -1e9\n", "1\n\nXx 0 0 0\n",
	"4\n\nH 0 0 0\nH 1 0 0\nH 0 1 0\nH 1 1 0\n", strings.Repeat("(", 300), strings.Repeat("9", 300), strings.Repeat("x,", 150),
}

// rows is a table of 60 rows that can be learnt from.
var rows = func() string {
	var b strings.Builder
	for i := range 60 {
		b.WriteString(number(float64(i)/10) + "," + number(math.Sin(float64(i)/10)) + "\n")
	}
	return b.String()
}()
