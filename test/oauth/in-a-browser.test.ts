import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser } from '../browser/chromium.ts';
import { OAuthClient, type Tokens } from './oauth-client.ts';
import { key, type ServedSignIn, serveSignIn } from './serve-sign-in.ts';

describeInBrowser('in a browser', (browser) => {
  let served: ServedSignIn;
  let assistant: Server;
  let redirect: string;
  beforeAll(async () => {
    served = await serveSignIn();
    assistant = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Assistant</title><link rel="icon" href="data:,">');
    });
    await new Promise<void>((resolve) => assistant.listen(0, '127.0.0.1', resolve));
    redirect = `http://127.0.0.1:${(assistant.address() as AddressInfo).port}/callback`;
  });
  afterAll(() => {
    served?.close();
    assistant?.close();
    assistant?.closeAllConnections();
  });

  test('a person lets an assistant in, and it searches', async () => {
    const client = new OAuthClient(served);
    await client.register({ redirect_uris: [redirect] });
    const page = await browser.open({ leavesTo: new URL(redirect).origin, refusals: [401, 404] });
    await page.goto(client.authorizeUrl({ redirect_uri: redirect }).href);
    await page.getByRole('heading', { name: 'Connect an assistant to DocPilot?' }).waitFor();
    const field = page.getByLabel('API key');
    await field.fill('a wrong key');
    await page.getByRole('button', { name: 'Allow' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('This API key is not valid.');
    await field.fill(key);
    await field.press('Enter');
    await page.waitForURL(`${redirect}?*`);
    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const answer = await client.redeem(code, { redirect_uri: redirect });
    const { access_token } = (await answer.json()) as Tokens;
    expect(await served.searchStatus(access_token)).toBe(200);
  });

  test('a person cancels without a key', async () => {
    const client = new OAuthClient(served);
    await client.register({ redirect_uris: [redirect] });
    const page = await browser.open({ leavesTo: new URL(redirect).origin, refusals: [404] });
    await page.goto(client.authorizeUrl({ redirect_uri: redirect }).href);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(`${redirect}?*`);
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  });
});
