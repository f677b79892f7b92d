import { expect, it } from 'vitest';
import type { Given } from './handbook.ts';

/** PUBLIC_URL of the tests. */
export const cloud = 'https://europe-west1-acme-docs.cloudfunctions.net';

/** @see pages.test.ts */
export function pageTests({ browser, handbook }: Given): void {
  it('asks for the key, says when it is wrong, keeps it for the session and forgets it when told', async () => {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ refusals: [401] });
    await page.goto(`${url}/home#search?q=oven`);
    const box = page.getByLabel('API key');
    await box.fill('not-the-key-of-anybody');
    await page.keyboard.press('Enter');
    await page.getByText('This key is not valid. Check it and try again.').waitFor();
    await box.fill('clé');
    await page.keyboard.press('Enter');
    await page.getByText('This key is not valid.').waitFor();
    // The wrong one is selected, to be typed over.
    await page.keyboard.type(key);
    await page.getByRole('button', { name: 'Open' }).click();
    // On to what was asked for.
    await page.getByRole('link', { name: 'Oven' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Oven' }).waitFor();
    const kept = '[JSON.stringify(localStorage), document.cookie, location.href].join()';
    expect(await page.evaluate(kept)).not.toContain(key);
    await page.getByRole('button', { name: 'Forget the key' }).click();
    await page.getByLabel('API key').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('asks again when the key is taken back', async () => {
    const { url } = handbook().docPilot;
    const page = await browser.open({ key: 'a-key-that-was-valid-once', refusals: [401] });
    await page.goto(`${url}/home`);
    await page.getByText('The key is no longer valid. Enter the new one.').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('speaks the language of the browser, and another when asked to', async () => {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({ key, locale: 'fr-CH' });
    await page.goto(`${url}/home#search?q=oven`);
    await page.getByText('31 janv. 2026').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.getByRole('navigation').innerText()).toMatch(
      /Recherche\s+Sources\s+Connecter/,
    );
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('31 Jan 2026').or(page.getByText('Jan 31, 2026')).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByText('1 result in').waitFor();
  });

  it('explains how to connect, and shows the key only on request', async () => {
    const { url, key } = handbook().docPilot;
    const page = await browser.open({
      key,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.goto(`${url}/home#connect`);
    const snippet = page.locator('.code code');
    expect(await snippet.innerText()).toBe(
      `claude mcp add --transport http docpilot ${url}/mcp \\\n  --header "Authorization: Bearer YOUR_KEY"`,
    );
    await page.getByLabel('Cursor').check();
    await page.getByRole('button', { name: 'Copy Cursor' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(String(await page.evaluate('navigator.clipboard.readText()')))).toEqual({
      mcpServers: {
        docpilot: { url: `${url}/mcp`, headers: { Authorization: 'Bearer YOUR_KEY' } },
      },
    });
    expect(await page.content()).not.toContain(key);
    await page.getByLabel('Show it with my key').check();
    expect(await snippet.innerText()).toContain(`"Bearer ${key}"`);
    await page.getByLabel('claude.ai, ChatGPT').check();
    await page.getByText('Add a custom connector with this address and without a key.').waitFor();
    expect(await page.content()).not.toContain(key);
  });

  it('works behind PUBLIC_URL, with and without a slash at its end', async () => {
    const { url, key } = handbook().docPilot;
    for (const path of ['/home', '/home/']) {
      const page = await browser.open({ key });
      // cloudfunctions.net hands each function what is below its name.
      await page.route(`${cloud}/**`, async (route) => {
        const response = await route.fetch({ url: route.request().url().replace(cloud, url) });
        await route.fulfill({ response });
      });
      await page.goto(`${cloud}${path}#search?q=oven`);
      await page.getByRole('link', { name: 'Oven' }).waitFor();
      await page.getByRole('link', { name: 'Connect' }).click();
      await page.getByText(`${url}/mcp`).first().waitFor();
    }
  });

  it('leads from the function’s own address to where all of them are', async () => {
    const own = 'https://home-abc123-ew.a.run.app';
    const page = await browser.open({ leavesTo: cloud });
    await page.route(`${own}/**`, async (route) => {
      const address = route.request().url().replace(own, `${handbook().docPilot.url}/home`);
      await route.fulfill({ response: await route.fetch({ url: address }) });
    });
    await page.route(`${cloud}/**`, (route) => route.fulfill({ body: 'DocPilot itself' }));
    await page.goto(`${own}/#search?q=oven`);
    await page.getByText('DocPilot has another address.').waitFor();
    await page.getByRole('link', { name: cloud }).click();
    await page.getByText('DocPilot itself').waitFor();
    expect(page.url()).toBe(`${cloud}/home#search?q=oven`);
  });

  it('lets nothing run but its own files', async () => {
    const response = await handbook().docPilot.request('/home');
    const policy = (response.headers.get('content-security-policy') ?? '').split('; ').sort();
    expect(policy).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
      "trusted-types 'none'",
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
}
