import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { namedClients } from './named-clients.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'a.md': '# Holidays\n\nThirty days a year.\n' });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function send(headers: Record<string, string>, message: object) {
  const response = await fetch(`${docPilot.url}/mcp`, {
    method: 'POST',
    headers: {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe.each(namedClients)('$name ($source)', ({ name, snippet, headers }) => {
  test('is configured in README.md as its maker documents it', () => {
    expect(readme).toContain(snippet);
  });

  test('initializes, lists the tools and calls one with its configured headers', async () => {
    const sent = headers(docPilot.key);
    const hello = await send(sent, {
      id: 0,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name, version: '1.0.0' },
      },
    });
    expect(hello).toMatchObject({ status: 200, body: { id: 0 } });
    const agreed = { ...sent, 'MCP-Protocol-Version': hello.body.result.protocolVersion };
    expect(await send(agreed, { method: 'notifications/initialized' })).toEqual({
      status: 202,
      body: null,
    });
    const listed = await send(agreed, { id: 1, method: 'tools/list' });
    expect(listed.body.result.tools).toHaveLength(5);
    const called = await send(agreed, {
      id: 2,
      method: 'tools/call',
      params: { name: 'search_documents', arguments: { query: 'holidays' } },
    });
    expect(called.body.result.structuredContent.results[0].title).toBe('Holidays');
  });
});

test('ChatGPT gets the answers of search and fetch that https://platform.openai.com/docs/mcp asks for', async () => {
  const call = async (name: string, input: object) => {
    const params = { name, arguments: input };
    const { body } = await send(
      { Authorization: `Bearer ${docPilot.key}` },
      { id: 3, method: 'tools/call', params },
    );
    expect(body.result.content).toEqual([{ type: 'text', text: expect.any(String) }]);
    return JSON.parse(body.result.content[0].text);
  };
  const { results } = await call('search', { query: 'holidays' });
  expect(results).toEqual([
    {
      id: expect.any(String),
      title: expect.stringMatching(/^Holidays \(\S+ a\.md\)$/),
      url: expect.stringMatching(/^\w+:\/\//),
    },
  ]);
  expect(await call('fetch', { id: results[0].id })).toMatchObject({
    id: results[0].id,
    title: 'Holidays',
    text: '# Holidays\n\nThirty days a year.',
    url: expect.stringMatching(/^\w+:\/\//),
    metadata: expect.any(Object),
  });
});
