package pde

import (
	"testing"

	"residual/core/lab"
)

// Where points are drawn anew steps by Workers have the bits of steps taken alone: by
// one that is there from the beginning, and by one that joins after a drawing; also
// after the slider was moved there and back, which begins at the first points again.
func TestResampleByTasks(t *testing.T) {
	knobs := []string{"problem=burgers", "method=sketch", "depth=1", "width=4", "points=60", "resample=2", "steps=30"}
	alone, wrong := start(t, knobs...)
	shared, _ := start(t, knobs...)
	if wrong != nil {
		t.Fatal(wrong)
	}
	newRunner := func() lab.TaskRunner {
		w, err := Lab.Worker(shared.Settings(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	workers := []lab.TaskRunner{newRunner()}
	steps := func(halves int) {
		for range halves {
			tasks := shared.Tasks()
			results := make([][]byte, len(tasks))
			for i, task := range tasks {
				results[i] = workers[i%len(workers)].Do(nil, task)
			}
			shared.Finish(results)
			alone.Step()
			if alone.Digest() != shared.Digest() {
				t.Fatalf("step %d has other bits by tasks", alone.Steps())
			}
		}
	}
	move := func(to string) {
		for _, r := range []*lab.Run{alone, shared} {
			s, err := Lab.Update(r.Settings(), map[string]string{"at": to})
			if err == nil {
				err = r.Change(s)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	steps(6)
	workers = append(workers, newRunner())
	if steps(6); shared.Experiment().(*experiment).solver.drawing.Step != 6 {
		t.Fatal("no points were drawn")
	}
	move("0.5")
	move("0")
	steps(6)
	move("0.5")
	steps(6)
}
