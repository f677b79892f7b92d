// From `npm start` to "DocPilot is ready": a first sync, and a start after it.
//   npm run bench:first-sync -- --repo DIR [--against CHECKOUT] [--rounds 5]
// With --against it alternates with another checkout of DocPilot and prints ratios. With
// DATABASE_URL it measures that server too, whose schema docpilot it drops before each round.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '@docpilot/shared/connect';
import { comparedCheckouts } from './compared-checkouts.ts';
import { distantGithub } from './first-sync/distant-github.ts';
import { miniSearchSpeed } from './first-sync/mini-search-speed.ts';
import { type TimedStart, timeStart } from './first-sync/timed-start.ts';
import { percentile } from './percentile.ts';

const { repository, checkouts, rounds } = comparedCheckouts('bench:first-sync');
const { DATABASE_URL: serverUrl, ...environment } = process.env;
const latencyMs = 50;
const github = await distantGithub(repository, latencyMs);
const fromGithub = { ...environment, ...github.environment };

const starts = new Map<string, TimedStart[]>();
const miniSearch: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  miniSearch.push(miniSearchSpeed(repository));
  for (const [name, checkout] of Object.entries(checkouts)) {
    const clone = ['--repo', repository];
    await measure(`PGlite, ${name}`, checkout, clone, environment);
    await measure(`PGlite, GitHub ${latencyMs} ms away, ${name}`, checkout, [], fromGithub);
    if (serverUrl === undefined) continue;
    await dropSchema(serverUrl);
    await measure(`Postgres, ${name}`, checkout, clone, {
      ...environment,
      DATABASE_URL: serverUrl,
    });
  }
}
await github.close();

/** A first start on an empty data folder, and a second on what it left. */
async function measure(
  name: string,
  checkout: string,
  sources: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'docpilot-bench-'));
  try {
    for (const start of ['first start', 'second start']) {
      const args = [...sources, '--data', data, '--port', '0'];
      const label = `${start}, ${name}`;
      starts.set(label, [...(starts.get(label) ?? []), await timeStart(checkout, args, env)]);
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function dropSchema(url: string): Promise<void> {
  const database = connectDatabase(
    { DATABASE_URL: url },
    { poolSize: 1, statementTimeoutMs: 60_000 },
  );
  await database.query('drop schema if exists docpilot cascade');
  await database.close();
}

const medians = Object.fromEntries([...starts].map(([label, samples]) => [label, median(samples)]));
console.table(medians);
const indexSpeed = percentile(miniSearch, 0.5);
console.log(`MiniSearch indexes ${indexSpeed.toFixed(0)} files/s.`);
for (const [label, ours] of Object.entries(medians)) {
  if (!label.startsWith('first') || !label.endsWith('this code')) continue;
  console.log(`${label}: ${(ours['files/s'] / indexSpeed).toFixed(2)} of MiniSearch's files/s.`);
}
for (const [label, ours] of Object.entries(medians)) {
  const theirs = medians[label.replace('this code', 'other code')];
  if (theirs === undefined || theirs === ours) continue;
  const times = (theirs['ready after s'] / ours['ready after s']).toFixed(2);
  const memory = (ours['peak MB'] / theirs['peak MB']).toFixed(2);
  console.log(`${label}: ready ${times} times as fast as the other code, ${memory} of its memory.`);
}

/** Of each figure by itself. */
function median(samples: readonly TimedStart[]) {
  const of = (figure: (start: TimedStart) => number) => percentile(samples.map(figure), 0.5);
  return {
    'ready after s': rounded(of(({ readySeconds }) => readySeconds)),
    'sync s': rounded(of(({ syncSeconds }) => syncSeconds)),
    indexed: of(({ indexed }) => indexed),
    'files/s': rounded(of(({ indexed, syncSeconds }) => indexed / syncSeconds)),
    requests: of(({ requests }) => requests),
    'peak MB': Math.round(of(({ peakMegabytes }) => peakMegabytes)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
