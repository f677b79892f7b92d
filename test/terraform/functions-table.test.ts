import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@docpilot/shared/config';
import { createLogger } from '@docpilot/shared/log';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { maxHeaderBytes } from '../../local/functions/gateway.ts';
import { functionNames } from '../../scripts/build/function-names.ts';
import { settings as ownSettings } from '../build/function-routes.ts';

const root = join(import.meta.dirname, '../..');
const readText = (path: string) => readFileSync(join(root, path), 'utf8');

interface DeployedFunction {
  pool: number;
  secrets: { required: string[]; optional: string[] };
  settings: string[];
}

const functions: Record<string, DeployedFunction> = parse(readText('terraform/functions.yaml'));
const configured = ['settings', 'settings-of-sign-in']
  .flatMap((file) => [...readText(`shared/src/${file}.ts`).matchAll(/variable: '(\w+)'/g)])
  .map(([, name = '']) => name);
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
  'GOOGLE_ACCOUNTS_URL',
  'LOCAL_FOLDERS',
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

it('a request may have as long an address in the cloud as on a laptop', () => {
  expect(readText('terraform/app/functions.tf')).toContain(
    `--max-http-header-size=${maxHeaderBytes}`,
  );
});

it('a secret that a function cannot start without is required of its deployment', () => {
  for (const [name, { secrets }] of Object.entries(functions)) {
    const code = readText(`functions/${name}/function.ts`);
    const required = [
      ...(code.includes('identifyCallers(') ? ['API_TOKEN'] : []),
      ...(code.includes("requiredSetting(environment, 'webhookSecrets')")
        ? ['GH_WEBHOOK_SECRET']
        : []),
    ];
    expect(secrets.required, name).toEqual(required);
  }
});

/** The variables that a function reads when it starts with these settings. */
async function variablesRead(name: string, environment: Environment): Promise<string[]> {
  const read = new Set<string>(['LOG_LEVEL']);
  const watched = new Proxy(environment, {
    get: (target, variable: string) => {
      read.add(variable);
      return target[variable];
    },
  });
  const module: Record<string, CreateFunction> = await import(
    `../../functions/${name}/function.ts`
  );
  const none = () => Promise.reject(new Error('no statement is made here'));
  const database = { query: none, transaction: none, close: async () => {} };
  const log = createLogger('test', { level: 'silent' });
  const [create] = Object.values(module);
  create?.({ environment: watched, openDatabase: () => database, log });
  return [...read];
}

it.each(Object.keys(functions))(
  '%s is given every setting that it reads, and no other',
  async (name) => {
    const embedders = [
      { EMBED_PROVIDER: 'openai', EMBED_URL: 'http://127.0.0.1:1', EMBED_MODEL: 'model' },
      { EMBED_PROVIDER: 'vertex' },
    ];
    const read = await Promise.all(
      embedders.map((embedder) => variablesRead(name, { ...ownSettings, ...embedder })),
    );
    const notDeployed = [...elsewhere, ...given];
    const { settings = [], secrets } = functions[name] ?? {
      secrets: { required: [], optional: [] },
    };
    expect([...new Set(read.flat())].filter((each) => !notDeployed.includes(each)).sort()).toEqual(
      [...settings, ...secrets.required, ...secrets.optional].sort(),
    );
  },
);
