import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { copyTerraform, runTerraform, terraformIsNamed } from './run-terraform.ts';

const root = join(import.meta.dirname, '../..');
const policies = globSync('terraform/*/tests/*.tftest.hcl', { cwd: root }).map((path) => ({
  path,
  names: [...readFileSync(join(root, path), 'utf8').matchAll(/^run "(\w+)"/gm)].map(
    ([, name]) => name,
  ),
}));

interface Mutation {
  what: string;
  /** The run of the policy tests that must fail. */
  policy: string;
  file: string;
  from: string;
  to: string;
}
const mutations: Mutation[] = parse(
  readFileSync(join(import.meta.dirname, 'mutations.yaml'), 'utf8'),
);

/** The file of the policy: in the mutation's half, where both have one of that name. */
function testOf({ policy, file }: Mutation): string {
  const found = policies.filter(({ names }) => names.includes(policy)).map(({ path }) => path);
  const half = /^terraform\/\w+\//.exec(file)?.[0] ?? 'terraform/';
  return found.find((path) => path.startsWith(half)) ?? found[0] ?? '';
}

it('every weakening is one, and every policy is tried', () => {
  for (const { what, file, from } of mutations) {
    expect(readFileSync(join(root, file), 'utf8'), what).toContain(from);
  }
  const tried = new Set(mutations.map(({ policy }) => policy));
  expect(policies.flatMap(({ names }) => names).filter((name) => !tried.has(name ?? ''))).toEqual(
    [],
  );
});

// Minutes: each runs Terraform's tests anew.
describe.skipIf(!terraformIsNamed)('a policy fails where TERRAFORM names terraform, when', () => {
  let folder: string;
  beforeAll(() => {
    folder = copyTerraform(root);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(mutations)('$what', { timeout: 120_000 }, (mutation) => {
    const file = join(folder, mutation.file);
    const text = readFileSync(file, 'utf8');
    const [, half = '', ...test] = testOf(mutation).split('/');
    writeFileSync(
      file,
      text.replace(mutation.from, () => mutation.to),
    );
    try {
      const filter = `-filter=${test.join('/')}`;
      const { stdout } = runTerraform(join(folder, 'terraform', half), 'test', filter);
      expect(stdout).toContain(`run "${mutation.policy}"... fail`);
    } finally {
      writeFileSync(file, text);
    }
  });
});
