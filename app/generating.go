//go:build bindings

package app

// generating: this build only writes the page's bindings, and opens no file.
const generating = true
