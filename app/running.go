//go:build !bindings

package app

// generating is false in every build that runs.
const generating = false
