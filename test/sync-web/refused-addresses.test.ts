import type { lookup } from 'node:dns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWebClient } from '../../shared/src/sources/web/web-client.ts';
import { type Site, serveSite } from '../support/site-server.ts';

/** What names mean, in the order of the answers; the last one stays. */
const names = new Map<string, string[][]>();

const lookUp = ((
  name: string,
  _options: object,
  done: (error: Error | null, addresses?: { address: string; family: number }[]) => void,
) => {
  const answers = names.get(name) ?? [[]];
  const addresses = answers.length > 1 ? answers.shift() : answers[0];
  const family = (address: string) => (address.includes(':') ? 6 : 4);
  done(
    null,
    addresses?.map((address) => ({ address, family: family(address) })),
  );
}) as typeof lookup;

let site: Site;
beforeAll(async () => {
  site = await serveSite();
  site.pages.set('/', { body: 'secret' });
});
afterAll(() => site.close());

const get = (address: string, privateHosts: string[] = []) =>
  createWebClient({ privateHosts, lookUp, firstPauseMs: 1, requestTimeoutMs: 500 }).follow(
    new URL(address),
    {},
    1_000,
  );
const port = () => new URL(site.url).port;
const refused = { code: 'forbidden' };

describe('a request is refused', () => {
  test.each([
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '10.1.2.3'],
    ...['172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254', '192.0.0.192', '198.18.0.1'],
    ...['224.0.0.1', '255.255.255.255', '240.0.0.1', '[::1]', '[::]', '[fe80::1]', '[fd00::1]'],
    ...['[fec0::1]', '[ff02::1]', '[::ffff:127.0.0.1]', '[::ffff:169.254.169.254]', '[::7f00:1]'],
    ...['[64:ff9b::169.254.169.254]', '[64:ff9b:1::a9fe:a9fe]', '[2002:7f00:1::]', '[2001::1]'],
    ...['[fd00:ec2::254]', '[2001:db8::1]'],
  ])('to %s', async (host) => {
    await expect(get(`http://${host}:${port()}/`)).rejects.toMatchObject(refused);
  });

  test.each([
    ['file:///etc/passwd', 'is no address of a web page'],
    ['ftp://example.com/', 'is no address of a web page'],
    ['http://user:password@example.com/', 'has a password in it'],
  ])('to %s', async (address, message) => {
    await expect(get(address)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(message),
    });
  });

  test('to a name that means a private address, be it one of several', async () => {
    names.set('inside.example', [['10.0.0.1']]);
    names.set('both.example', [['93.184.215.14', '127.0.0.1']]);
    for (const name of ['inside.example', 'both.example']) {
      await expect(get(`http://${name}:${port()}/`)).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining('SITE_PRIVATE_HOSTS'),
      });
    }
  });

  test('to a name that means a public address when it is checked and a private one afterwards', async () => {
    names.set('rebinding.example', [['203.0.114.1'], ['127.0.0.1']]);
    site.takeRequests();
    // The connection is to the address that was checked; that it is tried again is checked anew.
    await expect(get(`http://rebinding.example:${port()}/`)).rejects.toMatchObject(refused);
    expect(names.get('rebinding.example')).toEqual([['127.0.0.1']]);
    expect(site.takeRequests()).toEqual([]);
  });

  test('after a redirect, too', async () => {
    const own = new URL(site.url).host;
    for (const location of ['http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd']) {
      site.pages.set('/redirect', { body: '', status: 302, headers: { location } });
      await expect(get(`${site.url}/redirect`, [own])).rejects.toMatchObject(refused);
    }
    site.pages.set('/loop', { body: '', status: 302, headers: { location: '/loop' } });
    await expect(get(`${site.url}/loop`, [own])).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
  });
});

test('a host of the list is asked, by its port or by all of them, and none beside it', async () => {
  const { host, hostname } = new URL(site.url);
  for (const own of [host, hostname]) {
    expect((await get(site.url, [own])).status).toBe(200);
  }
  await expect(get(site.url, [`${hostname}:1`])).rejects.toMatchObject(refused);
});
