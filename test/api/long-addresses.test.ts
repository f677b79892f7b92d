import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxHeaderBytes } from '../../local/functions/gateway.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({ 'lamp.md': '# The lamp\n\nThe lamp is out of oil.\n' });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const bytes = 32_000;
const filled = (line: string) => {
  const lines = Math.floor(bytes / Buffer.byteLength(line));
  return `${'Error: the lamp is out of oil'}\n${line.repeat(lines)}`;
};

test.each([
  ['a log', filled('2026-03-01T10:00:00Z WARN [lamp] {"oil": "0 %", "at": "tower/3"}\n')],
  ['a log in Russian', filled('Ошибка: в лампе маяка закончилось масло.\n')],
  ['a log in Japanese', filled('エラー：灯台のランプの油がなくなりました。\n')],
  ['signs that take three bytes each in an address', filled('{}[]"<>|\\^`\n')],
])('%s of 32 KB may be asked for in an address, as in a body', async (_, query) => {
  const { status } = await docPilot.request(`/search?${new URLSearchParams({ q: query })}`);
  expect(status).toBe(200);
  expect((await docPilot.post('/search', { query })).status).toBe(200);
});

test('a longer address is refused with what to do instead', async () => {
  const address = `${docPilot.url}/search?q=${'a'.repeat(maxHeaderBytes)}`;
  const response = await fetch(address, { headers: { 'x-api-key': docPilot.key } });
  expect(response.status).toBe(431);
  expect(await response.json()).toEqual({
    error: {
      code: 'payload_too_large',
      message:
        'The address and headers of a request have 128 KB at most: send a long query as the JSON body of POST /search.',
    },
  });
});
