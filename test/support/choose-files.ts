import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every test file. */
export const allFiles = ['test/**/*.test.ts'];

/** Those that `npm run test:long` tries at length. */
export function filesOfLongRuns(): string[] {
  return globSync(allFiles).filter((file) => textOf(file).includes('/long-runs.ts'));
}

/** Of what they show, nothing depends on which Postgres it is. */
const sameOnEach = [
  /^test\/(bench|browser|build|cli|local|visible)\//,
  /^test\/(mcp|oauth)\/(.*conformance|in-a-browser|mcp-remote|official-clients)/,
  // How GitHub is asked and its answers are read: what comes of it is written as in the files beside
  // these. The recall of a key is searched and stored as all else is.
  /^test\/sync-github\/(archive|change-dates|fault-table|files|github-examples|odd-answers|rate-limits)\./,
  /^test\/answer-key\//,
];

/** Those that `npm run test:server` runs on a real server: the rest asks no database, or any. */
export function filesOfDatabase(): string[] {
  return globSync(allFiles).filter(
    (file) =>
      !sameOnEach.some((same) => same.test(file)) && asksDatabase(file.replaceAll('\\', '/')),
  );
}

/** Whether a test, or what it imports of the tests, opens the database that is under test. */
function asksDatabase(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = textOf(file);
  if (text.includes('TEST_DATABASE_URL')) return true;
  return [...text.matchAll(/from '(\.[^']+)'/g)]
    .map(([, path = '']) => join(dirname(file), path))
    .some((path) => /^test\b/.test(path) && existsSync(path) && asksDatabase(path, seen));
}

const textOf = (file: string) => readFileSync(file, 'utf8');

/** What takes longest, which begins first, so that no worker is left alone with it in the end. */
const longest = [
  'sync-web/histories',
  'scripts/first-deployment',
  'end-to-end/killed-sync',
  'extract/hostile-documents',
  'workflow/bundled-sync',
  'browser/',
  'build/',
  'sync-github/',
  'release/',
  'random-histories',
  'github/last-changes',
];

/** The place of a file in the order in which files begin. */
export function startOrder(file: string): number {
  const at = longest.findIndex(
    (name) => file.includes(`/test/${name}`) || file.includes(`/${name}.`),
  );
  return at === -1 ? longest.length : at;
}
