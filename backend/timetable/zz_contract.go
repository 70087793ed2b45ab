package timetable

import "context"

// compiled and compile are stand-ins until compile.go lands.
type compiled struct{}

func compile(f Facts, b Brief) (*compiled, error)       { panic("compile") }
func (b *Board) plan(ctx context.Context) (Plan, error) { panic("plan") }
