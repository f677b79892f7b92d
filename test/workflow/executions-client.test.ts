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
