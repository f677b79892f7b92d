/** Of package managers; another file of the kind is known by what it holds. */
const named = [
  ...['yarn', 'bun', 'deno', 'composer', 'symfony', 'gemfile', 'podfile', 'berksfile', 'cargo'],
  ...['poetry', 'pipfile', 'pdm', 'uv', 'pixi', 'conda', 'mix', 'rebar', 'pubspec', 'flake'],
  ...['chart', 'paket', 'shard', 'conan', 'buf', 'stack', 'cabal', 'devbox', 'packages'],
  ...['gopkg', 'glide', 'esy', 'scarb', 'module.bazel', 'stack.yaml', 'renv', 'puppetfile'],
];

/** Patterns of the names that lock files have, and no others. */
export const lockFiles = [
  `**/{${named.join(',')}}.lock`,
  '**/{package-lock,npm-shrinkwrap,composer.lock,packages.lock,vcpkg-lock,lake-manifest}.json',
  '**/{pnpm-lock,bun.lock,conda-lock}.{yaml,yml}',
  '**/{go.sum,go.work.sum,.terraform.lock.hcl,gems.locked,pylock.toml}',
  '**/{gradle.lockfile,*-gradle.lockfile,cabal.project.freeze,cpanfile.snapshot}',
  '**/{package,cartfile}.resolved',
  '**/.pnp.{cjs,js,loader.mjs}',
];

const nameOfLock = /(?:\.(?:lock|lockfile|locked|resolved)|[.-]lock\.(?:json|ya?ml|toml|hcl))$/i;

/** Whether its name is that of a lock file, or of something else that locks. */
export function isNamedAsLock(path: string): boolean {
  return nameOfLock.test(path);
}

/** A checksum, or a version that is given to a name. */
const pin =
  /\b[\da-f]{32,}\b|\bsha\d+[-:=]|(?:\bversion\b["']?\s*[:=]|[=~^@(:])\s*["']?v?\d+\.\d+|["']?\b(?:checksum|integrity|resolved|revision|hash)\b["']?\s*[:=]/i;
const sampledLines = 200;

/** As lock files do, at least in every tenth line. */
export function pinsVersions(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n', sampledLines)
    .filter((line) => line.trim() !== '');
  return lines.filter((line) => pin.test(line)).length * 10 >= Math.max(lines.length, 1);
}
