// Daybook runs a Recovery College on one laptop.
package main

import (
	"embed"
	"os"

	"daybook/app"
)

//go:embed all:frontend/dist
var pages embed.FS

// version is filled in when a release is built.
var version = "development"

func main() {
	os.Exit(app.Main(pages, version, os.Args[1:]))
}
