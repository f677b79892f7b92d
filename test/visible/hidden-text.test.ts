import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';
import { serveFunctions } from '../support/served-functions.ts';
import { invisible, order, payloads, unseenIn, written } from './payloads.ts';

/** As many as a page of results has. */
const perGroup = 50;
const groups = Array.from(
  { length: Math.ceil(payloads.length / perGroup) },
  (_, number) => `payloadgroup${number}`,
);
const carriers = Object.entries(invisible);

let docPilot: Searchable;

beforeAll(async () => {
  const files: Record<string, string> = {};
  for (const [number, group] of groups.entries()) {
    const own = payloads.slice(number * perGroup, (number + 1) * perGroup);
    for (const [at, { text }] of own.entries()) {
      // Words of its own, or it would be listed as nearly the same as another.
      const words = [...'abcdefghijklmnop'].map((letter) => `${letter}${number}x${at}`).join(' ');
      files[`one/${group}-${at}.md`] = `# ${group} ${at}\n\n${words}\n\n${text}\n`;
    }
    // What never ends would hide the others.
    const ending = own.filter(({ name }) => !name.includes('never ends'));
    files[`all/${number}.md`] = ending.map(({ text }) => `## Section\n\n${text}\n`).join('\n');
  }
  for (const [at, [, text]] of carriers.entries()) {
    const inName = text.replaceAll('\0', '').replaceAll('/', '');
    files[`names/${inName} ${at}.md`] =
      `# Namecarrier ${text} ${at}\n\n## Head ${text}\n\nNamecarrier text.\n`;
    files[`names/${inName} ${at}.png`] = '\0PNG';
  }
  // Documents that are cut inside a table and inside a line.
  const rows = Array.from({ length: 80 }, (_, at) => `| cutpiece ${at} | row <!-- ${order} --> |`);
  files['cut/table.md'] = `| Cutpiece | Head <!-- ${order} --> |\n|---|---|\n${rows.join('\n')}\n`;
  files['cut/line.md'] = `${rows.join('').replaceAll('|', 'x')} lineend`;
  files['.docpilot/eval.yaml'] =
    `"What ${invisible['TAG characters']}?": ${invisible['word joiners']}.md\n`;
  files['written.md'] = `# Written\n\n${Object.values(written).join('\n\n')}\n`;
  docPilot = await searchable(files);
}, 240_000);
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

const accept = { accept: 'application/json, text/event-stream' };
async function callMethod(method: string, params: object): Promise<unknown> {
  const response = await docPilot.request('/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...accept },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return response.json();
}
const callTool = (name: string, given: object) =>
  callMethod('tools/call', { name, arguments: given });
const getJson = async (path: string) => (await docPilot.request(path)).json();
const getMarkdown = async (path: string) =>
  (await docPilot.request(path, { headers: { accept: 'text/markdown' } })).text();
const postJson = async (path: string, body: object) => (await docPilot.post(path, body)).json();

/** Of documents that together have all payloads. */
const documentIds = async () => {
  const rows = await docPilot.database.query<{ key: string }>(
    "select key from documents where path not like 'one/%'",
  );
  return rows.map(({ key }) => key);
};
const queries = [...groups, 'Namecarrier', 'cutpiece 77', 'lineend'];
/** All documents of a group, with the whole text of each. */
const onePage = { limit: 50, expand: 'section' };
async function each<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

/** By 'method /path' of a function, or by the method or tool of MCP: its answers about everything. */
const waysOut: Record<string, () => Promise<unknown[]>> = {
  'POST search /': () =>
    each(queries, (query) => postJson('/search', { query, ...onePage, explain: true })),
  'POST mcp /search_documents': () =>
    each(queries, (query) => postJson('/mcp/search_documents', { query, limit: 50 })),
  'GET search /': () =>
    each(queries, (query) => getJson(`/search?q=${query}&limit=50&expand=section`)),
  'GET list /documents/:id': async () =>
    each(await documentIds(), (id) => getJson(`/list/documents/${id}`)),
  'GET list /documents': async () => [
    await getJson('/list/documents?repository=acme%2Frepository-1&path=written.md'),
  ],
  'GET list /facets': async () => [await getJson('/list/facets')],
  'Markdown of GET search /': () =>
    each(queries, (query) => getMarkdown(`/search?q=${query}&limit=50&expand=section`)),
  'Markdown of GET list /': () =>
    each(['documents', 'problems', 'runs', 'sources'], (view) =>
      getMarkdown(`/list?view=${view}&limit=200`),
    ),
  'GET list /': () =>
    each(['documents', 'problems', 'runs', 'sources'], (view) =>
      getJson(`/list?view=${view}&limit=200`),
    ),
  'GET mcp /list_documents': () =>
    each(['documents', 'problems', 'runs', 'sources'], (view) =>
      getJson(`/mcp/list_documents?view=${view}&limit=200`),
    ),
  'GET mcp /tools': async () => [await getJson('/mcp/tools')],
  'POST sync-sources /': async () => [
    await postJson('/sync_sources', { repositories: [`acme/${invisible['word joiners']}`] }),
  ],
  'GET sync-sources /:id': async () => {
    const { execution_id: id } = (await postJson('/sync_sources', {})) as { execution_id: string };
    return [await getJson(`/sync_sources/${id}`)];
  },
  'GET list /activity': async () => [await getJson('/list/activity')],
  'GET mcp /session': async () => [await getJson('/mcp/session')],
  'POST mcp /session/end': async () => [await postJson('/mcp/session/end', {})],
  'GET mcp /connections': async () => [await getJson('/mcp/connections')],
  'POST mcp /connections/:id/end': async () => [await postJson('/mcp/connections/x/end', {})],
  'tool search_documents': () =>
    each(queries, (query) =>
      callTool('search_documents', { query, limit: 50, max_tokens: 50_000, expand: 'neighbours' }),
    ),
  'tool search': () => each(queries, (query) => callTool('search', { query })),
  'tool fetch': async () =>
    each(await documentIds(), (id) => callTool('fetch', { id, max_tokens: 50_000 })),
  'tool list_documents': () =>
    each(['documents', 'problems', 'runs'], (view) =>
      callTool('list_documents', { view, limit: 200 }),
    ),
  'tool sync_status': async () => [await callTool('sync_status', {})],
  'method resources/list': async () => [await callMethod('resources/list', {})],
  'method resources/read': async () =>
    each(await documentIds(), (id) =>
      callMethod('resources/read', { uri: `docpilot://document/${id}` }),
    ),
  'method completion/complete': async () => [
    await callMethod('completion/complete', {
      ref: { type: 'ref/resource', uri: 'docpilot://file/{repository}/{+path}' },
      argument: { name: 'path', value: 'names/' },
    }),
  ],
  'an error of HTTP': async () => [
    await postJson('/search', { query: 'x', [`${invisible['TAG characters']}`]: 1 }),
    await getJson(`/${encodeURIComponent('\u202E')}`),
  ],
  'an error of MCP': async () => [await callTool(`x${invisible['TAG characters']}`, {})],
};

test('there are at least 500 orders that nobody sees', () => {
  expect(payloads.length).toBeGreaterThanOrEqual(500);
  expect(new Set(payloads.map(({ name }) => name)).size).toBe(payloads.length);
});

test('every route with a key and every tool is among the ways out', async () => {
  const served = await serveFunctions(() => docPilot.database);
  await served.close();
  const routes = Object.entries(served.routes).flatMap(([name, own]) =>
    own
      .filter(({ auth, method, path }) => auth === 'key' && `${method} ${name} ${path}` !== mcp)
      .map(({ method, path }) => `${method} ${name} ${path}`),
  );
  const { result } = (await callMethod('tools/list', {})) as ToolList;
  const named = [...routes, ...result.tools.map(({ name }) => `tool ${name}`)];
  expect(Object.keys(waysOut)).toEqual(expect.arrayContaining(named));
});

/** Its tools and methods are ways out of their own. */
const mcp = 'POST mcp /';

type ToolList = { result: { tools: { name: string }[] } };

test('a search for a group finds all its payloads', async () => {
  const answers = await each(groups, (query) => docPilot.ask(query, onePage));
  const paths = answers.flatMap(({ results }) => results.map(({ path }) => path));
  const found = new Set(paths.filter((path) => path.startsWith('one/')));
  expect(found.size).toBe(payloads.length);
});

test('raw answers have the stored text', async () => {
  const answers = await each(queries, (query) =>
    postJson('/search', { query, ...onePage, raw: true }),
  );
  const text = textOf(answers);
  for (const carrier of Object.values(invisible)) expect(text).toContain(carrier);
  expect(text).toContain(`<!-- ${order} -->`);
});

test('an answer says how many characters it left out', async () => {
  const [query = ''] = groups;
  const answer = (await postJson('/search', { query, limit: 1 })) as Counted;
  expect(answer.hidden_characters_removed).toBeGreaterThan(0);
  const seen = (await postJson('/search', { query: 'Written', limit: 1 })) as Counted;
  expect(seen).not.toHaveProperty('hidden_characters_removed');
});

interface Counted {
  hidden_characters_removed?: number;
}

describe('no order reaches a model', () => {
  test.each(Object.keys(waysOut))('through %s', { timeout: 120_000 }, async (name) => {
    const answers = (await waysOut[name]?.()) ?? [];
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) {
      const text = textOf(answer);
      expect(text.match(new RegExp(`.{0,60}${order}.{0,20}`))?.[0]).toBeUndefined();
      expect(unseenIn(withoutWritten(text))).toEqual([]);
    }
  });
});

/** With everything that JSON escapes, also in texts that are JSON themselves. */
function textOf(answer: unknown): string {
  const texts: string[] = [];
  JSON.stringify(answer, (key, value) => {
    texts.push(key);
    if (typeof value === 'string') {
      texts.push(value);
      if (/^[{[]/.test(value)) {
        try {
          texts.push(textOf(JSON.parse(value)));
        } catch {
          // It is no JSON.
        }
      }
    }
    return value;
  });
  return texts.join('\n');
}

function withoutWritten(text: string): string {
  return Object.values(written).reduce((rest, each) => rest.replaceAll(each, ''), text);
}

describe('what people write is answered as it was written', () => {
  test.each(Object.entries(written))('%s', async (_, text) => {
    const [hit] = (
      await docPilot.ask('Written', { filters: { path_prefix: 'written.md' }, expand: 'section' })
    ).results;
    expect(hit?.snippet).toContain(text);
  });
});
