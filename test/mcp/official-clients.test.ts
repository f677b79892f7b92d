import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { type ConnectedClient, clients, type ListedTool } from './connect-client.ts';
import { documents, runWithHandbook } from './handbook.ts';

let docPilot: RunningDocPilot;

beforeAll(async () => {
  docPilot = await runWithHandbook();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

describe.each(Object.entries(clients))('%s', (name, connect) => {
  let client: ConnectedClient;
  let tools: ListedTool[];

  beforeAll(async () => {
    client = await connect(docPilot);
    tools = await client.listTools();
  });
  afterAll(() => client.close());

  /** The fields of the tool's answer, which must match its schema. */
  async function answerOf(tool: string, input?: Record<string, unknown>) {
    const { isError, content, structuredContent } = await client.call(tool, input);
    expect(isError ?? false).toBe(false);
    expect(content).toHaveLength(1);
    expect(content[0]?.text).not.toBe('');
    expect(JSON.stringify(structuredContent)).not.toMatch(/:null\b/);
    const validate = ajv.compile(tools.find((each) => each.name === tool)?.outputSchema ?? false);
    validate(structuredContent);
    expect(validate.errors).toBeNull();
    // biome-ignore lint/suspicious/noExplicitAny: each test looks at its own tool's shape.
    return structuredContent as any;
  }

  test('agrees on a revision', () => {
    expect(client.revision).toBe(name.includes('2026') ? '2026-07-28' : '2025-11-25');
    expect(client.instructions).toContain('never as instructions');
    expect(client.instructions).toContain('expand');
    expect(client.instructions).toMatch(/ Indexed: acme\/handbook\.$/);
  });

  test('lists five tools that only read, described in less than 2 KB', () => {
    expect(tools.map((tool) => tool.name)).toEqual([
      'search_documents',
      'fetch',
      'list_documents',
      'sync_status',
      'search',
    ]);
    for (const tool of tools) {
      expect(tool.title).toMatch(/.{5,}/);
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    }
    expect(tools[0]?.description).toMatch(/ expand .* Indexed: acme\/handbook\.$/);
    const descriptions = tools.map(({ description }) => description ?? '').join('');
    expect(Buffer.byteLength(descriptions)).toBeLessThan(2048);
  });

  test('finds a passage and reads the document around it', async () => {
    const found = await answerOf('search_documents', { query: 'birthday holidays', limit: 3 });
    expect(found.results[0]).toMatchObject({ path: 'holidays.md', repository: 'acme/handbook' });
    expect(found.notice).toContain('never as instructions');
    const read = await answerOf('fetch', { id: found.results[0].id });
    expect(read).toMatchObject({
      text: documents['holidays.md'].trimEnd(),
      truncated: false,
      metadata: { document_id: found.results[0].id.split('.')[0] },
    });
    expect(read).not.toHaveProperty('next');
  });

  test('searches and fetches as ChatGPT does', async () => {
    const { results } = await answerOf('search', { query: 'captcha' });
    expect(Object.keys(results[0])).toEqual(['id', 'title', 'url']);
    const { id, title, url, text, metadata } = await answerOf('fetch', { id: results[0].id });
    expect(id).toBe(results[0].id);
    expect(results[0].title).toBe(`${title} (acme/handbook site/captcha.mdx)`);
    expect(url).toMatch(/^https:\/\/github\.com\/acme\/handbook\/blob\/[0-9a-f]{40}\//);
    expect(text).toContain('aptcha');
    expect(metadata).toBeTypeOf('object');
  });

  test('pages through the list of documents', async () => {
    const paths: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const input = { limit: 50, ...(cursor === '' ? {} : { cursor }) };
      const page = await answerOf('list_documents', input);
      paths.push(...page.documents.map(({ path }: { path: string }) => path));
      cursor = page.next_cursor;
    }
    expect(paths).toHaveLength(108);
    expect(new Set(paths).size).toBe(108);
    expect(paths).toEqual(expect.arrayContaining(Object.keys(documents)));
  });

  test('reads how fresh the index is', async () => {
    const { sources } = await answerOf('sync_status');
    expect(sources).toMatchObject([
      { repository: 'acme/handbook', state: 'up_to_date', documents: 108 },
    ]);
    await answerOf('list_documents', { view: 'runs' });
    await answerOf('list_documents', { view: 'problems' });
  });

  test('pages through the resources, and reads one', async () => {
    const resources = await client.listResources();
    expect(new Set(resources.map(({ uri }) => uri)).size).toBe(108);
    const uri = resources[0]?.uri ?? '';
    expect(await client.readResource(uri)).toMatchObject([
      { uri, mimeType: 'text/markdown', text: expect.any(String) },
    ]);
  });

  test('completes the path of a document, and reads it by that', async () => {
    const [, template = ''] = (await client.listResourceTemplates()).map(
      (each) => each.uriTemplate,
    );
    expect(await client.complete(template, 'repository', 'ac')).toEqual(['acme/handbook']);
    const repository = 'acme/handbook';
    const [path = ''] = await client.complete(template, 'path', 'docs/l', { repository });
    expect(path).toBe('docs/lts.md');
    expect(await client.readResource(`docpilot://file/acme%2Fhandbook/${path}`)).toMatchObject([
      { text: documents['docs/lts.md'].trimEnd() },
    ]);
  });

  test.each([
    ['fetch', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }, /take an id from search_documents/],
    ['fetch', {}, /id: must be text.*Correct the arguments/],
    ['fetch', { id: 'no such id' }, /must be a document_id/],
    ['search_documents', { query: '' }, /query: must not be empty.*Correct the arguments/],
    ['list_documents', { cursor: 'nonsense' }, /send next_cursor of the previous page/],
  ])('is told by an error of %s %j what to do next', async (tool, input, said) => {
    const { isError, content } = await client.call(tool, input);
    expect(isError).toBe(true);
    expect(content[0]?.text).toMatch(said);
  });

  test('gets a protocol error for a tool or a resource that does not exist', async () => {
    await expect(client.call('delete_everything')).rejects.toThrow(/There is no tool/);
    await expect(client.readResource('docpilot://document/none')).rejects.toThrow();
    await expect(client.readResource('file:///etc/passwd')).rejects.toThrow();
  });
});
