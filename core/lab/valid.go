package lab

import "fmt"

// Validate returns an error where the frame cannot be drawn as it is: the
// columns of a series differ in length, a field has not NX·NY values, or a bond
// joins an atom that is not there; or where two panels have one name by which
// they take part. The error names the panel and the series.
func (f *Frame) Validate() error {
	for i := range f.Panels {
		p := &f.Panels[i]
		if fault := p.fault(); fault != "" {
			return fmt.Errorf("panel %d, %q: %s", i, p.Title, fault)
		}
		for _, q := range f.Panels[:i] {
			if p.Acts != "" && p.Acts == q.Acts {
				return fmt.Errorf("panel %d, %q: another one acts as %q too", i, p.Title, p.Acts)
			}
		}
	}
	return nil
}

// fault says what is wrong with a panel, or "".
func (p *Panel) fault() string {
	if p.Drags && p.Acts == "" {
		return "the pointer drags on it, and does nothing"
	}
	for i, c := range p.Curves {
		if fault := unequal("curve", i, c.Name, len(c.X), len(c.Y)); fault != "" {
			return fault
		}
	}
	for i, b := range p.Bands {
		if fault := unequal("band", i, b.Name, len(b.X), len(b.Low), len(b.High)); fault != "" {
			return fault
		}
	}
	for i, b := range p.Bars {
		if fault := unequal("bars", i, b.Name, len(b.X), len(b.Y)); fault != "" {
			return fault
		}
	}
	for i, m := range p.Points {
		if fault := unequal("points", i, m.Name, len(m.X), len(m.Y)); fault != "" {
			return fault
		}
		if len(m.Labels) > len(m.X) {
			return fmt.Sprintf("points %d, %q: %d labels beside %d places", i, m.Name, len(m.Labels), len(m.X))
		}
	}
	for i, a := range p.Arrows {
		if fault := unequal("arrows", i, a.Name, len(a.X), len(a.Y), len(a.U), len(a.V)); fault != "" {
			return fault
		}
	}
	if v := p.Field; v != nil && (v.NX < 0 || v.NY < 0 || v.NX*v.NY != len(v.Values)) {
		return fmt.Sprintf("field %q of %d × %d has %d values", v.Name, v.NX, v.NY, len(v.Values))
	}
	if p.Scene != nil {
		return p.Scene.fault()
	}
	return ""
}

func (s *Scene) fault() string {
	for i, v := range s.Arrows {
		if fault := unequal("arrows", i, v.Name, len(v.X), len(v.Y), len(v.Z), len(v.U), len(v.V), len(v.W)); fault != "" {
			return fault
		}
	}
	for i, b := range s.Bonds {
		if b.A < 0 || b.B < 0 || int(b.A) >= len(s.Atoms) || int(b.B) >= len(s.Atoms) {
			return fmt.Sprintf("bond %d joins atoms %d and %d of %d", i, b.A, b.B, len(s.Atoms))
		}
	}
	return ""
}

// unequal says which series has columns of unequal length, or "".
func unequal(kind string, i int, name string, lengths ...int) string {
	for _, n := range lengths {
		if n != lengths[0] {
			return fmt.Sprintf("%s %d, %q: columns of lengths %v", kind, i, name, lengths)
		}
	}
	return ""
}
