package app

import (
	"sync"
	"time"
)

// awakening adds up how long this program has been awake. Reading a clock is not
// enough: on Windows every clock that Go can read runs on while the computer
// sleeps. So the clock is read every few seconds, and of a longer gap between
// two readings only a part is counted.
type awakening struct {
	mu    sync.Mutex
	begun bool
	last  time.Time
	sum   time.Duration
}

// How often the clock is read, and the most that one gap counts: a busy computer
// may come late, a sleeping one for longer.
const (
	readEvery = 10 * time.Second
	mostOfGap = 30 * time.Second
)

func (a *awakening) read() time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.begun {
		a.begun, a.last = true, time.Now()
		go func() {
			for range time.Tick(readEvery) {
				a.read()
			}
		}()
	}
	now := time.Now()
	a.sum += min(now.Sub(a.last), mostOfGap)
	a.last = now
	return a.sum
}

var sinceStart awakening

// awake is how long this program has been awake.
func awake() time.Duration { return sinceStart.read() }
