import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createExecutionsApi } from '../../local/workflow/executions-api.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import {
  closeAll,
  closing,
  parent,
  restOf,
  start,
  untilEnded,
  usual,
} from './served-executions.ts';

afterEach(closeAll);

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
