import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileRoute, folderRoutes } from '@docpilot/shared/static-routes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedRoutes, serveRoutes } from '../support/serve-routes.ts';

const script = `export const words = '${'words '.repeat(200)}';\n`;
const folder = mkdtempSync(join(tmpdir(), 'docpilot-static-'));

let served: ServedRoutes;
let url: string;

beforeAll(async () => {
  const files = pathToFileURL(`${folder}/`);
  writeFileSync(join(folder, 'main.js'), script);
  writeFileSync(join(folder, 'index.html'), '<p>NAME</p>');
  writeFileSync(join(folder, 'notes.txt'), 'not for everybody');
  const index = fileRoute('/', new URL('index.html', files), {
    headers: { 'content-security-policy': "default-src 'none'" },
    fill: (html) => html.replace('NAME', 'DocPilot'),
  });
  served = await serveRoutes('static', [index, ...folderRoutes('/files', files)]);
  url = served.url;
});

afterAll(() => {
  served?.close();
  rmSync(folder, { recursive: true });
});

/** Without this header, fetch asks for compressed content. */
const plain = { 'accept-encoding': 'identity' };

it('a file has its content type, and is revalidated each time', async () => {
  const response = await fetch(`${url}/files/main.js`, { headers: plain });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(script);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(script.length),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
  });
});

it('a file that has not changed is not sent again', async () => {
  for (const encoding of ['identity', 'gzip']) {
    const first = await fetch(`${url}/files/main.js`, { headers: { 'accept-encoding': encoding } });
    await first.arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`]) {
      const again = await fetch(`${url}/files/main.js`, {
        headers: { 'accept-encoding': encoding, 'if-none-match': known },
      });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([
        304,
        '',
        etag,
      ]);
    }
  }
  const other = await fetch(`${url}/files/main.js`, { headers: { 'if-none-match': '"another"' } });
  expect([other.status, await other.text()]).toEqual([200, script]);
});

it('a file is compressed for a client that accepts it, with another ETag', async () => {
  const small = await fetch(`${url}/files/main.js`, { headers: { 'accept-encoding': 'br, gzip' } });
  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect(small.headers.get('vary')).toBe('accept-encoding');
  expect(Number(small.headers.get('content-length'))).toBeLessThan(script.length / 2);
  expect(await small.text()).toBe(script);
  const whole = await fetch(`${url}/files/main.js`, { headers: { 'accept-encoding': 'gzip;q=0' } });
  expect(whole.headers.get('content-encoding')).toBeNull();
  expect(whole.headers.get('etag')).not.toBe(small.headers.get('etag'));
  expect(await whole.text()).toBe(script);
});

it('a page has its placeholders filled in, and additional headers', async () => {
  const response = await fetch(url);
  expect(await response.text()).toBe('<p>DocPilot</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
});

it.each(['index.html', 'notes.txt', 'none.js', '..%2Fmain.js', ''])(
  'nothing else of the folder is served: “%s”',
  async (name) => {
    expect((await fetch(`${url}/files/${name}`)).status).toBe(404);
  },
);
