package lab

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"

	"residual/core/codec"
)

// Build names the program, in snapshots; the linker sets it.
var Build = "unknown"

// format is the first byte of a snapshot: a head that names what it is of, then
// the state, both as codec has them, and at last the seal.
const format = 'S'

// ErrSnapshot is the error, or is wrapped in the error, of Restore for bytes
// that are no snapshot of the run.
var ErrSnapshot = errors.New("not a snapshot of this run")

// A head says what a snapshot is of.
type head struct {
	lab      string
	version  int
	build    string
	seed     uint64
	settings []setting
	state    []byte
}

type setting struct{ name, value string }

func (h *head) describe(c *codec.Coder) {
	first := uint8(format)
	c.Uint8(&first)
	c.Require(first == format, "a snapshot begins otherwise")
	c.Text(&h.lab)
	c.Count(&h.version)
	c.Text(&h.build)
	c.Uint64(&h.seed)
	codec.List(c, &h.settings, 8, func(c *codec.Coder, s *setting) {
		c.Text(&s.name)
		c.Text(&s.value)
	})
	c.Raw(&h.state)
}

func (r *Run) head() *head {
	h := &head{lab: r.lab.Name, version: r.lab.Version, build: Build, seed: r.seed, state: r.state()}
	brief := r.settings.Brief()
	for _, k := range r.lab.Knobs {
		h.settings = append(h.settings, setting{k.Name, brief[k.Name]})
	}
	return h
}

// state is the state alone.
func (r *Run) state() []byte {
	c := codec.NewEncoder(nil)
	r.describe(c)
	return c.Bytes()
}

// Digest is a hash of the state (FNV-1a, 64 bits): two runs agree in every bit of
// it where their digests do, whatever build, budget or number of Workers they
// have.
func (r *Run) Digest() string {
	return fmt.Sprintf("%016x", fnv1a(r.state()))
}

func fnv1a(b []byte) uint64 {
	h := fnv.New64a()
	h.Write(b)
	return h.Sum64()
}

// Snapshot is the whole state, and what it is of: lab, settings, seed, version
// and build. It is sealed.
func (r *Run) Snapshot() []byte {
	c := codec.NewEncoder(nil)
	r.head().describe(c)
	return Seal(c.Bytes())
}

// sealSize is how many bytes a seal has.
const sealSize = 8

// Seal appends to the body of a snapshot a hash of all its bytes (FNV-1a, 64
// bits), by which damage is found: every step of that hash can be undone, so that
// two bodies which differ in one byte alone never have the same. It protects
// against accidents and against nobody's intent.
func Seal(body []byte) []byte { return binary.LittleEndian.AppendUint64(body, fnv1a(body)) }

// unseal returns the body of a snapshot whose seal is right.
func unseal(snapshot []byte) (body []byte, err error) {
	n := len(snapshot) - sealSize
	if n < 0 {
		return nil, errors.New("it is cut short")
	}
	if binary.LittleEndian.Uint64(snapshot[n:]) != fnv1a(snapshot[:n]) {
		return nil, errors.New("it is damaged: its bytes are not those that were saved")
	}
	return snapshot[:n], nil
}

// Restore takes a snapshot over. It must be of the same lab, version and seed,
// and of the same settings but for live knobs, whose values it brings, and
// sizes of memory, which change no result. On an error the run is as it was.
func (r *Run) Restore(snapshot []byte) error {
	body, err := unseal(snapshot)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	var h head
	c := codec.NewDecoder(body)
	h.describe(c)
	if err := c.Done(); err != nil {
		return fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	settings, err := r.accepts(&h)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	before, state := r.settings, r.state()
	if err := r.adopt(settings, codec.NewDecoder(h.state)); err != nil {
		if undone := r.adopt(before, codec.NewTrustingDecoder(state)); undone != nil {
			panic(undone) // a run takes its own state
		}
		return fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	return nil
}

// accepts holds what a snapshot says it is of against the run, and returns the
// settings with its live knobs.
func (r *Run) accepts(h *head) (Settings, error) {
	switch {
	case h.lab != r.lab.Name:
		return Settings{}, fmt.Errorf("it is of lab %q, this run of %q", h.lab, r.lab.Name)
	case h.version != r.lab.Version:
		return Settings{}, fmt.Errorf("it is of version %d of the lab, this run of %d", h.version, r.lab.Version)
	case h.seed != r.seed:
		return Settings{}, fmt.Errorf("its seed is %d, this run's %d", h.seed, r.seed)
	case len(h.settings) != len(r.lab.Knobs):
		return Settings{}, errors.New("it has other knobs")
	}
	brief, live := r.settings.Brief(), map[string]string{}
	for _, s := range h.settings {
		k := r.lab.knob(s.name)
		switch {
		case k == nil:
			return Settings{}, fmt.Errorf("it has a knob %q, which this lab has not", s.name)
		case k.Live:
			live[s.name] = s.value
		case k.Kind != Size && s.value != brief[s.name]:
			return Settings{}, fmt.Errorf("it was made with %s = %s, this run with %s", s.name, s.value, brief[s.name])
		}
	}
	return r.lab.Update(r.settings, live)
}

// adopt makes settings and state those of the run.
func (r *Run) adopt(settings Settings, c *codec.Coder) error {
	if err := r.Change(settings); err != nil {
		return err
	}
	r.describe(c)
	if err := c.Done(); err != nil {
		return err
	}
	if e, ok := r.exp.(Resumer); ok {
		e.Resume()
	}
	return nil
}
