package labtest

import (
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"

	"residual/core/lab"
)

// mutant is a snapshot with one to three things wrong, and which.
func (m *mutator) mutant() (snapshot []byte, how string) {
	from := &m.saved[m.random.IntN(len(m.saved))]
	values := slices.Clone(from.values)
	words := []string{fmt.Sprintf("of step %d", from.steps)}
	for range 1 + m.random.IntN(3)*m.random.IntN(2) {
		if m.random.IntN(12) == 0 {
			values, how = m.rearranged(values)
		} else {
			how = m.spoil(values)
		}
		words = append(words, how)
	}
	state := slices.Concat(values...)
	if m.random.IntN(40) == 0 && len(state) > 0 {
		state = state[:m.random.IntN(len(state))]
		words = append(words, "cut short")
	}
	head := slices.Clone(from.head)
	if m.random.IntN(40) == 0 {
		head[m.random.IntN(len(head))] ^= 1 << m.random.IntN(8)
		words = append(words, "a bit of the head")
	}
	body := append(binary.LittleEndian.AppendUint32(head, uint32(len(state))), state...)
	return lab.Seal(body), strings.Join(words, ", ")
}

// rearranged drops a value, doubles one, swaps two or goes on with those of
// another moment.
func (m *mutator) rearranged(values [][]byte) ([][]byte, string) {
	if len(values) == 0 {
		return values, "nothing to rearrange"
	}
	i, j := m.random.IntN(len(values)), m.random.IntN(len(values))
	switch m.random.IntN(4) {
	case 0:
		return slices.Delete(values, i, i+1), fmt.Sprintf("value %d left out", i)
	case 1:
		return slices.Insert(values, i, values[i]), fmt.Sprintf("value %d twice", i)
	case 2:
		values[i], values[j] = values[j], values[i]
		return values, fmt.Sprintf("values %d and %d swapped", i, j)
	}
	other := &m.saved[m.random.IntN(len(m.saved))]
	return append(values[:i:i], other.values[min(i, len(other.values)):]...), fmt.Sprintf("from value %d on those of step %d", i, other.steps)
}

// spoil makes one of the values another one.
func (m *mutator) spoil(values [][]byte) string {
	if len(values) == 0 {
		return "nothing to spoil"
	}
	i := m.random.IntN(len(values))
	v := slices.Clone(values[i])
	values[i] = v
	how := ""
	switch {
	case m.random.IntN(5) == 0:
		v[m.random.IntN(len(v))] ^= 1 << m.random.IntN(8)
		how = "a bit"
	case len(v) == 1:
		v[0] = [...]byte{0, 1, 2, v[0] + 1, v[0] - 1, 255, byte(m.random.IntN(256))}[m.random.IntN(7)]
		how = fmt.Sprint(v[0])
	case len(v)%8 == 0:
		how = m.spoilNumbers(v)
	case len(v)%4 == 0:
		how = m.spoilShort(v)
	default:
		v[m.random.IntN(len(v))] = byte(m.random.IntN(256))
		how = "a byte"
	}
	return fmt.Sprintf("value %d of %d bytes: %s", i, len(v), how)
}

// spoilNumbers makes one number of 8 bytes, or all, such as no run would have,
// or one that is near. Counts end at 2⁵³, and go on from a mutant.
func (m *mutator) spoilNumbers(v []byte) string {
	at := 8 * m.random.IntN(len(v)/8)
	now := binary.LittleEndian.Uint64(v[at:])
	x := math.Float64frombits(now)
	floats := []float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 1e300, -1e160,
		1e-320, math.SmallestNonzeroFloat64, -x, 2 * x, 1e6 * x, 1e-6 * x, math.Nextafter(x, math.Inf(1))}
	whole := []uint64{0, 1, 2, 3, now + 1, now - 1, 2 * now, math.MaxUint64, 1 << 31, 1<<31 - 1, 1 << 32, 1<<53 - 99, 1 << 53, 1 << 62, 1 << 63}
	bits := whole[m.random.IntN(len(whole))]
	how := fmt.Sprintf("%d → %d", now, bits)
	if m.random.IntN(3) > 0 {
		y := floats[m.random.IntN(len(floats))]
		bits, how = math.Float64bits(y), fmt.Sprintf("%g → %g", x, y)
	}
	binary.LittleEndian.PutUint64(v[at:], bits)
	if len(v) > 8 && m.random.IntN(4) == 0 {
		for at := range len(v) / 8 {
			binary.LittleEndian.PutUint64(v[8*at:], bits)
		}
		return how + ", all of them"
	}
	return how
}

// spoilShort makes a number of 4 bytes, which may be a length, another one.
func (m *mutator) spoilShort(v []byte) string {
	at := 4 * m.random.IntN(len(v)/4)
	now := binary.LittleEndian.Uint32(v[at:])
	all := []uint32{0, 1, 2, now + 1, now - 1, 2 * now, math.MaxUint32, 1 << 31, 1<<31 - 1, 1 << 20, math.Float32bits(float32(math.NaN())),
		math.Float32bits(float32(math.Inf(1))), math.Float32bits(-math.MaxFloat32), now ^ 1<<31}
	bits := all[m.random.IntN(len(all))]
	binary.LittleEndian.PutUint32(v[at:], bits)
	return fmt.Sprintf("%d → %d", now, bits)
}

// trace is where a panic that was recovered came from: the first functions of
// ours below it.
func trace() string {
	var pc [64]uintptr
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc[:])])
	var words []string
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "residual/") && len(words) < 4 {
			words = append(words, fmt.Sprintf("%s:%d", strings.TrimPrefix(f.Function, "residual/"), f.Line))
		}
		if !more {
			return " in " + strings.Join(words, " < ")
		}
	}
}
