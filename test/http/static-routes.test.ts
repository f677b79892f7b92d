import { pageRoutes } from '@docpilot/shared/static-routes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedRoutes, serveRoutes } from '../support/serve-routes.ts';

const script = `export const words = '${'words '.repeat(200)}';\n`;
const files = new Map([
  ['index.html', Buffer.from('<p>NAME</p>')],
  ['main-1A.js', Buffer.from(script)],
  ['notes-2B.txt', Buffer.from('not for everybody')],
]);

let served: ServedRoutes;
let url: string;

beforeAll(async () => {
  const routes = pageRoutes({
    path: '/',
    filesPath: '/files',
    read: async () => files,
    headers: { 'content-security-policy': "default-src 'none'" },
    fill: (html) => html.replace('NAME', 'DocPilot'),
  });
  served = await serveRoutes('static', routes);
  url = served.url;
});

afterAll(() => served?.close());

/** Without this header, fetch asks for compressed content. */
const plain = { 'accept-encoding': 'identity' };

it('a file has its content type, and is kept by browsers for good', async () => {
  const response = await fetch(`${url}/files/main-1A.js`, { headers: plain });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(script);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(script.length),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
  });
});

it('a file that has not changed is not sent again', async () => {
  for (const encoding of ['identity', 'gzip']) {
    const first = await fetch(`${url}/files/main-1A.js`, {
      headers: { 'accept-encoding': encoding },
    });
    await first.arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`]) {
      const again = await fetch(`${url}/files/main-1A.js`, {
        headers: { 'accept-encoding': encoding, 'if-none-match': known },
      });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([
        304,
        '',
        etag,
      ]);
    }
  }
  const other = await fetch(`${url}/files/main-1A.js`, {
    headers: { 'if-none-match': '"another"' },
  });
  expect([other.status, await other.text()]).toEqual([200, script]);
});

it('a file is compressed for a client that accepts it, with another ETag', async () => {
  const small = await fetch(`${url}/files/main-1A.js`, {
    headers: { 'accept-encoding': 'br, gzip' },
  });
  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect(small.headers.get('vary')).toBe('accept-encoding');
  expect(Number(small.headers.get('content-length'))).toBeLessThan(script.length / 2);
  expect(await small.text()).toBe(script);
  const whole = await fetch(`${url}/files/main-1A.js`, {
    headers: { 'accept-encoding': 'gzip;q=0' },
  });
  expect(whole.headers.get('content-encoding')).toBeNull();
  expect(whole.headers.get('etag')).not.toBe(small.headers.get('etag'));
  expect(await whole.text()).toBe(script);
});

it('a page is kept briefly, with its placeholders filled in and its own headers', async () => {
  const response = await fetch(url);
  expect(await response.text()).toBe('<p>DocPilot</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('private, max-age=300');
  const known = { 'if-none-match': response.headers.get('etag') ?? '' };
  expect((await fetch(url, { headers: known })).status).toBe(304);
});

it.each(['index.html', 'notes-2B.txt', 'none.js', '..%2Fmain-1A.js', ''])(
  'nothing else is served: “%s”',
  async (name) => {
    expect((await fetch(`${url}/files/${name}`)).status).toBe(404);
  },
);
