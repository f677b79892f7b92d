import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyTerraform, runTerraform, terraformIsNamed } from './run-terraform.ts';

const root = join(import.meta.dirname, '../..');

const variables = `
  project_id = "acme-docs"
  region     = "europe-west1"`;
const halves = {
  base: variables,
  app: `${variables}
  settings        = { GH_REPOS = "acme/handbook", GDRIVE_FOLDER_ID = "folder-1" }
  secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1" }
  alert_email     = "ann@example.com"
  billing_account = "012345-6789AB-CDEF01"`,
};

/** What is read stays the same from apply to apply; by default, a mock makes up another value. */
const project = `
  mock_data "google_project" {
    defaults = { number = "123456789" }
  }`;
const archive = `
mock_provider "archive" {
  mock_data "archive_file" {
    defaults = { output_sha256 = "0123", output_path = "bundle.zip" }
  }
}`;

let folder: string;

/** The resources that a second apply with the same settings would change. */
function changesOfSecondApply(half: keyof typeof halves): string[] {
  const there = join(folder, 'terraform', half);
  const test = `mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { email = "docpilot-x@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/x" }
  }${project}
}
${half === 'app' ? archive : ''}
variables {${halves[half]}
}
run "first" {
  command = apply
}
run "second" {
  command = plan
}
`;
  writeFileSync(join(there, 'tests/second-apply.tftest.hcl'), test);
  const filter = '-filter=tests/second-apply.tftest.hcl';
  const { stdout, stderr } = runTerraform(there, 'test', '-json', '-verbose', filter);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const messages = lines.map((line) => JSON.parse(line));
  const second = messages.find(
    (line) => line.type === 'test_plan' && line['@testrun'] === 'second',
  );
  if (second === undefined) throw new Error(`There is no second plan: ${stdout}${stderr}`);
  const { resource_changes } = second.test_plan as {
    resource_changes?: { address: string; change: { actions: string[] } }[];
  };
  return (resource_changes ?? [])
    .filter(({ change }) => change.actions.join() !== 'no-op')
    .map(({ address }) => address);
}

// TERRAFORM=terraform npx vitest run test/terraform: the providers are downloaded.
describe.skipIf(!terraformIsNamed)('where TERRAFORM names terraform (or these are skipped)', () => {
  beforeAll(() => {
    folder = copyTerraform(root);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['base', 'app'] as const)(
    'a second apply of %s changes nothing',
    (half) => {
      expect(changesOfSecondApply(half)).toEqual([]);
    },
    300_000,
  );

  it('this would notice a value that is another one each time', { timeout: 300_000 }, () => {
    const file = join(folder, 'terraform/app/workflow.tf');
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(/description +=.*/, 'description = timestamp()');
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    expect(changesOfSecondApply('app')).toContain('google_workflows_workflow.sync');
  });
});
