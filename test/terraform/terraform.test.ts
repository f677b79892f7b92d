import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../terraform');
const program = 'terraform';
const terraform = (...args: string[]) =>
  spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CHECKPOINT_DISABLE: '1' },
  });
const isThere = terraform('version').status === 0;

// `validate` and `test` need the providers, which `terraform init` downloads: `npm run validate`.
describe.skipIf(!isThere)('where terraform is (without it these are skipped)', () => {
  it('every file is formatted', () => {
    const { status, stdout } = terraform('fmt', '-check', '-recursive', '-list=true');
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
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
