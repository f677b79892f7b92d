import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const suite = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
);

export type Revision = '2025-11-25' | '2026-07-28';

/** The ids of the failed checks and warnings of a scenario; it passed if there are none. */
export type FailedChecks = Record<string, string[]>;

interface Check {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
}

/** Runs the scenarios that a revision requires of servers, and the suite's other ones. */
export async function runSuite(url: string, revision: Revision): Promise<FailedChecks> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-conformance-'));
  try {
    const args = [suite, 'server', '--url', url, '--requirements', revision, '-o', folder];
    // It exits with 1 if anything failed; the details are read from the files.
    await promisify(execFile)(process.execPath, args, { timeout: 60_000 }).catch(() => {});
    return Object.fromEntries(readdirSync(folder).map((name) => readScenario(folder, name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param name server-SCENARIO-TIME */
function readScenario(folder: string, name: string): [string, string[]] {
  const checks: Check[] = JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8'));
  const failed = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
  const scenario = name.replace(/^server-(.*)-\d{4}-\d\d-\d\dT[\d-]+Z$/, '$1');
  return [scenario, failed.map(({ id }) => id)];
}
