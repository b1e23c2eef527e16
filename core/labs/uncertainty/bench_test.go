package uncertainty

import (
	"testing"
	"time"
)

// BenchmarkSharedStep takes the first steps of the default run apart: what the
// tasks take, which Workers do at once, and what the run itself has to do before
// and after them. With that share s of a step, two Workers are (s + 1)/(s + ½)
// times as fast as one at the best, were messages free.
func BenchmarkSharedStep(b *testing.B) {
	s, _ := Lab.Parse(nil)
	r, _ := Lab.Start(s, 1)
	worker, _ := Lab.Worker(s, 1)
	var own, tasks time.Duration
	n, bytes := 0, 0
	for b.Loop() {
		if of(r).phase != fitting {
			r, _ = Lab.Start(s, 1)
		}
		start := time.Now()
		all := r.Tasks()
		own += time.Since(start)
		results := make([][]byte, len(all))
		for i, t := range all {
			start = time.Now()
			results[i] = worker.Do(nil, t)
			tasks += time.Since(start)
			n++
			bytes += len(t) + len(results[i])
		}
		start = time.Now()
		r.Finish(results)
		own += time.Since(start)
	}
	share := float64(own) / float64(tasks)
	b.ReportMetric(float64(tasks.Microseconds())/float64(n), "µs/task")
	b.ReportMetric(float64(bytes)/float64(n), "B/task")
	b.ReportMetric(share, "own/tasks")
	b.ReportMetric((share+1)/(share+0.5), "of-two-Workers")
}
