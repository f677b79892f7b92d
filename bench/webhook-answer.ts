// Measures how long GitHub waits for the webhook, compared with a function that does nothing; both
// are bundles under the functions framework, in separate processes:   npm run bench:webhook --
// [--pushes 200] [--large 10] [--starts 5] DATABASE_URL or TEST_DATABASE_URL names an empty
// Postgres (scripts/with-postgres.sh makes one).
import { parseArgs } from 'node:util';
import { startExecutionsApi } from '../local/workflow/executions-api.ts';
import { loadWorkflow } from '../local/workflow/load-workflow.ts';
import { buildBundles, type RunningBundle, startBundle } from '../test/build/running-bundle.ts';
import { percentile } from './percentile.ts';
import { openServerDatabase } from './server-database.ts';
import { addBareFunction } from './webhook-answer/bare-function.ts';
import { largePush, pushRequest, realPush } from './webhook-answer/push-request.ts';

const { values } = parseArgs({
  options: {
    pushes: { type: 'string', default: '200' },
    large: { type: 'string', default: '10' },
    starts: { type: 'string', default: '5' },
  },
});
const { databaseUrl, database } = await openServerDatabase();

const secret = 'the-secret-of-the-benchmark';
const executions = await startExecutionsApi({
  workflow: loadWorkflow('- done: { return: done }'),
  project: 'docpilot-bench',
  location: 'europe-west1',
  workflowId: 'docpilot-sync',
  environment: {},
  token: 'the-token',
  identityToken: () => '',
});
const settings = {
  DATABASE_URL: databaseUrl,
  GH_REPOS: 'Codertocat/Hello-World',
  GH_WEBHOOK_SECRET: secret,
  GOOGLE_ACCESS_TOKEN: 'the-token',
  LOG_LEVEL: 'error',
  PROJECT_ID: 'docpilot-bench',
  REGION: 'europe-west1',
  WORKFLOWS_API_URL: executions.url,
};
const built = await buildBundles();
const bare = await addBareFunction(built.of('webhook').folder);

const normal = JSON.stringify(realPush());
const large = JSON.stringify(largePush());
const rows: Record<string, Record<string, string | number>> = {};
try {
  const cold: Samples = { webhook: [], bare: [] };
  for (let count = 0; count < Number(values.starts); count += 1) {
    for (const [name, bundle] of Object.entries({ webhook: built.of('webhook'), bare })) {
      const startedAt = performance.now();
      const running = await startBundle(bundle, settings);
      await deliver(running, normal);
      cold[name]?.push(performance.now() - startedAt);
      await running.stop();
    }
  }
  report('first push, from the start of the process', cold);

  const running = {
    webhook: await startBundle(built.of('webhook'), settings),
    bare: await startBundle(bare, settings),
  };
  for (const each of Object.values(running)) await deliver(each, normal);
  const bytes = (body: string) => `${(Buffer.byteLength(body) / 1e6).toFixed(2)} MB`;
  report(`push of ${bytes(normal)}`, await measure(running, normal, Number(values.pushes)));
  report(
    `push of ${largePush().commits.length} commits, ${bytes(large)}`,
    await measure(running, large, Number(values.large)),
  );
  for (const each of Object.values(running)) await each.stop();
  console.table(rows);
} finally {
  built.remove();
  await executions.close();
  await database.close();
}

type Samples = Record<string, number[]>;

/** Measures both alternately, so that other load on the machine affects both. */
async function measure(
  running: Record<string, RunningBundle>,
  body: string,
  times: number,
): Promise<Samples> {
  const samples: Samples = {};
  for (let count = 0; count < times; count += 1) {
    for (const [name, bundle] of Object.entries(running)) {
      const request = await pushRequest(body, secret);
      const startedAt = performance.now();
      await answered(bundle, request);
      samples[name] = [...(samples[name] ?? []), performance.now() - startedAt];
    }
  }
  return samples;
}

async function deliver(bundle: RunningBundle, body: string): Promise<void> {
  await answered(bundle, await pushRequest(body, secret));
}

async function answered(bundle: RunningBundle, request: RequestInit): Promise<void> {
  const response = await bundle.fetch('/github', request);
  const answer = await response.text();
  if (response.status !== 202) throw new Error(`${response.status}: ${answer}`);
}

function report(what: string, { webhook = [], bare: nothing = [] }: Samples): void {
  const row: Record<string, string | number> = {};
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const ms = percentile(webhook, share);
    const bareMs = percentile(nothing, share);
    row[`${name} ms`] = Math.round(ms * 10) / 10;
    row[`bare ${name} ms`] = Math.round(bareMs * 10) / 10;
    row[`${name} to bare`] = `${(ms / bareMs).toFixed(1)} ×`;
  }
  rows[what] = row;
}
