import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/deploy/options.ts';

const where = ['--project', 'acme-docs', '--region', 'europe-west1'];

it('reads where to deploy', () => {
  expect(readOptions([...where, '--dry-run'])).toEqual({
    project: 'acme-docs',
    region: 'europe-west1',
    instance: 'docpilot',
    dryRun: true,
    yes: false,
  });
  expect(readOptions(['--help'])).toBe('help');
});

describe('names the flag and the fix', () => {
  it.each([
    [['--region', 'europe-west1'], /--project is missing, for example my-team-docs/],
    [['--project', 'acme-docs'], /--region is missing, for example europe-west1/],
    [['--project', 'Acme Docs', '--region', 'europe-west1'], /--project Acme Docs is not valid/],
    [['--project', 'acme-docs', '--region', 'Europe'], /--region Europe is not valid/],
    [[...where, '--instance', '-x;'], /--instance.*(ambiguous|not valid)/],
    [[...where, '--force'], /Unknown option '--force'.*--help lists the flags/],
    [[...where, 'now'], /Unexpected argument 'now'/],
  ])('%j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});

describe('as a process', () => {
  // Neither gcloud nor terraform is on its PATH.
  const run = (script: string, ...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const file = join(import.meta.dirname, '../../scripts', script);
      const child = execFile(
        process.execPath,
        [file, ...args],
        { env: { PATH: '/nowhere' } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  it('each script prints its help', async () => {
    const deploying = ['quickstart', 'deploy', 'secrets', 'bootstrap-database', 'migrate'];
    const scripts = [...deploying, 'validate', 'doctor'];
    const runs = await Promise.all(scripts.map((name) => run(`${name}.ts`, '--help')));
    for (const { code, stdout } of runs) {
      expect(stdout).toMatch(/^npm run .*--(project|url)/s);
      expect(code).toBe(0);
    }
  });

  it('names the programs that are not installed', async () => {
    const { code, stderr } = await run('deploy.ts', ...where);
    expect(stderr).toContain('gcloud is missing: install it from');
    expect(stderr).toContain('terraform is missing or too old');
    expect(code).toBe(2);
  });

  it('ends a deploy with a sync, and leaves the schema as it is where it is told to', async () => {
    const [usual, kept] = await Promise.all([
      run('deploy.ts', ...where, '--dry-run'),
      run('deploy.ts', ...where, '--dry-run', '--keep-schema'),
    ]);
    const migrate = '$ npm run migrate';
    expect(usual.stdout).toContain(migrate);
    expect(kept.stdout).not.toContain(migrate);
    for (const { stdout } of [usual, kept]) {
      expect(stdout).toMatch(/workflows execute docpilot-sync [^\n]*\n\nTo check the deployment/);
    }
  });

  it('prints what it would run, and runs nothing', async () => {
    const scripts = ['quickstart.ts', 'bootstrap-database.ts'];
    const runs = await Promise.all(scripts.map((name) => run(name, ...where, '--dry-run')));
    for (const { code, stdout, stderr } of runs) {
      expect(stderr).toBe('');
      expect(stdout).toContain('--project=acme-docs');
      expect(code).toBe(0);
    }
    const [{ stdout: plan } = { stdout: '' }] = runs;
    for (const said of ['services enable', 'terraform/app apply', 'workflows execute', 'doctor']) {
      expect(plan).toContain(said);
    }
    expect(plan).toMatch(/total, before tax.*DocPilot is at https/s);
  });
});
