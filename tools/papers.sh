#!/usr/bin/env bash
# papers.sh: one of each paper in each edition, for the sample college, into
# out/papers with an index page. The window is not built: only the commands are.
source "$(dirname "$0")/lib.sh"
tools/setup.sh run

mkdir -p build/bin frontend/dist
touch frontend/dist/.gitkeep
go build -o build/bin/daybook-papers .
daybook=build/bin/daybook-papers
"$daybook" sample --college sample-college
rm -rf out/papers
# The passphrases of the sample college are published: nobody in it is real.
"$daybook" print all --editions --college sample-college --to out/papers --user Nadia --passphrase-stdin <<<"lantern-orchard-violin-harbour"
say "They are listed in out/papers/index.html"
