import type { Route } from '@docpilot/shared/route';
import { expect, it } from 'vitest';
import { searchPageRoutes } from '../../functions/home/page-routes.ts';
import { serveRoutes } from '../support/serve-routes.ts';
import type { Given } from './handbook.ts';

/** @see pages.test.ts */
export function releaseTests({ browser }: Given): void {
  it('is shown again without asking for it, and the next one at the next visit', async () => {
    // PUBLIC_URL tells the releases apart.
    const old = searchPageRoutes({ publicUrl: 'https://old.example', mcpUrl: '', signIn: '' });
    const recent = searchPageRoutes({
      publicUrl: 'https://recent.example',
      mcpUrl: '',
      signIn: '',
    });
    let deployed = old;
    const answers: (number | undefined)[] = [];
    const routes = old.map((route, number): Route => {
      const handle: Route['handle'] = async (request) => {
        const reply = await (deployed[number] ?? route).handle(request);
        if (route.path === '/') answers.push(reply.status);
        return reply;
      };
      return { ...route, handle };
    });
    const served = await serveRoutes('home', routes);
    const page = await browser.open();
    /** Goes to the page from somewhere else, and returns its release. */
    const visit = async () => {
      await page.goto('about:blank');
      await page.goto(`${served.url}/home`);
      await page.getByRole('banner').waitFor();
      return page.locator('meta[name="public-url"]').getAttribute('content');
    };
    expect(await visit()).toBe('https://old.example');
    expect(answers).toEqual([undefined]);
    // Shown at once; then the page asks whether there is another release.
    expect(await visit()).toBe('https://old.example');
    await expect.poll(() => answers).toEqual([undefined, 304]);
    deployed = recent;
    expect(await visit()).toBe('https://old.example');
    await expect.poll(() => answers).toEqual([undefined, 304, undefined]);
    expect(await visit()).toBe('https://recent.example');
    served.close();
  });
}
