import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { mcpHandler } from '@docpilot/shared/mcp-handler';
import { mcpRoute } from '@docpilot/shared/mcp-route';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMcp } from '../../../functions/mcp/function.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { createFixtureServer } from './fixture-server.ts';
import { type FailedChecks, type Revision, runSuite } from './run-suite.ts';
import { type ServedFunction, serveWithKey } from './serve-with-key.ts';

const document = readFileSync(
  join(import.meta.dirname, '../../../docs/mcp-conformance.md'),
  'utf8',
);

/** The suite's fixtures, served by the route and the handler of the function. */
const createFixtures: CreateFunction = ({ environment, openDatabase, log }) =>
  serveFunction({
    name: 'mcp',
    routes: [mcpRoute(environment.PUBLIC_URL, undefined, mcpHandler(createFixtureServer))],
    identifyCaller: identifyCallers(
      openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 }),
      environment,
      log,
    ),
    environment,
    log,
  });

/** The scenarios that docs/mcp-conformance.md lists under a heading, in a table's first column. */
function listedUnder(heading: string): string[] {
  const [, section = ''] = document.split(`\n## ${heading}\n`);
  const [rows = ''] = section.split('\n## ');
  return [...rows.matchAll(/^\| `([^`]+)`/gm)].map(([, scenario]) => scenario ?? '').sort();
}

const failing = (checks: FailedChecks) =>
  Object.keys(checks)
    .filter((scenario) => checks[scenario]?.length !== 0)
    .sort();

let fixtures: ServedFunction;
let docPilot: ServedFunction;

beforeAll(async () => {
  const database = await openTestDatabase();
  fixtures = await serveWithKey(createFixtures, database);
  docPilot = await serveWithKey(createMcp, database);
});
afterAll(async () => {
  await fixtures.close();
  await docPilot.close();
});

describe.each<Revision>(['2025-11-25', '2026-07-28'])('revision %s', (revision) => {
  test('every scenario passes, but those listed with a reason', async () => {
    const checks = await runSuite(fixtures.url, revision);
    expect(Object.keys(checks).length).toBeGreaterThan(30);
    expect(failing(checks)).toEqual(listedUnder(`Not applicable: ${revision}`));
  });

  test('DocPilot passes every scenario that needs no fixture', async () => {
    const checks = await runSuite(docPilot.url, revision);
    const scenarios = listedUnder(`Without fixtures: ${revision}`);
    expect(scenarios.length).toBeGreaterThan(4);
    expect(scenarios.map((scenario) => [scenario, checks[scenario]])).toEqual(
      scenarios.map((scenario) => [scenario, needFixtures[scenario] ?? []]),
    );
  });
});

/** Checks in those scenarios that need a fixture, or prompts, which DocPilot does not have. */
const needFixtures: FailedChecks = {
  'server-stateless': [
    'sep-2575-server-rejects-undeclared-capability',
    'sep-2575-missing-capability-http-400',
    'sep-2575-http-server-no-independent-requests-on-stream',
    'sep-2575-server-no-log-without-loglevel',
  ],
  caching: ['sep-2549-prompts-list-caching-hints'],
};
