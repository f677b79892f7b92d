import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { functionNames } from '../../scripts/build/function-names.ts';

const root = join(import.meta.dirname, '../..');
const readText = (path: string) => readFileSync(join(root, path), 'utf8');

interface DeployedFunction {
  pool: number;
  secrets: { required: string[]; optional: string[] };
  settings: string[];
}

const functions: Record<string, DeployedFunction> = parse(readText('terraform/functions.yaml'));
const configured = [...readText('shared/src/config.ts').matchAll(/variable: '(\w+)'/g)].map(
  ([, name = '']) => name,
);
const given = [...readText('terraform/app/functions.tf').matchAll(/^ +([A-Z_]+) += /gm)].map(
  ([, name = '']) => name,
);
const asked = Object.values(functions).flatMap(({ settings, secrets }) => [
  ...settings,
  ...secrets.required,
  ...secrets.optional,
]);

/** Settings that point elsewhere than at Google and GitHub, or are no concern of a deployment. */
const elsewhere = [
  'DATABASE_URL',
  'DRIVE_API_URL',
  'GITHUB_API_URL',
  'GOOGLE_ACCESS_TOKEN',
  'LOG_LEVEL',
  'VERTEX_API_URL',
  'WORKFLOWS_API_URL',
];

it('the table has every function', () => {
  expect(Object.keys(functions).sort()).toEqual(functionNames(root));
});

it('every setting can be set in the cloud, and none is made up', () => {
  expect([...new Set([...asked, ...given, ...elsewhere])].sort()).toEqual(
    [...new Set(configured)].sort(),
  );
});

it('every function is deployed with the pool it is written for', () => {
  for (const [name, { pool }] of Object.entries(functions)) {
    expect(readText(`functions/${name}/function.ts`), name).toContain(`poolSize: ${pool},`);
  }
});

it('a secret that a function cannot start without is required of its deployment', () => {
  for (const [name, { secrets }] of Object.entries(functions)) {
    const code = readText(`functions/${name}/function.ts`);
    const required = [
      ...(code.includes("requiredSetting(environment, 'apiKeys')") ? ['API_TOKEN'] : []),
      ...(code.includes("requiredSetting(environment, 'webhookSecrets')")
        ? ['GH_WEBHOOK_SECRET']
        : []),
    ];
    expect(secrets.required, name).toEqual(required);
  }
});
