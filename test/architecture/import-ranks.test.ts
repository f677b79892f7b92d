import { describe, expect, it } from 'vitest';
import { findCycles, findViolations } from './import-rules.ts';
import { sharedExports, sourceFiles } from './source-files.ts';

const ranked = sourceFiles(['shared', 'functions', 'local', 'scripts']);
const exported = sharedExports();

it('every source file imports only downward, reads the environment only where it may, and is pure where it must be', () => {
  expect(ranked.length).toBeGreaterThan(100);
  expect(findViolations(ranked, exported)).toEqual([]);
});

it('no imports form a cycle, not even those of types', () => {
  // Steps of a workflow contain steps, so the code that reads and runs them is recursive.
  const others = ranked.filter(({ path }) => !path.startsWith('local/workflow/'));
  expect(findCycles(others, exported)).toEqual([]);
  const cyclic = [
    { path: 'shared/src/store/sync/a.ts', text: "import type { B } from './b.ts';" },
    { path: 'shared/src/store/sync/b.ts', text: "import { a } from './a.ts';" },
  ];
  expect(findCycles(cyclic, exported)).toHaveLength(1);
});

describe('a file is refused when it', () => {
  const refused: [does: string, path: string, text: string][] = [
    [
      'imports upward',
      'shared/src/lexical/words/a.ts',
      "import { x } from '../../search/show/snippet.ts';",
    ],
    [
      'imports a type upward',
      'shared/src/document.ts',
      "import type { X } from './store/sync/runs.ts';",
    ],
    ['names a type upward', 'shared/src/log.ts', "let x: import('./document.ts').Passage;"],
    ['exports upward', 'shared/src/store/sync/a.ts', "export * from '../http/route.ts';"],
    ['imports upward lazily', 'shared/src/store/sync/a.ts', "await import('../mcp/tools.ts');"],
    [
      'imports a sibling',
      'shared/src/ingest/slice/a.ts',
      "import { x } from '../../search/show/snippet.ts';",
    ],
    [
      'imports a sibling’s type',
      'shared/src/store/sync/a.ts',
      "import type { X } from '../sources/source.ts';",
    ],
    [
      'imports upward within its folder',
      'shared/src/search/rank/a.ts',
      "import { x } from '../show/snippet.ts';",
    ],
    [
      'imports a sibling within its folder',
      'shared/src/store/list/a.ts',
      "import { x } from '../search/read-hits.ts';",
    ],
    ['lies in a subfolder without a rank', 'shared/src/store/helpers/a.ts', ''],
    ['imports a computed path', 'shared/src/store/sync/a.ts', 'await import(name);'],
    ['imports local/ from shared/', 'shared/src/http/a.ts', "import '../../../local/options.ts';"],
    ['imports local/ from a function', 'functions/a/index.ts', "import '../../local/options.ts';"],
    ['imports another function', 'functions/a/index.ts', "import '../search/function.ts';"],
    ['imports a function’s entry locally', 'local/a.ts', "import '../functions/search/index.ts';"],
    [
      'imports a file that shared does not export',
      'functions/a/function.ts',
      "import '../../shared/src/store/sync/runs.ts';",
    ],
    [
      'imports an export that does not exist',
      'functions/a/index.ts',
      "import '@docpilot/shared/runes';",
    ],
    ['imports a test', 'shared/src/store/sync/a.ts', "import '../../../test/store/a.ts';"],
    ['lies in a folder without a rank', 'shared/src/helpers/a.ts', ''],
    ['reads the environment inside', 'shared/src/store/sync/a.ts', 'const x = process.env.X;'],
    ['destructures it', 'shared/src/store/sync/a.ts', 'const { env } = process;'],
    [
      'imports it from a module',
      'shared/src/store/sync/a.ts',
      "import { env } from 'node:process';",
    ],
    ['reads it in a function', 'functions/a/function.ts', "process['env'].X;"],
    ['is pure and reads files', 'shared/src/chunk/a.ts', "import { readFileSync } from 'node:fs';"],
    ['is pure and reads the clock', 'shared/src/chunk/a.ts', 'const now = Date.now();'],
    ['is pure and makes a date of now', 'shared/src/chunk/a.ts', 'const now = new Date();'],
    ['is pure and waits', 'shared/src/chunk/a.ts', 'setTimeout(f, 10);'],
    [
      'is pure and uses random numbers',
      'shared/src/lexical/words/a.ts',
      'const x = Math.random();',
    ],
    [
      'is pure and uses random bytes',
      'shared/src/lexical/words/a.ts',
      "import { randomBytes } from 'node:crypto';",
    ],
  ];
  it.each(refused)('%s', (_does, path, text) => {
    expect(findViolations([{ path, text }], exported)).toHaveLength(1);
  });
});

describe('a file is accepted when it', () => {
  const accepted: [does: string, path: string, text: string][] = [
    [
      'imports downward',
      'shared/src/search/rank/a.ts',
      "import { x } from '../../store/sync/runs.ts';",
    ],
    ['imports within its folder', 'shared/src/store/sync/a.ts', "import { x } from './runs.ts';"],
    ['imports a package', 'shared/src/chunk/a.ts', "import markdown from 'markdown-it';"],
    [
      'imports an export of shared',
      'functions/a/function.ts',
      "import { x } from '@docpilot/shared/config';",
    ],
    [
      'wires functions locally',
      'local/a.ts',
      "import { x } from '../functions/search/function.ts';",
    ],
    ['reads the environment in an entry point', 'functions/a/index.ts', 'f(process.env);'],
    [
      'is pure and hashes',
      'shared/src/lexical/words/a.ts',
      "import { createHash } from 'node:crypto';",
    ],
    ['is pure and parses a given date', 'shared/src/chunk/a.ts', 'new Date(text);'],
    [
      'is pure and names a member like an impure global',
      'shared/src/chunk/a.ts',
      'x.process.env; y = { fetch: 1 };',
    ],
  ];
  it.each(accepted)('%s', (_does, path, text) => {
    expect(findViolations([{ path, text }], exported)).toEqual([]);
  });
});
