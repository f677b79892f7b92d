import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReadOutput } from '../../scripts/deploy/command.ts';
import {
  missingTools,
  requireAccess,
  requireBudgetRight,
} from '../../scripts/deploy/prerequisites.ts';
import { buildWarning, requireRegion } from '../../scripts/deploy/regions.ts';

const options = {
  project: 'acme-docs',
  region: 'europe-west1',
  instance: 'docpilot',
  dryRun: false,
  yes: false,
};
/** Answers the commands whose first word it knows; the others fail as gcloud does. */
const machine =
  (answers: Record<string, string>): ReadOutput =>
  async (program, args, explainFailure) => {
    const answer = answers[[program, ...args].find((word) => word in answers) ?? ''];
    if (answer === undefined) explainFailure?.(`ERROR: (gcloud.${args[0]}) it is not to be had`);
    return answer;
  };
const tools = { '--version': 'Google Cloud SDK 528', '-json': '"terraform_version": "1.11.4"' };
const signedIn = {
  ...tools,
  'application-default': 'token-of-terraform',
  'print-access-token': 'token-of-gcloud',
  'get-value': 'ann@example.com',
};
const project = { ...signedIn, '--format=value(projectId)': 'acme-docs' };
const ready = { ...project, '--format=value(billingEnabled)': 'True' };

/** The rights that Google grants to the holder of each token; all that are asked for without. */
let granted: Record<string, string[]>;
let people: Record<string, string>;
const google = createServer(async (request, response) => {
  const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
  if (request.url === '/tokeninfo') {
    const form = new URLSearchParams(await text(request));
    response.end(JSON.stringify({ email: people[form.get('access_token') ?? ''] }));
    return;
  }
  const { permissions } = (await json(request)) as { permissions: string[] };
  response.end(JSON.stringify({ permissions: granted[token] ?? permissions }));
});
let lines: string[];
beforeAll(async () => {
  await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  granted = {};
  people = { 'token-of-terraform': 'ann@example.com' };
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const url = `http://127.0.0.1:${(google.address() as AddressInfo).port}/`;
  for (const service of ['CLOUDRESOURCEMANAGER', 'CLOUDBILLING', 'OAUTH2']) {
    vi.stubEnv(`CLOUDSDK_API_ENDPOINT_OVERRIDES_${service}`, url);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => {
  google.closeAllConnections();
  google.close();
});

const problems = async (answers: Record<string, string>) => {
  const error = await requireAccess(options, machine(answers)).catch((reason) => reason);
  return error?.message?.split('\n') ?? [];
};

describe('before a deploy', () => {
  it('names the programs that are missing', async () => {
    expect(await missingTools(machine({}))).toHaveLength(2);
    const old = machine({ ...tools, '-json': '"terraform_version": "1.5.7"' });
    expect(await missingTools(old)).toEqual([expect.stringContaining('terraform is missing')]);
    expect(await missingTools(machine(tools))).toEqual([]);
  });

  it('asks the program that TERRAFORM names', async () => {
    vi.stubEnv('TERRAFORM', 'tofu --quiet');
    const asked: string[] = [];
    await missingTools(async (program, args) => {
      asked.push([program, ...args].join(' '));
      return undefined;
    });
    expect(asked).toContain('tofu --quiet version -json');
  });

  it('names only what is missing first, as the rest follows from it, and gcloud’s own reason', async () => {
    expect(await problems(tools)).toEqual([
      expect.stringContaining('run gcloud auth login.'),
      expect.stringContaining('run gcloud auth application-default login.'),
    ]);
    const unknown = await problems(signedIn);
    expect(unknown[0]).toMatch(/The project acme-docs does not exist.*role Owner/);
    expect(unknown[1]).toContain('gcloud says: ERROR: (gcloud.projects) it is not to be had');
    expect((await problems(project))[0]).toContain('no billing account');
    expect(await problems(ready)).toEqual([]);
  });

  it('asks Google for the rights of both accounts', async () => {
    granted = { 'token-of-terraform': ['cloudsql.instances.create'], 'token-of-gcloud': [] };
    const [gcloud, terraform] = await problems(ready);
    expect(gcloud).toMatch(/^gcloud's account ann.* may not .*storage\.buckets\.create.*Owner/);
    expect(terraform).toMatch(/^Terraform's account .* may not .*iam\.serviceAccounts\.create/);
    expect(terraform).toContain('gcloud auth application-default login');
    expect(terraform).not.toContain('cloudsql.instances.create');
  });

  it('goes on where Google does not say which rights there are', async () => {
    for (const service of ['CLOUDRESOURCEMANAGER', 'OAUTH2']) {
      vi.stubEnv(`CLOUDSDK_API_ENDPOINT_OVERRIDES_${service}`, 'http://127.0.0.1:1/');
    }
    expect(await problems(ready)).toEqual([]);
  });

  it('says that gcloud and Terraform act as different accounts', async () => {
    people = { 'token-of-terraform': 'ann@other.example' };
    const accounts = await requireAccess(options, machine(ready));
    expect(accounts.terraform.address).toBe('ann@other.example');
    expect(lines).toEqual([
      expect.stringMatching(/gcloud acts as ann@example.com, but Terraform .* ann@other.example/),
    ]);
    people = { 'token-of-terraform': 'ann@example.com' };
    await requireAccess(options, machine(ready));
    expect(lines).toHaveLength(1);
  });

  it('finds that the account may not make a budget, if there is to be one', async () => {
    const accounts = await requireAccess(options, machine(ready));
    granted = { 'token-of-terraform': [] };
    await expect(requireBudgetRight('0123AB-4567CD-89EF01', accounts)).rejects.toThrow(
      /ann@example.com may not make a budget .* 0123AB-4567CD-89EF01: .*Costs Manager.*null/,
    );
    await requireBudgetRight(null, accounts);
    granted = {};
    await requireBudgetRight('0123AB-4567CD-89EF01', accounts);
  });
});

describe('a region', () => {
  it('is warned of where a new project may not build', () => {
    expect(buildWarning('europe-west1')).toBeUndefined();
    expect(buildWarning('europe-west3')).toMatch(/build only in .*europe-west1/);
  });

  it('has to exist', async () => {
    const regions = machine({ regions: 'europe-west1\neurope-west3' });
    await requireRegion(options, regions);
    const wrong = requireRegion({ ...options, region: 'europe-west99' }, regions);
    await expect(wrong).rejects.toThrow(
      /no region europe-west99.*Nothing was made yet.*europe-west1, europe-west3/,
    );
    await expect(requireRegion(options, machine({}))).rejects.toThrow(/it is not to be had/);
  });
});
