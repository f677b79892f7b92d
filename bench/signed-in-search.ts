// Measures whether a person who has signed in waits longer for a search than the holder of an API
// key, in turns over MCP:   npm run bench:signed-in -- DIR... [--rounds 200]   indexes the folders'
// files in an embedded Postgres, or in that of DATABASE_URL.
import { parseArgs } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { OAuthClient } from '../test/oauth/oauth-client.ts';
import { key, serveSignIn } from '../test/oauth/serve-sign-in.ts';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';
import { keepResult } from './keep-result.ts';
import { percentile } from './percentile.ts';
import { readQueries } from './speed/read-queries.ts';
import { readTexts, textSource } from './speed/text-source.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '200' } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('Say which folders: npm run bench:signed-in -- DIR...');
  process.exit(2);
}
const texts = new Map(positionals.flatMap((folder) => [...readTexts(fromCaller(folder))]));
const database = await openBenchDatabase(['bench/speed']);
await ingest(database, textSource('bench/speed', texts), { force: false });
await database.query('vacuum analyze');
const queries = await readQueries(database);
const served = await serveSignIn({}, { database });
const { access_token: token } = await new OAuthClient(served).connect();
const callers = { key: await connect(key), token: await connect(token) };

const latencies: Record<keyof typeof callers, number[]> = { key: [], token: [] };
const rounds = Number(values.rounds);
const warmUp = 50;
for (let round = -warmUp; round < rounds; round += 1) {
  const query = queries[(round + warmUp) % queries.length];
  // Who asks second finds the pages of the index in memory: they take turns.
  const names = ['key', 'token'] as const;
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const startedAt = performance.now();
    const answer = await callers[name].callTool({ name: 'search_documents', arguments: { query } });
    if (answer.isError) throw new Error(JSON.stringify(answer.content));
    if (round >= 0) latencies[name].push(performance.now() - startedAt);
  }
}
for (const client of Object.values(callers)) await client.close();
served.close();
await database.close();

const [byKey, byToken] = [percentile(latencies.key, 0.5), percentile(latencies.token, 0.5)];
keepResult('signed-in-search', 'npm run bench:signed-in -- DIR...', {
  'API key': { 'p50 ms': Number(byKey.toFixed(2)) },
  'access token': {
    'p50 ms': Number(byToken.toFixed(2)),
    ratio: Number((byToken / byKey).toFixed(2)),
  },
});

async function connect(credential: string): Promise<Client> {
  const client = new Client(
    { name: 'bench', version: '1' },
    { versionNegotiation: { mode: 'auto' } },
  );
  const headers = { authorization: `Bearer ${credential}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(served.mcpUrl), { requestInit: { headers } }),
  );
  return client;
}
