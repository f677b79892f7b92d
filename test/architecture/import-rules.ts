import { posix } from 'node:path';
import { type Module, readModule, type SourceFile } from './read-module.ts';

/**
 * The ranks, lowest first: a folder may import from lower ranks, never from its own or a higher
 * one.
 */
const ranks: readonly (readonly string[])[] = [
  [
    'errors',
    'log',
    'retry',
    'config',
    'settings',
    'settings-of-sign-in',
    'api-key-list',
    'repository-list',
    'validate',
    'json-schema',
    'team-file',
    'paths',
    'read-answer',
    'open-google-auth',
  ],
  ['document', 'visible'],
  ['extract', 'chunk', 'lexical'],
  ['sources', 'reader', 'embed', 'store', 'trigger'],
  ['ingest', 'search'],
  ['answer-key', 'synonyms'],
  ['http', 'mcp'],
  ['oauth'],
  ['functions', 'local', 'scripts'],
];
const pureRank = 2;
const outsideRank = ranks.length - 1;

/**
 * The ranks inside the folders that have subfolders: of the subfolders and of the files beside
 * them.
 */
const innerRanks: Readonly<Record<string, readonly (readonly string[])[]>> = {
  extract: [
    ['document-text', 'extract-version', 'formats', 'limits', 'storable'],
    ['unreadable'],
    ['container', 'decode', 'markdown', 'secrets'],
    ['html', 'office'],
    ['cards', 'docbook'],
    ['pdf', 'rtf', 'sheets', 'slides', 'text', 'word'],
    ['mail', 'open-document'],
    ['actual-format'],
    ['read-document'],
  ],
  ingest: [
    ['choose', 'embeddings', 'repeated-repositories'],
    ['prepare'],
    ['slice'],
    ['sync-and-embed'],
  ],
  lexical: [['lexical-version'], ['words'], ['weights'], ['query', 'meaning']],
  store: [
    ['connection'],
    ['sync', 'requests', 'embeddings', 'oauth', 'migrate'],
    ['documents'],
    ['meaning'],
    ['search', 'list', 'purge'],
  ],
  search: [
    ['request'],
    ['rank'],
    ['show'],
    ['list', 'fetch', 'explain'],
    ['search-passages'],
    ['assist'],
  ],
};

/**
 * What pure code may import from Node: nothing that does I/O, waits, reads the clock or is random.
 */
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
  /** The folder's name, as the ranks have it; each function counts as a folder. */
  name: string;
  rank: number;
  /** The place inside that folder; undefined if it has no subfolders. */
  inner?: { name: string; rank: number };
}

/**
 * Checks source files against the rules for imports.
 * @param sharedExports the `exports` of shared's package.json: what functions/ and local/ may
 *   import
 * @returns a sentence for every violation
 */
export function findViolations(
  files: readonly SourceFile[],
  sharedExports: Readonly<Record<string, string>>,
): string[] {
  return files.map(readModule).flatMap((module) => {
    const from = placeOf(module.path);
    if (from === undefined) return [`${module.path} is in a folder that has no rank`];
    return [
      ...module.imports.flatMap(({ specifier, names }) =>
        checkImport(module, from, specifier, names, sharedExports),
      ),
      ...checkNames(module, from),
    ].map((problem) => `${module.path} ${problem}`);
  });
}

/** @returns each cycle of imports, those of types included, as the files that it goes through */
export function findCycles(
  files: readonly SourceFile[],
  sharedExports: Readonly<Record<string, string>>,
): string[] {
  const imports = new Map(
    files
      .map(readModule)
      .map(({ path, imports }) => [
        path,
        imports.flatMap(({ specifier }) => resolve(path, specifier ?? '', sharedExports) ?? []),
      ]),
  );
  const cycles: string[] = [];
  const finished = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    if (finished.has(path)) return;
    const start = above.indexOf(path);
    if (start !== -1) {
      cycles.push([...above.slice(start), path].join(' → '));
      return;
    }
    for (const target of imports.get(path) ?? []) visit(target, [...above, path]);
    finished.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return cycles;
}

function checkImport(
  { path }: Module,
  from: Place,
  specifier: string | undefined,
  names: readonly string[],
  sharedExports: Readonly<Record<string, string>>,
): string[] {
  if (specifier === undefined) return ['imports a path computed at run time'];
  if (specifier.startsWith('node:'))
    return from.rank === pureRank ? checkPure(specifier, names) : [];
  const target = resolve(path, specifier, sharedExports);
  if (target === undefined) {
    return specifier.startsWith('@docpilot/')
      ? [`imports ${specifier}, which is not exported`]
      : [];
  }
  const to = placeOf(target);
  if (to === undefined) return [`imports ${target}, which has no rank`];
  const isOutside = from.rank === outsideRank && to.rank < outsideRank;
  if (isOutside && specifier.startsWith('.')) {
    return [`imports ${target} past the exports of shared`];
  }
  if (to.rank > from.rank)
    return [`imports ${target} upward, from rank ${from.rank} to ${to.rank}`];
  // local/ runs all functions on one machine.
  const isWiring = from.name === 'local' && /^functions\/[^/]+\/function\.ts$/.test(target);
  if (to.rank === from.rank && to.name !== from.name && !isWiring) {
    return [`imports its sibling ${target}`];
  }
  return checkInner(from, to, target);
}

/** The same rules between the subfolders of one folder. */
function checkInner(from: Place, to: Place, target: string): string[] {
  if (from.name !== to.name || from.inner === undefined || to.inner === undefined) return [];
  if (to.inner.rank > from.inner.rank) return [`imports ${target} upward within ${from.name}/`];
  if (to.inner.rank === from.inner.rank && to.inner.name !== from.inner.name) {
    return [`imports its sibling ${target} within ${from.name}/`];
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
  // `process` without a member may be destructured into anything.
  const environment =
    used.some((name) => name === 'process' || name === 'process.env') ||
    imports.some(({ specifier }) => /^(node:)?process$/.test(specifier ?? ''));
  if (environment && !environmentReaders.test(path)) problems.push('reads process.env');
  if (from.rank === pureRank) {
    for (const name of used) if (impureNames.test(name)) problems.push(`is pure, and uses ${name}`);
  }
  return problems;
}

/** @returns the rank of a file; undefined where it has none */
export function rankOf(path: string): number | undefined {
  return placeOf(path)?.rank;
}

function placeOf(path: string): Place | undefined {
  const parts = path.split('/');
  const isShared = parts[0] === 'shared' && parts[1] === 'src';
  const [folder = '', second = ''] = (isShared ? parts.slice(2) : parts).map((part) =>
    part.replace(/\.ts$/, ''),
  );
  const rank = ranks.findIndex((names) => names.includes(folder));
  if (rank === -1 || isShared === (rank === outsideRank)) return undefined;
  // The files of rank 0 count as one folder; each function is a folder.
  if (rank === 0) return { name: 'src', rank };
  const inner = innerRanks[folder];
  if (inner === undefined) {
    return { name: folder === 'functions' ? `functions/${second}` : folder, rank };
  }
  const innerRank = inner.findIndex((names) => names.includes(second));
  if (innerRank === -1) return undefined;
  return { name: folder, rank, inner: { name: second, rank: innerRank } };
}

/** The file that a specifier names; undefined for a package. */
function resolve(
  importer: string,
  specifier: string,
  sharedExports: Readonly<Record<string, string>>,
): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(importer), specifier);
  const match = /^@docpilot\/shared(\/.+)?$/.exec(specifier);
  const file = match === null ? undefined : sharedExports[`.${match[1] ?? ''}`];
  return file === undefined ? undefined : posix.join('shared', file);
}
