#!/usr/bin/env bash
# Measures everything in one sitting and writes the tables and the goals into README.md, between its two marks.
#   bash tests/ActorBus.Benchmarks/sitting.sh [ROUNDS] [MESSAGES]
# ROUNDS is how many rounds are measured (3), MESSAGES how many lie in a filled queue (20,000). The results stay as JSON in bin/sitting.
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-3}
messages=${2:-20000}
results=bin/sitting
mkdir -p "$results"

dotnet build -c Release -v q
benchmark() { dotnet run -c Release --no-build -- "$@"; }
benchmark bus --rounds "$rounds" --json "$results/bus.json"
benchmark rabbitmq --rounds "$rounds" --messages "$messages" --json "$results/rabbitmq.json"
benchmark start --rounds "$rounds" --json "$results/start.json"
benchmark report "$results/bus.json" "$results/rabbitmq.json" "$results/start.json" >"$results/report.md"

awk -v report="$results/report.md" '
    /^<!-- end of the sitting -->$/ { inside = 0 }
    !inside { print }
    /^<!-- sitting/ { inside = 1; print ""; while ((getline line < report) > 0) print line }
' README.md >"$results/README.md"
mv "$results/README.md" README.md
