import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type GoogleStandIn, startGoogle } from '../oauth/google-stand-in.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { describeInBrowser } from './chromium.ts';

describeInBrowser('signed in on the page', (browser) => {
  let google: GoogleStandIn;
  let docPilot: RunningDocPilot;
  beforeAll(async () => {
    google = await startGoogle();
    const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
    clone.commit('Write', { 'oven.md': '# Oven\n\nThe oven wants ten minutes.\n' });
    docPilot = await runDocPilot([clone.folder], {
      environment: { ...google.settings, ADMIN_EMAILS: 'ann@example.com' },
    });
    await docPilot.sync();
  });
  afterAll(async () => {
    await docPilot?.close();
    await google?.stop();
    removeTemporaryFolders();
  });

  it('a person opens a shared link, sees who they are and did, and signs out', async () => {
    const page = await browser.open({ leavesTo: google.url, refusals: [401] });
    await page.goto(`${docPilot.url}/home#search?q=oven`);
    await page.getByRole('button', { name: 'Sign in with Google' }).click();
    await page.getByRole('link', { name: 'Oven' }).waitFor();
    expect(page.url()).toBe(`${docPilot.url}/home#search?q=oven`);
    const seen = await page.evaluate(
      '[JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie].join()',
    );
    expect(seen).not.toMatch(/[\w-]{43}/);

    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByText('Ann, ann@example.com').first().waitFor();
    await page.getByText('DocPilot’s search page (this browser)').waitFor();
    await page.getByRole('heading', { name: 'Who did what' }).waitFor();
    await page.reload();
    await page.getByText('Ann, ann@example.com').first().waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
    await expect.poll(() => docPilot.database.query('select from grants')).toEqual([]);
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name === 'docpilot_session')).toEqual([]);
  });

  it('a connection is ended by a click, and this one leads to the sign-in', async () => {
    const page = await browser.open({ leavesTo: google.url, refusals: [401], locale: 'fr' });
    await page.goto(`${docPilot.url}/home#account`);
    await page.getByRole('button', { name: 'Se connecter avec Google' }).click();
    await page.getByText('(ce navigateur)').waitFor();
    await page.getByRole('button', { name: 'Mettre fin' }).click();
    await expect.poll(() => docPilot.database.query('select from grants')).toEqual([]);
  });

  it('the address that npm start prints opens the page, without the key in it', async () => {
    const page = await browser.open();
    await page.goto(`${docPilot.url}/#key=${docPilot.key}`);
    await page.getByRole('button', { name: 'Forget the key' }).waitFor();
    expect(page.url()).toBe(`${docPilot.url}/#search`);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(docPilot.key);
  });

  it('a key is remembered on this device if one wants', async () => {
    const page = await browser.open();
    await page.goto(`${docPilot.url}/home`);
    await page.getByLabel('API key').fill(docPilot.key);
    await page.getByLabel('Remember on this device').check();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('button', { name: 'Forget the key' }).waitFor();
    const later = await page.context().newPage();
    await later.goto(`${docPilot.url}/home`);
    await later.getByRole('button', { name: 'Forget the key' }).click();
    await later.getByLabel('API key').waitFor();
    expect(await later.evaluate('JSON.stringify(localStorage)')).not.toContain(docPilot.key);
  });
});
