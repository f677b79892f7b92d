import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explain, isNotYetEffective } from '../../scripts/deploy/known-errors.ts';
import { runPatiently } from '../../scripts/deploy/run-patiently.ts';

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docpilot-patience-'));
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A program that fails with a message until it is run for the third time. */
const failsTwice = (message: string) => ({
  title: 'Create it',
  program: 'sh',
  args: [
    '-c',
    'echo x >> attempts; if [ "$(wc -l < attempts)" -lt 3 ]; then echo "$0" >&2; exit 1; fi',
    message,
  ],
});
const attempts = () => readFileSync(join(folder, 'attempts'), 'utf8').length / 2;

const framedByTerraform = `
╷
│ Error: Error creating Workflow: googleapi: Error 400: Workflows service agent
│ service-1@gcp-sa-workflows.iam.gserviceaccount.com
│ does not exist.
╵`;
const tooNew = [
  'Error 403: Cloud SQL Admin API has not been used in project 1 before or it is disabled.',
  'ERROR: (gcloud.secrets.versions.add) PERMISSION_DENIED: Permission denied on resource project',
  'API [storage.googleapis.com] not enabled on project [1].',
  'Cloud SQL IAM service account authentication failed for user "docpilot-migrator@acme-docs.iam"',
  framedByTerraform,
];
const lasting = [
  'Error 400: Organization Policy check failure: the external IP of this instance violates the constraints/sql.restrictPublicIp enforced at the 1 project.',
  'Error 403: One or more users named in the policy do not belong to a permitted customer, perhaps due to an organization policy.',
  'Error: Unsupported argument',
  'connect ETIMEDOUT 34.1.2.3:3307',
];

it.each(tooNew)('waits for what is new at Google: %s', async (message) => {
  await runPatiently(failsTwice(message), folder, { pauseMs: 1, lastsMs: 60_000 });
  expect(attempts()).toBe(3);
  expect(lines.filter((line) => line.includes('Trying again'))).toHaveLength(2);
});

it.each(lasting)('does not wait for what no time mends: %s', async (message) => {
  const running = runPatiently(failsTwice(message), folder, { pauseMs: 1, lastsMs: 60_000 });
  await expect(running).rejects.toThrow('"Create it" failed with exit code 1');
  expect(attempts()).toBe(1);
});

it('ends when the time is over', async () => {
  const running = runPatiently(failsTwice('PERMISSION_DENIED'), folder, { pauseMs: 1, lastsMs: 0 });
  await expect(running).rejects.toThrow('"Create it" failed');
  expect(attempts()).toBe(1);
});

describe('says what to do where', () => {
  it.each([
    ['Error 400: … violates the constraints/sql.restrictPublicIp', 'sql.restrictPublicIp forbids'],
    ['Error 403: users named in the policy do not belong to a permitted customer', 'allUsers'],
    ['due to quota restrictions, cannot run builds in this region', 'use one of those'],
    ['Error creating Budget: googleapi: Error 403: The caller does not have', 'billing_account'],
  ])('%s', (output, advice) => {
    expect(explain(output).join()).toContain(advice);
  });

  it('nothing is known of an error', () => {
    expect(explain('Error: something else')).toEqual([]);
    expect(isNotYetEffective('')).toBe(false);
  });
});
