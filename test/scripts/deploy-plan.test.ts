import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { memberOf } from '../../scripts/deploy/accounts.ts';
import type { ReadOutput } from '../../scripts/deploy/command.ts';
import { commandLine } from '../../scripts/deploy/command.ts';
import {
  type Deployment,
  readDeployment,
  requireDeployment,
  terraformVariables,
  writeDeployment,
} from '../../scripts/deploy/deployment.ts';
import { monthlyEstimate } from '../../scripts/deploy/estimate.ts';
import { neededApis, publicFunctions } from '../../scripts/deploy/function-table.ts';
import { askSecrets, settingProblem } from '../../scripts/deploy/interview.ts';
import {
  appCommands,
  databaseCommands,
  secretCommand,
  terraformCommands,
} from '../../scripts/deploy/plan.ts';
import { quickstartPlan } from '../../scripts/deploy/quickstart-plan.ts';
import {
  findSecretVersions,
  readSecretVersions,
} from '../../scripts/deploy/read-secret-versions.ts';
import { secretProblem } from '../../scripts/deploy/secret-names.ts';

const options = {
  project: 'acme-docs',
  region: 'europe-west1',
  instance: 'docpilot',
  dryRun: false,
  yes: false,
};
const deployment: Deployment = {
  settings: { GH_REPOS: 'acme/handbook' },
  publicAccess: 'all-users',
  alertEmail: null,
  billingAccount: null,
  deployers: ['user:ann@example.com'],
};
const root = join(import.meta.dirname, '../..');
const publicNames = publicFunctions(root);
const apis = neededApis(root, {});
const secretVersions = { API_TOKEN: '2', GH_WEBHOOK_SECRET: '1' };

describe('quickstart', () => {
  const secrets = { API_TOKEN: 'the-key-nobody-sees', GH_WEBHOOK_SECRET: 'the-other-one-too' };
  const plan = quickstartPlan(options, deployment, {
    secrets,
    secretVersions,
    publicFunctions: publicNames,
    apis,
  });
  const lines = plan.flatMap(({ commands }) => commands.map(commandLine));

  it('runs the steps in the order of their dependencies', () => {
    const order = [
      /services enable/,
      /services identity create --service=workflows/,
      /buckets create/,
      /npm run build/,
      /terraform\/base apply/,
      /versions add docpilot-api-token/,
      /run bootstrap/,
      /run migrate/,
      /terraform\/app apply/,
      /workflows execute/,
    ].map((step) => lines.findIndex((line) => step.test(line)));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('enables every API before Terraform needs one, in a call of at most 20', () => {
    const [enable = ''] = lines;
    const named = enable.match(/\S+\.googleapis\.com/g) ?? [];
    expect(named).toEqual(apis);
    expect(neededApis(root, { EMBED_PROVIDER: 'vertex' })).toEqual([
      ...apis,
      'aiplatform.googleapis.com',
    ]);
    expect(apis.length).toBeLessThan(20);
  });

  it('prints no secret and puts none on a command line', () => {
    expect(lines.join('\n')).not.toMatch(/nobody-sees|other-one/);
    expect(lines).toContain(
      'gcloud secrets versions add docpilot-api-token --project=acme-docs --data-file=- < API_TOKEN',
    );
    const inputs = plan.flatMap(({ commands }) => commands.map(({ input }) => input));
    expect(inputs).toContain('the-key-nobody-sees');
  });

  it('names the account to share the Drive folder with before the first sync', () => {
    expect(plan.map(({ todo }) => todo).join('')).toBe('');
    const withFolder = { ...deployment, settings: { GDRIVE_FOLDER_ID: 'folder' } };
    const values = { secrets, secretVersions, publicFunctions: publicNames, apis };
    expect(quickstartPlan(options, withFolder, values).at(-1)).toMatchObject({
      heading: 'The first sync',
      todo: expect.stringContaining('docpilot-sync-drive@acme-docs.iam.gserviceaccount.com'),
    });
  });

  it('writes no secret into a file', () => {
    const { base, app } = terraformVariables(options, deployment);
    expect(base).toMatchObject({ project_id: 'acme-docs', vertex_embeddings: false });
    expect(Object.keys(app)).not.toContain('secret_versions');
  });
});

describe('a deploy', () => {
  const app = (publicAccess: Deployment['publicAccess'], first = false) =>
    appCommands(options, { publicAccess }, secretVersions, {
      first,
      publicFunctions: publicNames,
    }).map(commandLine);

  it('replaces one revision at a time, but creates the first ones together', () => {
    expect(app('all-users').at(-1)).toContain('-parallelism=1');
    expect(app('all-users', true).at(-1)).not.toContain('-parallelism');
  });

  it('names the versions of the secrets, and lets Terraform ask for approval', () => {
    expect(app('all-users').at(-1)).toContain(
      `'-var=secret_versions={"API_TOKEN":"2","GH_WEBHOOK_SECRET":"1"}'`,
    );
    // With -input=false, apply cannot ask for approval.
    expect(app('all-users').at(-1)).not.toMatch(/-input=false|-auto-approve/);
  });

  it('switches off the invoker check of the public functions only, after every apply', () => {
    const lines = app('no-invoker-check').filter((line) => line.includes('--no-invoker-iam-check'));
    expect(lines).toHaveLength(6);
    expect(lines.join()).not.toMatch(/update sync-(github|drive)/);
    expect(app('all-users').join()).not.toContain('invoker');
  });

  it('runs the program that TERRAFORM names', () => {
    vi.stubEnv('TERRAFORM', 'tofu -quiet');
    const [init, apply] = terraformCommands('base', options).map(commandLine);
    vi.unstubAllEnvs();
    expect(init).toMatch(/^tofu -quiet -chdir=terraform\/base init/);
    expect(apply).toMatch(/^tofu -quiet -chdir=terraform\/base apply/);
  });

  it('migrates without bootstrapping again', () => {
    const lines = databaseCommands(options, { first: false }).map(commandLine);
    expect(lines).toEqual([
      'npm run migrate -- --project=acme-docs --region=europe-west1 --instance=docpilot',
    ]);
  });

  it('stops if a required secret has no version, and leaves an optional one out', async () => {
    const versions: ReadOutput = async (_program, args) =>
      args.includes('docpilot-gh-pat') ? '' : '7';
    expect(await readSecretVersions(options, versions)).toEqual({
      API_TOKEN: '7',
      GH_WEBHOOK_SECRET: '7',
      EMBED_API_KEY: '7',
      OAUTH_CLIENT_SECRET: '7',
    });
    await expect(readSecretVersions(options, async () => undefined)).rejects.toThrow(
      /API_TOKEN has no version.*npm run secrets/,
    );
  });
});

it('refuses settings and secrets that a function would refuse', () => {
  expect(settingProblem('repositories', 'GH_REPOS', 'acme')).toMatch(/GH_REPOS is not valid/);
  expect(settingProblem('repositories', 'GH_REPOS', 'acme/handbook@main')).toBeUndefined();
  for (const key of ['short', 'aaaaaaaaaaaaaaaa', 'passwordpassword', '1212121212121212']) {
    expect(secretProblem('API_TOKEN', key)).toMatch(/16 characters that nobody can guess/);
  }
  expect(secretProblem('GH_WEBHOOK_SECRET', 'abc'.repeat(12))).toMatch(/nobody can guess/);
  expect(secretProblem('GH_PAT', 'short')).toBeUndefined();
  expect(secretProblem('GH_PAT', 'ends with a line\n')).toMatch(/white space/);
  expect(secretCommand(options, 'GH_PAT', 'x').input).toBe('x');
});

it('does not take a secret for missing that it may not list', async () => {
  const failing =
    (errors: string): ReadOutput =>
    async (_program, _args, explainFailure) => {
      explainFailure?.(errors);
      return undefined;
    };
  const disabled =
    'ERROR: (gcloud.secrets.versions.list) PERMISSION_DENIED: Secret Manager API has not been used in project 1 before or it is disabled.';
  const absent = 'ERROR: (gcloud.secrets.versions.list) NOT_FOUND: Secret [x] not found.';
  for (const errors of [disabled, absent]) {
    expect(await findSecretVersions(options, failing(errors))).toEqual({});
  }
  await expect(findSecretVersions(options, failing('ERROR: no network'))).rejects.toThrow(
    'The versions of API_TOKEN cannot be listed: ERROR: no network',
  );
});

describe('asked for the secrets', () => {
  const nothing = async () => '';

  it('generates the required ones that are missing, and keeps the present ones', async () => {
    const made = await askSecrets(['API_TOKEN'], nothing);
    expect(made).toEqual({ GH_WEBHOOK_SECRET: expect.stringMatching(/^[\w-]{32}$/) });
    expect(await askSecrets(['API_TOKEN', 'GH_WEBHOOK_SECRET'], nothing)).toEqual({});
  });

  it('uses what is typed', async () => {
    const typed = async (question: string) =>
      question.startsWith('API_TOKEN') ? 'the-new-key-of-the-team,the-old-key-of-the-team' : '';
    expect(await askSecrets(['API_TOKEN', 'GH_WEBHOOK_SECRET'], typed)).toEqual({
      API_TOKEN: 'the-new-key-of-the-team,the-old-key-of-the-team',
    });
  });
});

it('reads the decisions again, and says if there are none', () => {
  const root = mkdtempSync(join(tmpdir(), 'docpilot-deployment-'));
  for (const half of ['base', 'app']) mkdirSync(join(root, 'terraform', half), { recursive: true });
  expect(readDeployment(root, 'acme-docs')).toBeUndefined();
  expect(() => requireDeployment(root, 'acme-docs')).toThrow(/npm run quickstart first/);
  writeDeployment(root, options, deployment);
  expect(readDeployment(root, 'acme-docs')).toEqual(deployment);
  rmSync(root, { recursive: true });
});

it('distinguishes people from service accounts', () => {
  expect(memberOf('ann@example.com')).toBe('user:ann@example.com');
  expect(memberOf('ci@acme.iam.gserviceaccount.com')).toBe(
    'serviceAccount:ci@acme.iam.gserviceaccount.com',
  );
});

it('a month costs what its lines add up to, about 17', () => {
  const { lines, totalUsd } = monthlyEstimate();
  expect(lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(totalUsd);
  expect(totalUsd).toBeGreaterThan(15);
  expect(totalUsd).toBeLessThan(19);
});
