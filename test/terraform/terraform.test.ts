import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyTerraform, runTerraform, terraformIsNamed } from './run-terraform.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'terraform');
const isThere = runTerraform(folder, 'version').status === 0;

describe.skipIf(!isThere)('where terraform is on the PATH (without it these are skipped)', () => {
  it('every file is formatted', () => {
    const { status, stdout } = runTerraform(folder, 'fmt', '-check', '-recursive', '-list=true');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

// TERRAFORM=terraform npx vitest run test/terraform: the providers are downloaded.
describe.skipIf(!terraformIsNamed)('where TERRAFORM names terraform (or these are skipped)', () => {
  it('both halves are valid, and their policies hold', { timeout: 600_000 }, () => {
    const copy = copyTerraform(root);
    for (const half of ['base', 'app']) {
      for (const command of ['validate', 'test']) {
        const { status, stdout, stderr } = runTerraform(join(copy, 'terraform', half), command);
        expect(status, `${half} ${command}: ${stdout}${stderr}`).toBe(0);
      }
    }
    rmSync(copy, { recursive: true, force: true });
  });
});

it('every metric has a chart', () => {
  const read = (name: string) => readFileSync(join(folder, 'app', name), 'utf8');
  const metrics = [...read('metrics.tf').matchAll(/^ {4}docpilot(_\w+) = \{/gm)];
  expect(metrics.length).toBeGreaterThan(5);
  const dashboard = read('dashboard.tf');
  for (const [, name] of metrics) expect(dashboard).toContain(`\${local.logged}${name}`);
});

it('every policy names what it is against', () => {
  const files = globSync('*/tests/*.tftest.hcl', { cwd: folder });
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const count = (part: RegExp) => text.match(part)?.length ?? 0;
    expect(count(/error_message +=/g), file).toBe(count(/condition +=/g));
    expect(count(/mock_provider "google"/g), file).toBe(1);
  }
});

it('no file of Terraform is longer than 250 lines', () => {
  for (const file of globSync('**/*.{tf,hcl,yaml}', { cwd: folder })) {
    expect(readFileSync(join(folder, file), 'utf8').split('\n').length, file).toBeLessThan(252);
  }
});
