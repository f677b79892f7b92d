import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecutionsClient } from '@google-cloud/workflows';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createExecutionsApi,
  type ExecutionsApiOptions,
  startExecutionsApi,
} from '../../local/workflow/executions-api.ts';
import { limits } from '../../local/workflow/limits.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { contractErrors } from './execution-contract.ts';

const parent = 'projects/p1/locations/europe-west1/workflows/sync';

/** Returns its argument, raises it, or sleeps for an hour. */
const source = `
main:
  params: [argument]
  steps:
    - choose:
        switch:
          - condition: \${map.get(argument, "sleep") == true}
            call: sys.sleep
            args: { seconds: 3600 }
          - condition: \${map.get(argument, "raise") != null}
            raise: \${argument.raise}
    - answer:
        return:
          argument: \${argument}
          project: \${sys.get_env("GOOGLE_CLOUD_PROJECT_ID")}
          location: \${sys.get_env("GOOGLE_CLOUD_LOCATION")}
          workflow: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_ID")}
          execution: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}
`;

const usual: ExecutionsApiOptions = {
  workflow: loadWorkflow(source),
  project: 'p1',
  location: 'europe-west1',
  workflowId: 'sync',
  environment: {},
  identityToken: () => 'token',
};

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: Partial<ExecutionsApiOptions> = {}) {
  const api = await startExecutionsApi({ ...usual, ...options });
  closing.push(api.close);
  return { ...api, client: clientOf(api.port), rest: restOf(api.url) };
}

/** Google's own client, which keeps every raw answer for the contract. */
function clientOf(port: number, token = 'any'): ExecutionsClient & { raw: unknown[] } {
  const raw: unknown[] = [];
  const auth = {
    getClient: async () => ({}),
    getProjectId: async () => 'p1',
    getUniverseDomain: async () => 'googleapis.com',
    fetch: async (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(url, { ...init, headers });
      raw.push(await response.clone().json());
      return response;
    },
  };
  const options = { fallback: true, apiEndpoint: '127.0.0.1', port, protocol: 'http', auth };
  const client = new ExecutionsClient(
    options as unknown as ConstructorParameters<typeof ExecutionsClient>[0],
  );
  return Object.assign(client, { raw });
}

function restOf(url: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${url}/v1/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
}

async function untilEnded(client: ExecutionsClient, name: string) {
  for (;;) {
    const [execution] = await client.getExecution({ name });
    if (execution.state !== 'ACTIVE') return execution;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('Google’s client', () => {
  it('starts an execution and finds its result', async () => {
    const { client } = await start();
    const argument = JSON.stringify({ repositories: ['org/a'] });
    const [started] = await client.createExecution({
      parent: client.workflowPath('p1', 'europe-west1', 'sync'),
      execution: { argument, labels: { trigger: 'webhook' } },
    });

    expect(started).toMatchObject({ state: 'ACTIVE', argument, labels: { trigger: 'webhook' } });
    expect(started.name).toMatch(new RegExp(`^${parent}/executions/[0-9a-f-]{36}$`));
    expect(started.endTime).toBeNull();
    const ended = await untilEnded(client, started.name ?? '');
    expect(ended).toMatchObject({ state: 'SUCCEEDED', error: null, argument });
    expect(JSON.parse(ended.result ?? '')).toEqual({
      argument: { repositories: ['org/a'] },
      project: 'p1',
      location: 'europe-west1',
      workflow: 'sync',
      execution: started.name?.split('/').at(-1),
    });
    expect(ended.workflowRevisionId).toBe(loadWorkflow(source).revisionId);
    expect(Number(ended.endTime?.seconds)).toBeGreaterThan(1_700_000_000);
    expect(client.raw.flatMap((answer) => contractErrors('Execution', answer))).toEqual([]);
  });

  it('starts one without an argument', async () => {
    const { client } = await start();
    const [started] = await client.createExecution({ parent });
    const ended = await untilEnded(client, started.name ?? '');
    expect(JSON.parse(ended.result ?? '')).toMatchObject({ argument: null });
  });

  it('finds what a failed execution raised, and where', async () => {
    const { client } = await start();
    const raise = { message: 'lost', summary: { failed: 1 } };
    const [started] = await client.createExecution({
      parent,
      execution: { argument: JSON.stringify({ raise }) },
    });
    const ended = await untilEnded(client, started.name ?? '');

    expect(ended).toMatchObject({ state: 'FAILED', result: '' });
    expect(JSON.parse(ended.error?.payload ?? '')).toEqual(raise);
    expect(ended.error?.context).toBe(
      'RuntimeError: lost\nin main › choose › condition 2 (line 10)',
    );
    expect(client.raw.flatMap((answer) => contractErrors('Execution', answer))).toEqual([]);
  });

  it('cancels an execution, once', async () => {
    const { client } = await start();
    const [started] = await client.createExecution({
      parent,
      execution: { argument: '{"sleep":true}' },
    });
    const name = started.name ?? '';
    const [cancelled] = await client.cancelExecution({ name });

    expect(cancelled).toMatchObject({ state: 'CANCELLED' });
    expect(cancelled.endTime).not.toBeNull();
    expect((await client.getExecution({ name }))[0]).toMatchObject({ state: 'CANCELLED' });
    expect(client.raw.flatMap((answer) => contractErrors('Execution', answer))).toEqual([]);
    await expect(client.cancelExecution({ name })).rejects.toMatchObject({
      code: 9,
      message: 'the execution has ended: CANCELLED',
    });
  });

  it('lists executions, the newest first, page by page', async () => {
    const { client } = await start();
    const names: (string | null | undefined)[] = [];
    for (let index = 0; index < 5; index += 1) {
      names.unshift((await client.createExecution({ parent }))[0].name);
    }
    client.raw.length = 0;
    const first = await client.listExecutions({ parent, pageSize: 2 }, { autoPaginate: false });
    const second = await client.listExecutions(first[1] ?? {}, { autoPaginate: false });
    const third = await client.listExecutions(second[1] ?? {}, { autoPaginate: false });
    const all = [first, second, third].flatMap(([page]) => page);

    expect(all.map(({ name }) => name)).toEqual(names);
    expect(third[1]).toBeNull();
    expect(client.raw.flatMap((page) => contractErrors('ListExecutionsResponse', page))).toEqual(
      [],
    );
    expect(all[0]).toMatchObject({ argument: '', result: '' });
    const [full] = await client.listExecutions({ parent, view: 'FULL' });
    expect(full[0]).toMatchObject({ argument: 'null' });
  });

  it('gets no more than the basics in the basic view', async () => {
    const { client } = await start();
    const [started] = await client.createExecution({ parent });
    await untilEnded(client, started.name ?? '');
    await client.getExecution({ name: started.name ?? '', view: 'BASIC' });
    expect(Object.keys(client.raw.at(-1) ?? {}).sort()).toEqual([
      'duration',
      'endTime',
      'name',
      'startTime',
      'state',
      'workflowRevisionId',
    ]);
  });

  it('is told of an execution and of a workflow that do not exist', async () => {
    const { client } = await start();
    await expect(client.getExecution({ name: `${parent}/executions/none` })).rejects.toMatchObject({
      code: 5,
    });
    const other = 'projects/p1/locations/europe-west1/workflows/other';
    await expect(client.createExecution({ parent: other })).rejects.toMatchObject({ code: 5 });
    await expect(client.listExecutions({ parent: other })).rejects.toMatchObject({ code: 5 });
  });

  it.each([
    ['no JSON', '{"a":'],
    ['more than 32 KB', JSON.stringify('x'.repeat(limits.argumentBytes))],
  ])('is told of an argument of %s', async (_, argument) => {
    const { client } = await start();
    await expect(client.createExecution({ parent, execution: { argument } })).rejects.toMatchObject(
      {
        code: 3,
        message: expect.stringMatching(/argument/),
      },
    );
    expect((await client.listExecutions({ parent }))[0]).toEqual([]);
  });

  it('needs the token that the server was given', async () => {
    const { port, client } = await start({ token: 'secret' });
    await expect(client.createExecution({ parent })).rejects.toMatchObject({ code: 16 });
    const allowed = clientOf(port, 'secret');
    expect((await allowed.createExecution({ parent }))[0].state).toBe('ACTIVE');
  });
});

describe('the executions API', () => {
  it('answers every error in Google’s shape', async () => {
    const { rest } = await start({ token: 'secret' });
    const bearer = { authorization: 'Bearer secret' };
    const executions = `${parent}/executions`;
    const answers = [
      await rest('GET', executions),
      await rest('GET', executions, undefined, { authorization: 'Bearer secreT' }),
      await rest('GET', 'projects/p1', undefined, bearer),
      await rest('PUT', executions, {}, bearer),
      await rest('GET', `${executions}/none`, undefined, bearer),
      await rest('POST', executions, 'no json', bearer),
      await rest('POST', executions, [], bearer),
      await rest('POST', executions, { state: 'SUCCEEDED' }, bearer),
      await rest('POST', executions, { argument: { a: 1 } }, bearer),
      await rest('POST', executions, { labels: { a: 1 } }, bearer),
      await rest('POST', executions, '{}', { ...bearer, 'content-type': 'text/plain' }),
      await rest('POST', executions, { argument: 'x'.repeat(300_000) }, bearer),
      await rest('GET', `${executions}?filter=state%3DACTIVE`, undefined, bearer),
      await rest('GET', `${executions}?pageToken=none`, undefined, bearer),
      await rest('GET', `${executions}?pageSize=-1`, undefined, bearer),
      await rest('GET', `${executions}?view=ALL`, undefined, bearer),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      401, 401, 404, 404, 404, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400,
    ]);
    for (const { status, body } of answers) {
      expect(body).toEqual({
        error: {
          code: status,
          message: expect.any(String),
          status: expect.stringMatching(/^[A-Z_]+$/),
        },
      });
    }
  });

  it('is there for this machine alone', async () => {
    const { url, rest } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const status = await new Promise((resolve) => {
      const foreign = { headers: { host: 'evil.test' } };
      request(`${url}/v1/${parent}/executions`, foreign, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
    expect((await rest('GET', `${parent}/executions`)).status).toBe(200);
  });

  it('can be a part of another server', async () => {
    const api = createExecutionsApi(usual);
    const server = createServer((incoming, response) => void api.handle(incoming, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(api.close, async () => void server.close());
    const { port } = server.address() as AddressInfo;
    const { status } = await restOf(`http://127.0.0.1:${port}`)('POST', `${parent}/executions`, {});
    expect(status).toBe(200);
  });

  it('keeps quiet about what went wrong inside, and says it as a failed execution', async () => {
    const { client } = await start({
      workflow: loadWorkflow('- a: { call: sys.log, args: { text: hi } }'),
      onLog: () => {
        throw new Error('the disk is full');
      },
    });
    const [started] = await client.createExecution({ parent });
    const ended = await untilEnded(client, started.name ?? '');
    expect(ended).toMatchObject({
      state: 'FAILED',
      error: { payload: '{"message":"the disk is full","tags":["SystemError"]}' },
    });
  });

  it('fails an execution that is given an argument it does not take', async () => {
    const { client } = await start({ workflow: loadWorkflow('- a: { next: end }') });
    const [started] = await client.createExecution({ parent, execution: { argument: '{}' } });
    expect(await untilEnded(client, started.name ?? '')).toMatchObject({
      state: 'FAILED',
      error: { context: 'the workflow takes no argument' },
    });
  });

  it('cancels what runs when it closes', async () => {
    const slept: string[] = [];
    const api = await start({
      sleep: (milliseconds) => {
        slept.push(`${milliseconds} ms`);
        return new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    const [started] = await api.client.createExecution({
      parent,
      execution: { argument: '{"sleep":true}' },
    });
    expect(started.state).toBe('ACTIVE');
    await api.close();
    closing.length = 0;
    expect(slept).toEqual(['3600000 ms']);
    await expect(fetch(api.url)).rejects.toThrow();
  });
});
