#!/usr/bin/env bash
# Installs PostgreSQL 15 from Debian, and pgvector built from Debian's source package, for the tests
# that need a real server. Does nothing if both are installed.
set -euo pipefail

readonly version=15
# The oldest Debian release whose pgvector has halfvec and sparsevec.
readonly pgvector_suite=trixie

if [[ -x /usr/lib/postgresql/$version/bin/postgres &&
  -f /usr/share/postgresql/$version/extension/vector.control ]]; then
  echo "PostgreSQL $version and pgvector are already installed."
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "This needs Debian. Elsewhere install PostgreSQL $version or later with pgvector 0.7 or later." >&2
  exit 1
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

"${as_root[@]}" apt-get update -qq
# Otherwise the package would create and start a cluster, which nobody here uses.
"${as_root[@]}" apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null
"${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = false' |
  "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null
"${as_root[@]}" apt-get install -y -qq --no-install-recommends \
  build-essential dpkg-dev "postgresql-$version" "postgresql-server-dev-$version" >/dev/null

# Uses the archive that this machine already trusts, at the release that has the source package, with
# separate package lists, so that the machine's lists do not change.
archive=$(apt-get indextargets --format '$(REPO_URI)' \
  'Created-By: Packages' 'Label: Debian' 'Component: main' | sed -n 1p)
mkdir -p "$build"/lists/partial
echo "deb-src $archive $pgvector_suite main" >"$build"/sources.list
apt=(apt-get -qq
  -o "Dir::Etc::SourceList=$build/sources.list"
  -o Dir::Etc::SourceParts=/dev/null
  -o "Dir::State::Lists=$build/lists"
  -o APT::Sandbox::User=)
"${apt[@]}" update
(cd "$build" && "${apt[@]}" source pgvector)

config=/usr/lib/postgresql/$version/bin/pg_config
make=(make --silent -C "$build"/pgvector-*/ "PG_CONFIG=$config" OPTFLAGS= with_llvm=no)
"${make[@]}" -j "$(nproc)"
"${as_root[@]}" "${make[@]}" install >/dev/null
echo "Installed $("$config" --version) and pgvector."
