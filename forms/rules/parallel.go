package rules

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls do for 0 to n-1 on all processors and returns when all are
// done.
func parallel(n int, do func(int), progress Progress) {
	var next, done atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
				if progress != nil {
					progress(int(done.Add(1)), n)
				}
			}
		})
	}
	workers.Wait()
}
