#!/usr/bin/env bash
# Publishes the service into a folder and starts it from there once, to see that it works: the steps of the image (Dockerfile), which can so
# be run where there is no builder of images.
#   eng/service/install.sh /opt/searchcore
set -euo pipefail
target=${1:?name the folder that the program goes to}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet publish src/SearchCore.Web -c Release -o "$target" -nologo -clp:ErrorsOnly

work=$(mktemp -d)
(cd "$work" && exec "$target/searchcore-web" --urls http://127.0.0.1:0 --SearchCore:DataFolder="$work/data" >"$work/out" 2>"$work/err") &
service=$!
trap 'kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 150); do
  address=$(sed -nE 's/^SearchCore is at (.*)$/\1/p' "$work/out")
  [ -z "$address" ] || break
  kill -0 "$service" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
  sleep 0.2
done
[ -n "$address" ] || { echo 'the service did not start within 30 seconds' >&2; cat "$work/err" >&2; exit 1; }
curl -fsS "$address/healthz/ready" >/dev/null
curl -fsS "$address/v1/collections/sample/search?q=strike" | grep -q '"hits":\[{'
kill -TERM "$service"
wait "$service"
echo "the service is in $target, was started, searched and stopped"
