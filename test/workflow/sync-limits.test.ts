import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { limits } from '../../local/workflow/limits.ts';
import { walkSteps } from '../../local/workflow/walk-steps.ts';
import { run } from './run-source.ts';
import { runSync, syncSource, syncWorkflow, unfinished } from './sync-run.ts';

const schema = JSON.parse(
  readFileSync(new URL('../contracts/workflows.schema.json', import.meta.url), 'utf8'),
);

const steps = [...syncWorkflow.subworkflows.values()].flatMap((subworkflow) => {
  const all: Parameters<Parameters<typeof walkSteps>[1]>[0][] = [];
  walkSteps(subworkflow.steps, (step) => all.push(step));
  return all;
});

const deployed: Record<string, { instances: number }> = parse(
  readFileSync(new URL('../../terraform/functions.yaml', import.meta.url), 'utf8'),
);

const constantOf = (template: object) => ('value' in template ? template.value : undefined);

describe('the sync workflow is valid by the schema of Workflows', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);

  it('as it stands', () => {
    expect(validate(parse(syncSource)) || validate.errors).toBe(true);
  });

  it.each([
    ['a retry without max_retries', (text: string) => text.replace('max_retries: 2', '')],
    [
      'an unknown step key',
      (text: string) => text.replace('result: response', 'outcome: response'),
    ],
    [
      'another exception policy',
      (text: string) =>
        text.replace('shared: [tally', 'exception_policy: stop\n                  shared: [tally'),
    ],
    ['an audience with OAuth2', (text: string) => text.replace('type: OIDC', 'type: OAuth2')],
    ['a concurrency limit of a word', (text: string) => text.replace(/limit: .*/, 'limit: few')],
  ])('and not with %s', (_, change) => {
    const changed = change(syncSource);
    expect(changed).not.toBe(syncSource);
    expect(validate(parse(changed))).toBe(false);
  });
});

describe('the sync workflow keeps the limits of its text', () => {
  it('is far smaller than the largest source', () => {
    expect(Buffer.byteLength(syncSource)).toBeLessThan(limits.sourceBytes / 4);
  });

  it('has short expressions', () => {
    const lengths = (syncSource.match(/\$\{.*\}/g) ?? []).map((text) => text.length);
    expect(lengths.length).toBeGreaterThan(50);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(limits.expressionCharacters);
  });

  it('gives every HTTP call its time-out, an OIDC audience and a retry policy around it', () => {
    const calls = steps.flatMap(({ action }) =>
      action.kind === 'call' && action.callee.startsWith('http.') ? [action] : [],
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]?.args.get('timeout')).toEqual({
      kind: 'constant',
      value: limits.httpTimeoutSeconds.max,
    });
    expect([...(calls[0]?.args.keys() ?? [])].sort()).toEqual(['auth', 'body', 'timeout', 'url']);
    const around = steps.find(
      ({ action }) =>
        action.kind === 'try' && action.steps.some(({ action: inner }) => inner === calls[0]),
    )?.action;
    expect(around?.kind === 'try' && around.retry?.predicate).toEqual({
      builtIn: 'http.default_retry_predicate',
    });
  });

  it('runs as many sources of a kind at one time as its function has instances', () => {
    const kinds = steps.flatMap(({ action }) => {
      if (action.kind !== 'call' || action.callee !== 'sync_kind') return [];
      return [
        Object.fromEntries([...action.args].map(([name, value]) => [name, constantOf(value)])),
      ];
    });
    expect(kinds).toMatchObject([
      { list_name: 'repositories', at_once: deployed['sync-github']?.instances },
      // After the files of the repositories, by the same instances.
      { list_name: 'conversations', at_once: deployed['sync-github']?.instances },
      { list_name: 'folders', at_once: deployed['sync-drive']?.instances },
      { list_name: 'sites', at_once: deployed['sync-web']?.instances },
      { list_name: 'local_folders', at_once: 1 },
    ]);
    const atOneTime = kinds.filter(({ list_name }) => list_name !== 'conversations');
    const branches = atOneTime.length;
    const iterations = atOneTime.reduce((sum, { at_once }) => sum + Number(at_once), 0);
    expect(branches + iterations).toBeLessThanOrEqual(limits.concurrentBranches);
  });

  it('has three branches, and in each of them one more parallel step: as deep as is allowed', () => {
    const parallel = [...syncWorkflow.subworkflows].map(([name, subworkflow]) => {
      let found = 0;
      walkSteps(subworkflow.steps, ({ action }) => {
        if (action.kind === 'parallel') found += 1;
      });
      return [name, found];
    });
    expect(Object.fromEntries(parallel)).toMatchObject({ main: 1, sync_kind: 1 });
    expect(parallel.reduce((sum, [, found]) => sum + Number(found), 0)).toBe(limits.parallelDepth);
    const outer = steps.find(({ action }) => action.kind === 'parallel')?.action;
    const branches = outer?.kind === 'parallel' && Array.isArray(outer.branches) && outer.branches;
    expect(branches).toMatchObject([
      { name: 'github' },
      { name: 'drive' },
      { name: 'web' },
      { name: 'disk' },
    ]);
    expect(branches).not.toHaveProperty(String(limits.branchesPerParallel));
  });
});

describe('with two hundred repositories and two hundred folders', () => {
  // As long as GitHub allows: 39 characters of owner, 100 of name, and a long branch.
  const repositories = numbered(
    200,
    (index) => `${'o'.repeat(39)}/${'r'.repeat(97)}${index}@${'b'.repeat(60)}`,
  );
  const folders = numbered(200, (index) => `${'f'.repeat(41)}${index}`);
  const longMessage = { error: { message: '€'.repeat(10_000) } };
  const plan = { repositories, folders, conversations: [] };
  const planThenFail = ({ path }: { path: string }) =>
    path === '/plan' ? { body: plan } : { status: 400, body: longMessage };

  it('the plan of either kind is far smaller than the largest response', () => {
    expect(Buffer.byteLength(JSON.stringify(plan))).toBeLessThan(limits.responseBytes / 10);
  });

  it('the plan comes, every source fails, and the variables stay below their limit', async () => {
    const { raised, usage } = await runSync({}, { github: planThenFail, drive: planThenFail });

    expect(raised).toMatchObject({ message: '400 failed, 0 synced, 0 busy' });
    expect(usage.peakVariablesBytes).toBeGreaterThan(100_000);
    expect(usage.peakVariablesBytes).toBeLessThan(limits.variablesBytes);
    expect(usage.steps).toBeLessThan(limits.stepsPerExecution / 4);
  });

  it('three quarters of the limit are enough for the repositories alone', async () => {
    const { raised, usage } = await runSync({ folders: [] }, { github: planThenFail });

    expect(raised).toMatchObject({ message: '200 failed, 0 synced, 0 busy' });
    expect(usage.peakVariablesBytes).toBeLessThan(limits.variablesBytes * 0.75);
  });

  it('every source takes all its slices, and the steps stay below their limit', async () => {
    let slices = 0;
    const { usage } = await run(syncWorkflow, {
      environment: { SYNC_GITHUB_URL: 'http://github.test', SYNC_DRIVE_URL: 'http://drive.test' },
      send: async ({ url }) => {
        if (url.pathname === '/') slices += 1;
        const body = JSON.stringify(url.pathname === '/plan' ? plan : unfinished());
        const headers = { 'content-type': 'application/json' };
        return { code: 200, headers, body: Buffer.from(body) };
      },
    });

    expect(slices).toBe(400 * 20);
    expect(usage.steps).toBeLessThan(limits.stepsPerExecution);
  });

  it('the lists fit into the argument when names are of usual length', () => {
    const argument = {
      trigger: 'schedule',
      repositories: numbered(200, (index) => `a-usual-organisation/a-usual-repository-${index}`),
      folders: numbered(200, () => '1A2b3C4d5E6f7G8h9I0jK1l2M3n4O5p6Q'),
    };
    expect(Buffer.byteLength(JSON.stringify(argument))).toBeLessThan(limits.argumentBytes);
  });
});

function numbered(count: number, name: (index: string) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(String(index).padStart(3, '0')));
}
