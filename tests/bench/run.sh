#!/usr/bin/env bash
# run.sh PART [options] builds what a part of the benchmark needs and runs it.
# build.sh bench calls it, with the toolchain chosen.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
here=tests/bench out=$PWD/.build/bench
mkdir -p "$out"

fail() {
  echo "bench: $*" >&2
  exit 1
}

# need COMMAND PACKAGE installs a Debian package that is missing, where it may.
need() {
  command -v "$1" >/dev/null && return
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "$1 is missing: install $2"
  echo "installing $2" >&2
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$2" >/dev/null ||
    fail "$1 is missing, and $2 could not be installed"
}

# engine FILE builds the engine as a contender.
engine() { GOOS=js GOARCH=wasm go build -trimpath -ldflags='-s -w' -o "$out/$1" ./$here/contender; }

page() {
  need chromium chromium
  engine residual.wasm
  GOEXPERIMENT='' engine plain.wasm
  cp "$here"/web/{page.html,page.js,lane.js,go.js,c.js} "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$out"
}

# clang is the newest of those there are, or the one that Debian has.
clang() {
  local version
  for version in -22 -21 -20 -19 ''; do
    if command -v "clang$version" >/dev/null && command -v "wasm-ld$version" >/dev/null; then
      echo "$version"
      return
    fi
  done
  apt-cache show clang-19 &>/dev/null && version=-19 || version=
  need "clang$version" "clang$version"
  need "wasm-ld$version" "lld$version"
  echo "$version"
}

c() {
  local version
  version=$(clang)
  "clang$version" --target=wasm32 -O3 -msimd128 -ffreestanding -Wall -c "$here/web/kernels.c" -o "$out/c.o"
  "wasm-ld$version" --no-entry --import-memory "$out/c.o" -o "$out/c.wasm"
}

libraries() {
  need npm npm
  [[ $here/node_modules/.package-lock.json -nt $here/package-lock.json ]] ||
    (cd $here && npm ci --no-audit --no-fund --loglevel=error >&2)
  $here/node_modules/.bin/esbuild $here/web/{jax,tfjs}.js --bundle --minify --format=esm --splitting \
    --outdir="$out" --log-level=warning --define:process.env.NODE_ENV='"production"'
  cp $here/node_modules/@tensorflow/tfjs-backend-wasm/dist/*.wasm "$out"
}

if [[ ${1:-} == draw || ${1:-} == labs ]]; then
  need chromium chromium
  ./build.sh dist
  exec go run ./$here/"$1" "${@:2}"
fi
# accuracy [--json] measures every figure that takes longer than a test may.
accuracy() {
  local packages form=(-v)
  packages=$(find core -name figures_test.go -printf './%h\n' | sort -u)
  [[ ${1:-} == --json ]] && form=(-json)
  go test -count=1 -timeout 3h -p 1 -tags figures -run '^TestFigure' "${form[@]}" $packages
}

if [[ ${1:-} == accuracy ]]; then
  accuracy "${@:2}"
  exit
fi
go build -o "$out/bench" ./$here
case ${1:-} in
kernels)
  page
  [[ " $* " == *' --only'* ]] || go test -run '^$' -bench . -benchmem -benchtime 50ms ./core/kernel
  ;;
peers)
  page
  c
  libraries
  ;;
memory)
  page
  go build -o "$out/residual" ./render/cmd/residual
  GOEXPERIMENT='' go build -o "$out/residual-plain" ./render/cmd/residual
  GOOS=js GOARCH=wasm go build -o "$out/residual-node.wasm" ./render/cmd/residual
  cp "$(go env GOROOT)"/lib/wasm/wasm_exec*.js "$out"
  ;;
esac
exec "$out/bench" "$@"
