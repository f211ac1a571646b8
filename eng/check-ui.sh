#!/usr/bin/env bash
# Rebuilds the page's bundle from its sources and compares it with the committed one, byte for byte; checks types, runs the
# scripts' own tests. Needs Node 20 or later and the npm registry, which nothing else of the project does.
#   eng/check-ui.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../src/SearchCore.Web/ui"

npm ci --no-audit --no-fund
npm run --silent check
npm test --silent

built=$(mktemp -d); trap 'rm -rf "$built"' EXIT
npm run --silent build -- --into "$built"
for file in app.js app.css; do
  cmp "$built/$file" "../wwwroot/$file" || { echo "wwwroot/$file is not what ui/ builds: run 'npm run build' in src/SearchCore.Web/ui and commit it." >&2; exit 1; }
done
echo "wwwroot is what ui/ builds."
