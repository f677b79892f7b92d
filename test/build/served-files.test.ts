import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePage } from '@docpilot/shared/bundle-page';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from './function-routes.ts';
import {
  type BuiltBundles,
  type RunningBundle,
  sharedBundles,
  startBundle,
} from './running-bundle.ts';

const pages = join(import.meta.dirname, '../../functions/home');

let built: BuiltBundles;
let home: RunningBundle;

beforeAll(async () => {
  built = await sharedBundles();
  home = await startBundle(built.of('home'), settings);
});

afterAll(async () => {
  await home?.stop();
});

/** The addresses of what a page loads, without data, which changes with each release. */
function loadedBy(html: string): string[] {
  const links = html.match(/<(?:script|link|img)\b[^>]*>/g) ?? [];
  return links
    .filter((link) => !link.includes('as="fetch"'))
    .map((link) => /(?:src|href)="([^"]*)"/.exec(link)?.[1] ?? '');
}

describe.each([
  { page: '/', folder: 'page' },
  { page: '/docs', folder: 'docs' },
])('home’s bundle serves $page', ({ page, folder }) => {
  it('with the files that it loads, both ways, which browsers keep for good', async () => {
    const html = await (await home.fetch(page)).text();
    const loaded = loadedBy(html);
    expect(loaded.length).toBeGreaterThan(2);
    for (const path of loaded) {
      expect(path).toMatch(new RegExp(`^/home/${folder}/[\\w-]+-\\w{8}\\.(css|js|svg)$`));
      for (const front of ['', '/home']) {
        const response = await home.fetch(front + path.replace('/home', ''));
        await response.arrayBuffer();
        expect([path, response.status, response.headers.get('cache-control')]).toEqual([
          path,
          200,
          'public, max-age=31536000, immutable',
        ]);
      }
    }
  });

  it('which knows the address of DocPilot', async () => {
    const html = await (await home.fetch(page)).text();
    expect(html).toContain(`<meta name="public-url" content="${settings.PUBLIC_URL}">`);
    expect(html).not.toContain('PUBLIC_URL');
  });

  it('as it is served from the source', async () => {
    const source = pathToFileURL(`${join(pages, folder)}/`);
    for (const [name, content] of await bundlePage(source, `/home/${folder}`)) {
      if (name === 'index.html') continue;
      const response = await home.fetch(`/${folder}/${name}`);
      expect([name, await response.text()]).toEqual([name, content.toString()]);
    }
  });
});

it('the search page loads one style, and all that its script imports beside it', async () => {
  const loaded = loadedBy(await (await home.fetch('/')).text());
  expect(loaded.filter((path) => path.endsWith('.css'))).toHaveLength(1);
  const scripts = loaded.filter((path) => path.endsWith('.js'));
  for (const path of scripts) {
    const script = await (await home.fetch(path.replace('/home', ''))).text();
    const imported = [...script.matchAll(/\b(?:from|import)"\.\/([\w-]+\.js)"/g)];
    for (const [, name] of imported) expect(scripts).toContain(`/home/page/${name}`);
  }
});

it('the search page loads what renders Markdown when it is needed', async () => {
  const loaded = loadedBy(await (await home.fetch('/')).text());
  const files = await bundlePage(pathToFileURL(`${join(pages, 'page')}/`), '/home/page');
  const sizes = [...files].map(([name, { length }]) => ({ name, length }));
  const atOnce = sizes.filter(({ name }) => loaded.includes(`/home/page/${name}`));
  const sum = (some: typeof sizes) => some.reduce((bytes, { length }) => bytes + length, 0);
  expect(sum(atOnce)).toBeLessThan(sum(sizes) / 3);
});

it('a file that changes gets another name, and the others keep theirs', async () => {
  const home = mkdtempSync(join(tmpdir(), 'docpilot-home-'));
  const folder = join(home, 'page');
  try {
    symlinkSync(join(pages, '../../node_modules'), join(home, 'node_modules'));
    cpSync(join(pages, 'page'), folder, { recursive: true });
    const bundle = async () => {
      const files = await bundlePage(pathToFileURL(`${folder}/`), '/home/page');
      return loadedBy(files.get('index.html')?.toString() ?? '');
    };
    const before = await bundle();
    writeFileSync(join(folder, 'header.css'), 'h1 { color: red; }\n');
    const after = await bundle();
    expect(after).toHaveLength(before.length);
    expect(after.filter((path) => !before.includes(path))).toEqual([
      expect.stringMatching(/style-\w{8}\.css$/),
    ]);
  } finally {
    rmSync(home, { recursive: true });
  }
});

it('only the files of the pages are served', async () => {
  for (const path of [
    '/page/none.js',
    '/page/main.js',
    '/page/index.html',
    '/page/..%2Findex.js',
    '/index.js',
  ]) {
    expect([path, (await home.fetch(path)).status]).toEqual([path, 404]);
  }
});
