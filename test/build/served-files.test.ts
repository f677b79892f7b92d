import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settings } from './function-routes.ts';
import {
  type BuiltBundles,
  type RunningBundle,
  sharedBundles,
  startBundle,
} from './running-bundle.ts';

const folder = join(import.meta.dirname, '../../functions/home/page');
const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const files = readdirSync(folder).filter((name) => (name.split('.').at(-1) ?? '') in types);

let built: BuiltBundles;
let home: RunningBundle;

beforeAll(async () => {
  built = await sharedBundles();
  home = await startBundle(built.of('home'), settings);
});

afterAll(async () => {
  await home?.stop();
});

it.each(files)('home’s bundle serves the page’s %s as it is, both ways', async (name) => {
  for (const path of [`/page/${name}`, `/home/page/${name}`]) {
    const response = await home.fetch(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      types[name.split('.').at(-1) ?? ''],
    ]);
    expect(await response.text()).toBe(readFileSync(join(folder, name), 'utf8'));
  }
});

it('the page loads only files that the bundle serves, and knows the address of DocPilot', async () => {
  const html = await (await home.fetch('/')).text();
  const loaded = [...html.matchAll(/(?:src|href)="(\/home\/page\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  expect(loaded.length).toBeGreaterThan(0);
  for (const path of loaded) expect([path, (await home.fetch(path)).status]).toEqual([path, 200]);
  expect(html).not.toMatch(/(?:src|href)="(?!\/home\/|#)[^"]*"/);
  expect(html).toContain(`<meta name="public-url" content="${settings.PUBLIC_URL}">`);
  expect(html).not.toContain('PUBLIC_URL');
});

it('only the files of the page are served', async () => {
  for (const path of [
    '/page/none.js',
    '/page/index.html',
    '/page/tsconfig.json',
    '/page/..%2Findex.js',
    '/index.js',
  ]) {
    expect([path, (await home.fetch(path)).status]).toEqual([path, 404]);
  }
});
