#!/usr/bin/env bash
# Every task of the project. Go and git are enough for all but the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
./build.sh serve [--port N]    build the site and serve it on 127.0.0.1
./build.sh dist [LAB …]        build the site into dist/, or one of these labs alone
./build.sh run LAB [knob=value …] [--seed N] [--steps N] [--json]
               [--csv FILE [--panel NAME]] [--svg FILE [--width W] [--dark]]
                               run a lab here, without a page; ./build.sh run --help
./build.sh draw LAB [knob=value …] [--seed N] [--steps N] [--width W] [--dark]
                               write a frame of a run to the standard output, as SVG
./build.sh new NAME            begin a lab: a copy of a small one that runs, draws and passes
./build.sh check               what can be tested each time a file is saved
./build.sh test                prove it all
./build.sh test [--plain] [--node] PACKAGE …
                               test these packages alone: with plain loops, under Node
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

# Go may fuse x·y + z into one rounding, and does on arm64 and others and with
# GOAMD64=v3: then the bits would differ. This forbids it, for every package of
# every architecture, whatever flags are added; quietly, says the q.
export GOCOMPILEDEBUG=fmahash=qn

# What the Worker fetches is compiled without inlining, but for the loops that
# count and what they inline: a tenth less to fetch, and no slower.
lean=(-gcflags=all=-l)
for inlined in simd/... math/... residual/core/{kernel,chem,md}; do
  lean+=("-gcflags=$inlined=")
done

# A snapshot names the program that made it by the last commit that changed its
# sources, with -dirty where they were changed since: other commits change no
# program.
build=$(git log -1 --format=%h --abbrev=12 -- core wasm go.mod 2>/dev/null) || build=
[[ -z $(git status --porcelain -- core wasm go.mod 2>/dev/null) ]] || build+=-dirty
[[ -n $build ]] || build=unknown
stamp="-X residual/core/lab.Build=$build"

wasm() { GOOS=js GOARCH=wasm "$@"; }
arm64() { GOOS=linux GOARCH=arm64 "$@"; }

# The Worker has a program for every lab, with that lab alone.
# dist [LAB …] makes the site, of these labs alone if it is given some.
dist() {
  local lab labs programs=(.build/stage.wasm)
  mkdir -p .build
  labs=$(go run ./wasm/mains .build/mains "$@")
  for lab in $labs; do
    programs+=(".build/compute-$lab.wasm")
    wasm go build -ldflags="-s -w $stamp" "${lean[@]}" -o "${programs[-1]}" "./.build/mains/$lab"
  done
  wasm go build -ldflags='-s -w' -o .build/stage.wasm ./wasm/stage
  go run ./wasm/join "${programs[@]}"
  go run ./site/generate -out dist -wasm .build "$@"
}

# run_command NAME PACKAGE … builds a command and becomes it.
run_command() {
  mkdir -p .build
  go build -ldflags="$stamp" -o ".build/$1" "$2"
  exec ".build/$1" "${@:3}"
}

# new NAME begins a lab, and shows that it runs, draws and passes.
new() {
  go run ./core/cmd/newlab "$@"
  UPDATE=1 go test -run "TestDigests/$1\$" ./tests/digests
  go test "./core/labs/$1" ./tests/imports
  mkdir -p .build
  go run ./render/cmd/residual "$1" --svg ".build/$1.svg"
  cat <<END
lab $1 begins in core/labs/$1/$1.go; its page is site/pages/labs/$1.md
it is drawn in .build/$1.svg; see it live with ./build.sh serve
CONTRIBUTING.md says what the parts of a lab are
END
}

# need COMMAND PACKAGE installs what the tests lack, where it may.
need() {
  command -v "$1" >/dev/null && return
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "$1 is missing: install $2"
  echo "installing $2"
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$2" >/dev/null ||
    fail "$1 is missing, and $2 could not be installed"
}

# want FILE PACKAGE installs what a part of the tests is left out without, where it
# may.
want() {
  compgen -G "$1" >/dev/null || (need "$1" "$2") || echo "$2 is missing: its part is left out"
}

# title TEXT begins a stage, and says what the ones before took: seconds since the
# start, and seconds of the processor. (times speaks of this shell alone.)
title() {
  mkdir -p .build
  times >.build/times
  printf '\n== %s (%d s, processor %d s)\n' "$*" "$SECONDS" \
    "$(awk -F'[ms ]' 'NR == 2 {printf "%d", 60 * ($1 + $4) + $2 + $5}' .build/times)"
}

# Go hands its whole environment to a program under Node, which takes only a
# little: it gets what it needs.
in_node() {
  local run
  run="env -i PATH=$PATH HOME=$HOME $(go env GOROOT)/lib/wasm/go_js_wasm_exec"
  wasm go test -exec "$run" "$@"
}

# lint runs staticcheck, of a pinned version, built with the toolchain at hand.
lint() {
  local version=v0.8.2 tool
  tool=$PWD/.build/tools/$version-$(go env GOVERSION)
  [[ -x $tool/staticcheck ]] || GOBIN=$tool go install "honnef.co/go/tools/cmd/staticcheck@$version"
  "$tool/staticcheck" "$@"
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

# check_form tests what can be seen without running anything.
check_form() {
  local ours=(core render wasm site tests) untidy
  local in_browser=(./wasm/compute ./wasm/stage ./render/paint ./tests/bench/contender)
  untidy=$(find "${ours[@]}" -name node_modules -prune -o -name '*.go' -print0 | xargs -0 "$(go env GOROOT)/bin/gofmt" -l)
  [[ -z $untidy ]] || fail "gofmt would change $untidy"
  go mod tidy -diff
  go vet ./...
  wasm go vet "${in_browser[@]}"
  lint ./...
  wasm lint "${in_browser[@]}"
  check_scripts
}

# check is what can be afforded each time a file is saved: the tests of the labs,
# which train networks, are left out.
check() {
  title 'form'
  check_form
  title 'quick tests'
  go test -count=1 ./tests/repo
  go test -short $(go list ./core/... ./render/... ./wasm/... ./site/... | grep -v /core/labs) ./tests/imports
  title 'all passed'
}

# test_some [--plain] [--node] PACKAGE … tests these packages: with plain loops,
# under Node.
test_some() {
  local how=(go test)
  while [[ ${1:-} == --* ]]; do
    case $1 in
    --plain) export GOEXPERIMENT= ;;
    --node)
      need node nodejs
      how=(in_node)
      ;;
    *) fail "test takes --plain and --node, not $1" ;;
    esac
    shift
  done
  (($#)) || fail 'test --plain and test --node take packages'
  "${how[@]}" "$@"
}

# fuzz feeds everything that reads what comes from outside with bytes that nobody
# would write, a few seconds each.
fuzz() {
  local package target
  for package in $(grep -rl --include='*_test.go' '^func Fuzz' core render wasm site | xargs -n1 dirname | sort -u); do
    for target in $(go test -list '^Fuzz' "./$package" | grep '^Fuzz'); do
      go test -run '^$' -fuzz "^$target\$" -fuzztime 3s "./$package"
    done
  done
}

# The same bits on arm64: nothing is fused, with and without SIMD, and every
# digest is the golden one. An arm64 machine has compared them natively.
test_arm64() {
  title 'arm64: nothing fused, the same digests'
  arm64 go build -o .build/arm64/simd ./render/cmd/residual
  GOEXPERIMENT= arm64 go build -o .build/arm64/plain ./render/cmd/residual
  go run ./tests/fused .build/arm64/{simd,plain}
  [[ $(go env GOHOSTARCH) == arm64 ]] && return
  need qemu-aarch64-static qemu-user-static
  arm64 go test -timeout 30m -skip Accuracy -exec qemu-aarch64-static ./core/{kernel,plan} ./tests/digests
}

# What can differ where loops are plain or the machine is another: the engine, and
# the digests of all labs. What holds an algorithm, a lab or a parser against a
# truth does so once, natively: equal digests carry it over.
everywhere=(./core/{ad,codec,fit,kernel,lab,linalg,nn,opt,pde,plan,rng,so3} ./wasm/wire ./tests/digests)

# Nothing is shared without a lock where goroutines are, and where a run is shared
# among Workers. The race detector needs cgo.
test_races() {
  need gcc build-essential
  CGO_ENABLED=1 go test -race -short -skip Accuracy ./core/{fit,kernel,lab,plan} ./wasm/compute
}

test_all() {
  need node nodejs
  need chromium chromium
  title 'form'
  check_form
  title 'native, SIMD'
  go test -shuffle=on ./core/labs/... $(go list ./... | grep -Ev '/tests/(browser|engines)|/core/labs/')
  title 'native, plain loops'
  GOEXPERIMENT= go test -short -shuffle=on -skip Accuracy "${everywhere[@]}"
  title 'Node, SIMD'
  in_node -short -shuffle=on -skip Accuracy "${everywhere[@]}"
  title 'races'
  test_races
  title 'fuzzing'
  fuzz
  test_arm64
  title 'Chromium'
  dist
  go test -short -shuffle=on -timeout 30m ./tests/browser
  title 'Firefox and WebKit'
  want /usr/bin/firefox-esr firefox-esr
  want /usr/bin/Xvfb xvfb
  want /usr/bin/WebKitWebDriver webkit2gtk-driver
  want /usr/share/fonts/truetype/dejavu/DejaVuMathTeXGyre.ttf fonts-dejavu-extra
  go test -short -timeout 30m ./tests/engines
  title 'all passed'
}

task=${1:-}
shift || true
case $task in
serve)
  dist
  run_command serve ./site/serve -dir dist "$@"
  ;;
dist) dist "$@" ;;
draw) # a picture is a picture, whatever the checks say
  (run_command residual ./render/cmd/residual "$@" --svg -) || (($? == 1))
  ;;
new) new "$@" ;;
run) run_command residual ./render/cmd/residual "$@" ;;
check) check ;;
test) if (($#)); then test_some "$@"; else test_all; fi ;;
bench) exec tests/bench/run.sh "$@" ;;
*)
  usage
  [[ -z $task || $task == help || $task == --help ]] || fail "there is no task $task"
  ;;
esac
