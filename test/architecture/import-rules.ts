import { posix } from 'node:path';
import { type Module, readModule, type SourceFile } from './read-module.ts';

/** The ranks of design: each may import from those below it, never from its own or above. */
const ranks: readonly (readonly string[])[] = [
  ['errors', 'log', 'retry', 'config', 'validate', 'json-schema'],
  ['document'],
  ['extract', 'chunk', 'lexical'],
  ['sources', 'reader', 'embed', 'store', 'trigger'],
  ['ingest', 'search'],
  ['http', 'mcp'],
  ['functions', 'local', 'scripts'],
];
const pureRank = 2;

/** What pure code may take from Node: nothing that reads, waits, tells time or draws lots. */
const pureImports: Readonly<Record<string, readonly string[]>> = {
  'node:buffer': ['Buffer', 'isAscii', 'isUtf8'],
  'node:crypto': ['createHash', 'hash'],
  'node:path': ['posix'],
  'node:string_decoder': ['StringDecoder'],
};
const impureNames =
  /^(process|performance|fetch|console|require|navigator|localStorage|WebSocket|EventSource|XMLHttpRequest|crypto|set(Timeout|Interval|Immediate)|import\.meta|new Date\(\)|Date\.now|Math\.random)(\W|$)/;

/** Where `process.env` may be read. */
const environmentReaders = /^(functions\/[^/]+\/index\.ts$|local\/|scripts\/)/;

interface Place {
  /** The folder's name in the ranks; for functions, with the function's own name. */
  name: string;
  rank: number;
}

/**
 * Holds source files against the rules of imports.
 * @param doors the `exports` of shared's package.json: how functions/ and local/ get at it
 * @returns a sentence for every violation
 */
export function findViolations(
  files: readonly SourceFile[],
  doors: Readonly<Record<string, string>>,
): string[] {
  return files.map(readModule).flatMap((module) => {
    const from = placeOf(module.path);
    if (from === undefined) return [`${module.path} is in a folder that has no rank`];
    return [
      ...module.imports.flatMap(({ specifier, names }) =>
        checkImport(module, from, specifier, names, doors),
      ),
      ...checkNames(module, from),
    ].map((problem) => `${module.path} ${problem}`);
  });
}

function checkImport(
  { path }: Module,
  from: Place,
  specifier: string | undefined,
  names: readonly string[],
  doors: Readonly<Record<string, string>>,
): string[] {
  if (specifier === undefined) return ['imports what is computed at run time'];
  if (specifier.startsWith('node:'))
    return from.rank === pureRank ? checkPure(specifier, names) : [];
  const target = resolve(path, specifier, doors);
  if (target === undefined) {
    return specifier.startsWith('@docpilot/') ? [`imports ${specifier}, which is no door`] : [];
  }
  const to = placeOf(target);
  if (to === undefined) return [`imports ${target}, which has no rank`];
  const isOutside = from.rank === 6 && to.rank < 6;
  if (isOutside && specifier.startsWith('.')) {
    return [`imports ${target} past the doors of shared`];
  }
  if (to.rank > from.rank)
    return [`imports ${target} upward, from rank ${from.rank} to ${to.rank}`];
  // local/ is where the functions meet on one machine.
  const isWiring = from.name === 'local' && /^functions\/[^/]+\/function\.ts$/.test(target);
  if (to.rank === from.rank && to.name !== from.name && !isWiring) {
    return [`imports its sibling ${target}`];
  }
  return [];
}

function checkPure(specifier: string, names: readonly string[]): string[] {
  const allowed = pureImports[specifier] ?? [];
  const impure = names.filter((name) => !allowed.includes(name));
  return impure.map((name) => `is pure, and imports ${name} of ${specifier}`);
}

function checkNames({ path, imports, names }: Module, from: Place): string[] {
  const used = [...new Set(names)];
  const problems: string[] = [];
  // `process` without a member may be taken apart into anything.
  const environment =
    used.some((name) => name === 'process' || name === 'process.env') ||
    imports.some(({ specifier }) => /^(node:)?process$/.test(specifier ?? ''));
  if (environment && !environmentReaders.test(path)) problems.push('reads process.env');
  if (from.rank === pureRank) {
    for (const name of used) if (impureNames.test(name)) problems.push(`is pure, and uses ${name}`);
  }
  return problems;
}

function placeOf(path: string): Place | undefined {
  const parts = path.split('/');
  const isShared = parts[0] === 'shared' && parts[1] === 'src';
  const [first = '', second = ''] = isShared ? parts.slice(2) : parts;
  const folder = first.replace(/\.ts$/, '');
  const rank = ranks.findIndex((names) => names.includes(folder));
  if (rank === -1 || isShared === rank > 5) return undefined;
  // The files of rank 0 lie in one folder; each function is a folder of its own.
  if (rank === 0) return { name: 'src', rank };
  return { name: folder === 'functions' ? `functions/${second}` : folder, rank };
}

/** The file a specifier names; undefined for a package's. */
function resolve(
  importer: string,
  specifier: string,
  doors: Readonly<Record<string, string>>,
): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(importer), specifier);
  const door = /^@docpilot\/shared(\/.+)?$/.exec(specifier);
  const file = door === null ? undefined : doors[`.${door[1] ?? ''}`];
  return file === undefined ? undefined : posix.join('shared', file);
}
