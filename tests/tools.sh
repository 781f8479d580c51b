# What the scripts of this folder share: finding tools, and installing those that are missing. To be sourced, from the root of the sources.

# The one folder that holds what is built and installed here.
target=$PWD/target

note() { printf '   %s\n' "$1"; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Packages of Debian, quietly; what went wrong is said.
install() {
  note "installing $*"
  as_root apt-get update -qq >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then command -v "$name"; return 0; fi
  done
  return 1
}

# Sets chromium, firefox and python.
need_tools() {
  local component folder missing=()
  for component in rustfmt clippy; do
    if ! cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1; then
      note "installing $component"
      rustup component add "$component" >/dev/null
    fi
  done
  firefox=${FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
  find_chromium >/dev/null || missing+=(chromium fonts-liberation)
  [ -n "$firefox" ] || missing+=(firefox-esr)
  command -v java >/dev/null 2>&1 || missing+=(default-jre-headless)
  command -v pdftotext >/dev/null 2>&1 || missing+=(poppler-utils)
  command -v faketime >/dev/null 2>&1 || missing+=(faketime)
  command -v unzip >/dev/null 2>&1 || missing+=(unzip)
  command -v strace >/dev/null 2>&1 || missing+=(strace)
  command -v c++ >/dev/null 2>&1 || missing+=(g++)
  command -v make >/dev/null 2>&1 || missing+=(make)
  python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || missing+=(python3 python3-venv)
  if [ ${#missing[@]} -gt 0 ]; then install "${missing[@]}"; fi
  # An office suite recommends half a desktop.
  command -v soffice >/dev/null 2>&1 || install --no-install-recommends libreoffice-calc
  chromium=$(find_chromium)
  firefox=${firefox:-$(command -v firefox-esr)}
  for folder in tests/browser tests/consumers; do
    if [ ! -d "$folder/node_modules" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules" ]; then
      note "installing the packages of $folder"
      # Without the packages' own scripts: one would download a Java.
      npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
      touch "$folder/node_modules"
    fi
  done
  # What reads our files back is a tool of its own: pinned, and beside nothing that the system has.
  python=$target/consumers-python/bin/python
  if [ ! -x "$python" ] || [ tests/consumers/requirements.txt -nt "$python" ]; then
    note "installing the Python packages of tests/consumers"
    rm -rf target/consumers-python
    python3 -m venv target/consumers-python
    "$python" -m pip install --quiet --disable-pip-version-check --requirement tests/consumers/requirements.txt
    touch "$python"
  fi
}

# A subcommand of cargo in target/tools, in the version that is asked for. Quick to build matters more here than quick to run.
need_cargo_tool() {
  local name=$1 version=$2
  if [ ! -e "$target/tools/$name-$version" ]; then
    note "installing $name $version"
    cargo install --quiet --debug --locked --root "$target/tools" --target-dir "$target/tools/build" --version "$version" "$name"
    rm -rf "$target/tools/build"
    touch "$target/tools/$name-$version"
  fi
}

# Builds the program as it is published, and the example with a past. Sets site.
need_site() {
  cargo build --quiet --locked --release
  site=$target/example-site
  node tests/browser/history.mjs target/example-history
  ./target/release/annexa build target/example-history --today 2026-11-21 --output "$site" >/dev/null
}

# The site of a made-up handbook with so many documents. Sets large.
need_large_site() {
  local folder=$target/large-$1
  cargo bench --quiet --locked --profile dev --bench corpus -- "$1" "$folder" annexa
  large=$folder/site
  "$target/release/annexa" build "$folder/annexa" --today 2026-11-21 --output "$large" >/dev/null 2>&1
}

# What the tests in other languages ask for.
export_tools() {
  export ANNEXA=$target/release/annexa SITE=$site CHROMIUM=$chromium FIREFOX=$firefox PYTHON=$python
  SOFFICE=$(command -v soffice)
  export SOFFICE
}
