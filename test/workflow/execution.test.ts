import { describe, expect, it } from 'vitest';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { runWorkflow } from '../../local/workflow/run-workflow.ts';
import { run, usualOptions } from './run-source.ts';

describe('an execution', () => {
  it('gets its argument as main’s parameter, null when there is none', async () => {
    const source = `main: { params: [a], steps: [{ answer: { return: "\${a}" } }] }`;
    expect((await run(source, { argument: { x: [1.5] } })).result).toEqual({ x: [1.5] });
    expect((await run(source)).result).toBeNull();
  });

  it('is refused an argument that it does not take', async () => {
    await expect(run('- a: { next: end }', { argument: {} })).rejects.toThrow(
      'the workflow takes no argument',
    );
  });

  it('stops when it is told to, even in its sleep and whatever would catch errors', async () => {
    const abort = new AbortController();
    const source = `
- sleep:
    try: { call: sys.sleep, args: { seconds: 3600 } }
    except: { as: e, steps: [{ hide: { return: hidden } }] }
`;
    const ended = runWorkflow(loadWorkflow(source), { ...usualOptions, signal: abort.signal });
    abort.abort(new Error('no longer wanted'));
    await expect(ended).rejects.toThrow('no longer wanted');
  });
});
