import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionTable } from '../../scripts/deploy/function-table.ts';
import { startFunctions } from '../../scripts/validate/start-functions.ts';
import { json, key, names, requestOf, routes, settings } from './function-routes.ts';
import {
  type BuiltBundles,
  type RunningBundle,
  runBundle,
  sharedBundles,
  startBundle,
} from './running-bundle.ts';

let built: BuiltBundles;

beforeAll(async () => {
  built = await sharedBundles();
});

describe.each(names)('%s', (name) => {
  it('ends with one line that names the missing setting and the fix', async () => {
    const isKeyed = routes.some((route) => route.name === name && route.auth === 'key');
    for (const missing of ['DATABASE_URL', ...(isKeyed ? ['API_TOKEN'] : [])]) {
      const { exitCode, lines } = await runBundle(built.of(name), { ...settings, [missing]: '' });
      expect(exitCode).toBe(1);
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        severity: 'CRITICAL',
        message: expect.stringMatching(new RegExp(`^${missing} is missing: set it to .+\\.$`)),
      });
    }
  });

  let bundle: RunningBundle;
  beforeAll(async () => {
    bundle = await startBundle(built.of(name), settings);
  });

  it('refuses a body that is too long, and still works afterwards', async () => {
    const tooLong = await bundle.fetch('/', {
      method: 'POST',
      ...json(`[${'{},'.repeat(9e6)}{}]`),
    });
    expect(tooLong.status).toBe(413);
    expect((await bundle.fetch('/no/such/path')).status).toBe(404);
  });

  it('logs one JSON object a line, with its severity', async () => {
    const sent = { 'x-request-id': 'request-1', 'x-api-key': key };
    await bundle.fetch('/no/such/path', { headers: sent });
    await bundle.fetch('/', { method: 'POST', ...json('{', sent) });
    for (const route of routes.filter((each) => each.name === name && each.needsDatabase)) {
      await bundle.fetch(route.path, requestOf(route, sent));
    }
    const entries = (await bundle.stop()).map((line) => JSON.parse(line));
    for (const entry of entries) {
      expect(entry).toMatchObject({
        severity: expect.stringMatching(/^(DEBUG|INFO|WARNING|ERROR|CRITICAL)$/),
        message: expect.any(String),
        service: name,
      });
    }
    expect(entries).toContainEqual(
      expect.objectContaining({
        severity: 'INFO',
        requestId: 'request-1',
        httpRequest: expect.objectContaining({ requestUrl: '/no/such/path', status: 404 }),
      }),
    );
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${key}|secret`));
  });
});

it('all start with the settings of a deployment, or the first that fails is named', async () => {
  const dist = dirname(built.of('search').folder);
  const table = functionTable(join(import.meta.dirname, '../..'));
  await startFunctions(table, dist, { GH_REPOS: 'acme/handbook' });
  await expect(startFunctions(table, dist, { EMBED_PROVIDER: 'openai' })).rejects.toThrow(
    /^search does not start: EMBED_URL is missing: set it to/,
  );
});

describe('a package that not every request needs', () => {
  const called: { method: string | undefined; path: string | undefined; key: unknown }[] = [];
  const executions = createServer((request, response) => {
    called.push({
      method: request.method,
      path: request.url,
      key: request.headers.authorization,
    });
    const name =
      'projects/docpilot-test/locations/europe-west1/workflows/docpilot-sync/executions/execution-1';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, state: 'ACTIVE' }));
  });

  beforeAll(() => new Promise<void>((resolve) => executions.listen(0, '127.0.0.1', resolve)));
  afterAll(() => executions.close());

  it('is loaded when first used: the workflow’s client, which works from the bundle', async () => {
    const address = executions.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const bundle = await startBundle(built.of('sync-sources'), {
      ...settings,
      WORKFLOWS_API_URL: `http://127.0.0.1:${port}`,
      GOOGLE_ACCESS_TOKEN: 'the-token-of-the-tests',
    });
    expect(await bundle.lazyFiles()).toEqual([]);

    const request = { method: 'POST', ...json({ force: true }, { 'x-api-key': key }) };
    const started = await bundle.fetch('/', request);
    expect([started.status, await started.json()]).toMatchObject([
      202,
      { execution_id: 'execution-1' },
    ]);
    expect(called).toEqual([
      {
        method: 'POST',
        path: expect.stringMatching(
          /^\/v1\/projects\/docpilot-test\/locations\/europe-west1\/workflows\/docpilot-sync\/executions\b/,
        ),
        key: 'Bearer the-token-of-the-tests',
      },
    ]);
    expect(await bundle.lazyFiles()).toEqual([
      'google-cloud-workflows.js',
      'google-auth-library.js',
    ]);
    await bundle.stop();
  });

  const { DATABASE_URL: _, ...others } = settings;
  const onCloudSql = {
    ...others,
    CLOUD_SQL_INSTANCE: 'docpilot-test:europe-west1:docpilot',
    DB_USER: 'search@docpilot-test.iam',
    DB_NAME: 'docpilot',
    // Without this, it would look for the machine's credentials.
    GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/credentials.json',
  };

  it('is loaded when first used: the connector, and in parallel the client that embeds', async () => {
    const embedding = { ...onCloudSql, EMBED_PROVIDER: 'vertex' };
    const bundle = await startBundle(built.of('search'), embedding);
    expect(await bundle.lazyFiles()).toEqual([]);
    const request = { method: 'POST', ...json({ query: 'anything' }, { 'x-api-key': key }) };
    expect((await bundle.fetch('/', request)).status).toBe(503);
    expect(await bundle.lazyFiles()).toEqual(
      expect.arrayContaining([
        'google-cloud-cloud-sql-connector.js',
        expect.stringMatching(/^google-cloud-aiplatform-.*prediction_service_client\.js$/),
      ]),
    );
    await bundle.stop();
  });

  it('is loaded when first used: the connector of Cloud SQL', async () => {
    const bundle = await startBundle(built.of('home'), onCloudSql);
    expect((await bundle.fetch('/')).status).toBe(200);
    expect(await bundle.lazyFiles()).toEqual([]);
    const health = await bundle.fetch('/health');
    expect(health.status).toBe(503);
    expect(await bundle.lazyFiles()).toEqual(['google-cloud-cloud-sql-connector.js']);
    const log = (await bundle.stop()).join('\n');
    expect(log).toContain('/nowhere/credentials.json');
  });
});
