#!/usr/bin/env bash
# Every task of the project. Go and git are enough for all but the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
./build.sh serve [--port N]    build the site and serve it on 127.0.0.1
./build.sh dist                build the site into dist/
./build.sh run LAB [knob=value …] [--seed N] [--steps N] [--json]
                               run a lab here, without a page
./build.sh test                prove it all
./build.sh bench kernels|peers|memory|labs|draw [options]
                               time the engine and the canvas; ./build.sh bench --help
./build.sh bench accuracy [--json]
                               measure every figure of the labs natively

RESIDUAL_SIMD=off builds plain loops in place of SIMD; the results are the same.
END
}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

# The toolchain: 1.27, which an older Go (from 1.21) fetches by itself.
command -v go >/dev/null || fail 'Go is missing: install Go 1.21 or newer (https://go.dev/dl)'
[[ $(GOTOOLCHAIN=local go env GOVERSION) == go1.27* ]] && GOTOOLCHAIN=local || GOTOOLCHAIN=go1.27.3
[[ ${RESIDUAL_SIMD:-on} == off ]] && GOEXPERIMENT= || GOEXPERIMENT=simd
export GOTOOLCHAIN GOEXPERIMENT GOFLAGS='-trimpath -buildvcs=false'

# What the Worker fetches is compiled without inlining, but for the loops that
# count and what they inline: a twentieth less to fetch, and no slower.
lean=(-gcflags=all=-l)
for inlined in simd/... math/... residual/core/{kernel,plan,opt,chem,md}; do
  lean+=("-gcflags=$inlined=")
done

wasm() { GOOS=js GOARCH=wasm "$@"; }

# The Worker has a program for every lab: the same source, with that lab alone.
dist() {
  local lab labs programs=(.build/stage.wasm)
  mkdir -p .build
  labs=$(go run ./wasm/split .build/split)
  for lab in $labs; do
    programs+=(".build/compute-$lab.wasm")
    wasm go build -overlay ".build/split/$lab.json" -ldflags='-s -w' "${lean[@]}" -o "${programs[-1]}" ./wasm/compute
  done
  wasm go build -ldflags='-s -w' -o .build/stage.wasm ./wasm/stage
  go run ./wasm/join "${programs[@]}"
  go run ./site/build -out dist -wasm .build
}

# need COMMAND PACKAGE installs what the tests lack, where it may.
need() {
  command -v "$1" >/dev/null && return
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "$1 is missing: install $2"
  echo "installing $2"
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$2" >/dev/null ||
    fail "$1 is missing, and $2 could not be installed"
}

title() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

# Go hands its whole environment to a program under Node, which takes only a
# little: it gets what it needs.
in_node() {
  local run
  run="env -i PATH=$PATH HOME=$HOME $(go env GOROOT)/lib/wasm/go_js_wasm_exec"
  wasm go test -exec "$run" "$@"
}

# The scripts and styles of the site: their form and their types. What checks
# them is pinned in tests/scripts.
check_scripts() {
  local here=tests/scripts
  local bin=$here/node_modules/.bin
  need npm npm
  [[ $here/node_modules/.package-lock.json -nt $here/package-lock.json ]] ||
    npm --prefix $here ci --ignore-scripts --no-audit --no-fund --loglevel=error
  "$bin/prettier" --check --log-level=warn 'site/**/*.{js,css}' 'tests/**/*.{js,d.ts}' ||
    fail "$bin/prettier --write would change these"
  "$bin/tsc" -p $here
  "$bin/tsc" -p $here/tsconfig.worker.json
}

test_all() {
  need node nodejs
  need chromium chromium
  title 'form: gofmt, vet'
  local ours=(core render wasm site tests) untidy
  untidy=$(gofmt -l "${ours[@]}")
  [[ -z $untidy ]] || fail "gofmt would change $untidy"
  go vet ./...
  wasm go vet ./wasm/... ./render/... ./tests/bench/contender
  check_scripts
  title 'native, SIMD'
  go test $(go list ./... | grep -v '/tests/browser')
  title 'native, plain loops'
  GOEXPERIMENT= go test ./core/... ./wasm/wire ./tests/digests
  title 'Node, SIMD'
  in_node ./core/... ./wasm/wire ./tests/digests
  title 'Chromium'
  dist
  go test -timeout 30m ./tests/browser
  title 'all passed'
}

task=${1:-}
shift || true
case $task in
serve)
  dist
  go build -o .build/serve ./site/serve
  exec .build/serve -dir dist "$@"
  ;;
dist) dist ;;
run)
  mkdir -p .build
  go build -o .build/residual ./core/cmd/residual
  exec .build/residual "$@"
  ;;
test) test_all ;;
bench) exec tests/bench/run.sh "$@" ;;
*)
  usage
  [[ -z $task || $task == help || $task == --help ]] || fail "there is no task $task"
  ;;
esac
