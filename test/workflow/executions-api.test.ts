import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { closeAll, closing, parent, start, untilEnded } from './served-executions.ts';

afterEach(closeAll);

describe('the executions API', () => {
  it('answers every error in Google’s shape', async () => {
    const { rest } = await start();
    const executions = `${parent}/executions`;
    const answers = [
      await rest('GET', `${executions}/none`, undefined, { authorization: '' }),
      await rest('POST', executions, {}, { authorization: 'Bearer secreT' }),
      await rest('GET', 'projects/p1'),
      await rest('PUT', executions, {}),
      await rest('GET', `${executions}/none`),
      await rest('POST', executions, 'no json'),
      await rest('POST', executions, []),
      await rest('POST', executions, { state: 'SUCCEEDED' }),
      await rest('POST', executions, { argument: { a: 1 } }),
      await rest('POST', executions, '{}', { 'content-type': 'text/plain' }),
      await rest('POST', executions, { argument: 'x'.repeat(300_000) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      401, 401, 404, 404, 404, 400, 400, 400, 400, 400, 400,
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
    const { url } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const status = await new Promise((resolve) => {
      const foreign = { headers: { host: 'evil.test' } };
      request(`${url}/v1/${parent}/executions`, foreign, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  it('says what it does not support', async () => {
    const { rest } = await start();
    const executions = `${parent}/executions`;
    const messageOf = async (...request: Parameters<typeof rest>) =>
      (await rest(...request)).body.error?.message;
    const list = await messageOf('GET', executions);
    expect(list).toBe(`GET /v1/${executions} is not supported here`);
    const cancel = await messageOf('POST', `${executions}/some:cancel`, {});
    expect(cancel).toBe(`POST /v1/${executions}/some:cancel is not supported here`);
    const view = await messageOf('GET', `${executions}/some?view=BASIC`);
    expect(view).toBe('"view" is unknown or not supported here');
    const labels = await messageOf('POST', executions, { labels: { a: 'b' } });
    expect(labels).toBe('labels are not supported here');
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

  it('stops what runs when it closes', async () => {
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
