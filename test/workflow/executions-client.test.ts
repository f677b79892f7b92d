import { afterEach, describe, expect, it } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { contractErrors } from './execution-contract.ts';
import { clientOf, closeAll, parent, source, start, untilEnded } from './served-executions.ts';

afterEach(closeAll);

describe('Google’s client', () => {
  it('starts an execution and finds its result', async () => {
    const { client } = await start();
    const argument = JSON.stringify({ repositories: ['org/a'] });
    const [started] = await client.createExecution({
      parent: client.workflowPath('p1', 'europe-west1', 'sync'),
      execution: { argument },
    });

    expect(started).toMatchObject({ state: 'ACTIVE', argument });
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
    expect(client.raw.flatMap((answer) => contractErrors(answer))).toEqual([]);
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
    expect(client.raw.flatMap((answer) => contractErrors(answer))).toEqual([]);
  });

  it('is told of an execution and of a workflow that do not exist', async () => {
    const { client } = await start();
    await expect(client.getExecution({ name: `${parent}/executions/none` })).rejects.toMatchObject({
      code: 5,
    });
    const other = 'projects/p1/locations/europe-west1/workflows/other';
    await expect(client.createExecution({ parent: other })).rejects.toMatchObject({ code: 5 });
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
  });

  it('needs the token that the server was given', async () => {
    const { url } = await start();
    const refused = clientOf(url, 'other').createExecution({ parent });
    await expect(refused).rejects.toMatchObject({ code: 16 });
  });
});
