# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run and tests/run: what a bare Debian 12 lacks is installed, then the release build is made.
# Expects $top (the checkout) and an array `needed` of "package|why". Exit status 2: packages can't be installed.

build_needs=(
  "cmake|configures the build" "ninja-build|runs the build" "g++|C++20 compiler" "pkg-config|finds libraries"
  "ccache|makes the second build quick" "mold|linker"
  "qt6-base-dev|Qt Core, Widgets, Network, DBus, Test" "qt6-svg-dev|icons" "libxcb1-dev|asks whether the display answers" "libqt6opengl6-dev|asked for by Qt's CMake files"
  "qt6-l10n-tools|translations" "qt6-tools-dev|translations" "qt6-tools-dev-tools|translations"
  "libqscintilla2-qt6-dev|editors" "nlohmann-json3-dev|JSON documents" "libsimdjson-dev|JSON on the event path"
  "libarchive-dev|packages" "libseccomp-dev|the system call filter of instances" "libssl-dev|signatures" "libsqlite3-dev|the store" "qtkeychain-qt6-dev|keys of connections in the desktop's keyring" "librdkafka-dev|CKafka triggers" "libyaml-cpp-dev|project files"
  "fonts-inter|text in the window" "fonts-jetbrains-mono|code and numbers in the window" "fonts-noto-cjk|Chinese text in the window"
  "python3-fonttools|makes the window's fonts"
)
run_needs=("python3|runs Python functions")

setup_packages() {
  local missing=() line name
  command -v node >/dev/null 2>&1 || needed+=("nodejs|runs Node.js functions")
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' 2>/dev/null | sed -n 's/^ii *//p')
  for line in "${needed[@]}"; do
    name=${line%%|*}
    grep -qx "$name" <<<"$installed" || missing+=("$line")
  done
  ((${#missing[@]})) || return 0
  echo "Debian packages that are missing:"
  local names=()
  for line in "${missing[@]}"; do
    printf '  %-24s %s\n' "${line%%|*}" "${line#*|}"
    names+=("${line%%|*}")
  done
  local as=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      as=(sudo)
    else
      setup_give_up "${names[@]}"
    fi
  fi
  if ! { "${as[@]}" apt-get update -q && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${names[@]}"; } >"$top/build/packages.log" 2>&1; then
    tail -n 5 "$top/build/packages.log" >&2
    setup_give_up "${names[@]}"
  fi
  echo "installed."
}

setup_give_up() {
  {
    echo "They can't be installed from here. Run this once, then try again:"
    echo "  sudo apt-get install -y --no-install-recommends $*"
  } >&2
  exit 2
}

# setup_build TARGET...: the release build of these targets; quiet when there is nothing to do.
setup_build() {
  cd "$top" || exit 1
  local options=()
  [ -n "${CI:-}" ] && options+=(-DSCFDESK_WERROR=ON)
  if [ ! -f build/release/build.ninja ] || [ -n "${CI:-}" ]; then
    cmake --preset release "${options[@]}" >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
  fi
  local log=build/build.log
  if [ -t 1 ]; then
    cmake --build --preset release --target "$@" || exit 1
  else
    cmake --build --preset release --target "$@" >"$log" 2>&1 || { grep -E -A12 'error|FAILED' "$log" | head -n 80 >&2; echo "The whole log: $log" >&2; exit 1; }
  fi
}
