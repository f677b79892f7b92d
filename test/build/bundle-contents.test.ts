import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltBundles, buildBundles, sharedBundles } from './running-bundle.ts';

let built: BuiltBundles;

beforeAll(async () => {
  built = await sharedBundles();
});

const packageOf = (input: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? '';

describe('no bundle', () => {
  it.each([
    ['the embedded database', /^@electric-sql\//],
    [
      'a Google API’s client or its login',
      /^(@google-cloud|@googleapis|google-|googleapis|gaxios)/,
    ],
    ['gRPC', /^@grpc\//],
    ['a tool of development', /^(vitest|esbuild|typescript|knip|@biomejs)/],
  ])('contains %s', (_what, forbidden) => {
    for (const { name, inputs } of built.bundles) {
      const held = inputs.map(packageOf).filter((input) => forbidden.test(input));
      expect([name, held]).toEqual([name, []]);
    }
  });

  // `import { z } from 'zod'` brings them all, half a megabyte; `import * as z from 'zod'` does not.
  it('contains messages of zod in another language than English', () => {
    for (const { name, inputs } of built.bundles) {
      const held = inputs.filter((input) => /zod\/v4\/locales\/(?!(en|index)\.js)/.test(input));
      expect([name, held]).toEqual([name, []]);
    }
  });

  it('contains what runs elsewhere: local/, scripts/, tests, another function', () => {
    for (const { name, inputs } of built.bundles) {
      const own = inputs.filter((input) => packageOf(input) === '');
      // These two replace import.meta.
      const stand = ['scripts/build/import-meta.ts', 'scripts/build/package-file.ts'];
      const homes = ['shared/src/', `functions/${name}/`, ...stand];
      const strange = own.filter((input) => !homes.some((home) => input.startsWith(home)));
      expect([name, strange]).toEqual([name, []]);
    }
  });
});

describe.each([
  [
    'home',
    /^shared\/src\/(chunk|extract(?!\/formats\.ts)|ingest|sources|trigger|mcp|lexical)\/|\/markdown-it\//,
  ],
  [
    'list',
    /^shared\/src\/(chunk|extract(?!\/formats\.ts)|ingest|sources|trigger|mcp)\/|\/markdown-it\//,
  ],
  // A snippet of a table’s row comes with the header that chunks have, and an explanation weighs a
  // passage anew, with the names that it defines.
  [
    'search',
    /^shared\/src\/(chunk(?!\/(outline|rst-tables|asciidoc-header|looks-like-code|documented-names|read-definitions)\.ts)|ingest|sources|trigger|mcp)\/|\/markdown-it\//,
  ],
  [
    'mcp',
    /^shared\/src\/(chunk(?!\/(outline|rst-tables|asciidoc-header|looks-like-code|documented-names|read-definitions)\.ts)|ingest|sources|trigger)\/|\/markdown-it\//,
  ],
  // They also search, as a sync asks the questions of the team's answer key.
  ['sync-drive', /^shared\/src\/(mcp|trigger|sources\/(github|web))\//],
  ['sync-github', /^shared\/src\/(mcp|trigger|sources\/(drive|web))\//],
  ['sync-web', /^shared\/src\/(mcp|trigger|sources\/(drive|github))\//],
  ['webhook', /^shared\/src\/(chunk|extract|ingest|lexical|mcp|search)\/|\/markdown-it\//],
  ['sync-sources', /^shared\/src\/(chunk|extract|ingest|sources|lexical|mcp)\/|\/markdown-it\//],
])('%s', (name, forbidden) => {
  it('contains no module of DocPilot that it does not use', () => {
    expect(built.of(name).inputs.filter((input) => forbidden.test(input))).toEqual([]);
  });
});

it('each package that is loaded when needed is only in the bundles that use it', () => {
  const connector = '@google-cloud/cloud-sql-connector';
  const login = 'google-auth-library';
  const vertex = ['@google-cloud/aiplatform/build/src/v1/prediction_service_client.js', login];
  const searching = [connector, ...vertex, 'gpt-tokenizer/encoding/o200k_base', 'yaml'];
  const threads = [
    'shared/src/ingest/prepare/prepare-worker.ts',
    'shared/src/reader/document-worker.ts',
  ];
  const codePages = '@e965/xlsx/dist/cpexcel.full.mjs';
  const reading = [codePages, 'csv-parse/sync', 'htmlparser2', 'jschardet', ...threads];
  const starting = [connector, '@google-cloud/workflows', login];
  const late = built.bundles.map((bundle) => [
    bundle.name,
    bundle.late.map(({ name }) => name).sort(),
  ]);
  expect(Object.fromEntries(late)).toEqual({
    home: [connector],
    list: [connector, 'gpt-tokenizer/encoding/o200k_base'],
    mcp: [...searching, '@modelcontextprotocol/server', 'oidc-provider', 'openid-client'].sort(),
    search: searching.sort(),
    'sync-drive': [...searching, ...reading, 'googleapis/build/src/apis/drive/v3.js'].sort(),
    'sync-github': [...searching, ...reading].sort(),
    'sync-sources': starting.sort(),
    'sync-web': [...searching, ...reading].sort(),
    webhook: starting.sort(),
  });
});

it('mcp alone contains the authorization server', () => {
  for (const { name, inputs } of built.bundles) {
    const found = inputs.filter((input) => input.startsWith('shared/src/oauth/'));
    expect([name, found.length > 0]).toEqual([name, name === 'mcp']);
  }
});

it('no function that embeds nothing contains the embedders', () => {
  for (const name of ['home', 'list', 'webhook', 'sync-sources']) {
    const { inputs } = built.of(name);
    expect(inputs.filter((input) => input.startsWith('shared/src/embed/'))).toEqual([]);
  }
});

it('Google’s client for predictions works from its separate file', async () => {
  const late = built.of('search').late.find(({ name }) => name.includes('aiplatform'));
  const file = join(built.of('search').folder, late?.file ?? '');
  const { PredictionServiceClient } = createRequire(import.meta.url)(file);
  const predictions = [{ embeddings: { values: [0.6, 0.8] } }];
  const client = new PredictionServiceClient({
    fallback: true,
    auth: {
      getRequestHeaders: async () => new Headers(),
      fetch: async () => Response.json({ predictions }),
      getUniverseDomain: async () => 'googleapis.com',
    },
  });
  const endpoint = 'projects/p/locations/l/publishers/google/models/m';
  const [answer] = await client.predict({ endpoint, instances: [] });
  expect(JSON.stringify(answer.predictions)).toContain('0.8');
});

it('the same source gives the same bytes', async () => {
  const again = await buildBundles();
  try {
    for (const { name, folder } of built.bundles) {
      expect([name, digests(again.of(name).folder)]).toEqual([name, digests(folder)]);
    }
  } finally {
    again.remove();
  }
});

it('names no folder of the machine that built it', () => {
  const root = join(import.meta.dirname, '../..');
  for (const { folder } of built.bundles) {
    expect(readFileSync(join(folder, 'index.js'), 'utf8')).not.toContain(root);
  }
});

it('locks the framework to the versions of the whole project', () => {
  const whole = readJson(join(import.meta.dirname, '../../package-lock.json'));
  for (const { name, folder } of built.bundles) {
    const description = readJson(join(folder, 'package.json'));
    const lockfile = readJson(join(folder, 'package-lock.json'));
    expect(description).toMatchObject({ main: 'index.js', engines: { node: '24' } });
    expect(Object.entries(description.dependencies)).toEqual([
      ['@google-cloud/functions-framework', expect.stringMatching(/^\d+\.\d+\.\d+$/)],
    ]);
    const { '': own, ...others } = lockfile.packages;
    expect(own).toMatchObject({ name: `docpilot-${name}`, dependencies: description.dependencies });
    for (const [path, locked] of Object.entries(others)) {
      expect(locked).toMatchObject({ integrity: whole.packages[path].integrity });
      expect(locked).not.toHaveProperty('dev');
    }
  }
});

function digests(folder: string): Record<string, string> {
  const files = globSync('**/*.{js,json}', { cwd: folder }).sort();
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
