import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWebPage } from '../../shared/src/reader/read-web-page.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { type Site, serveSite } from '../support/site-server.ts';

/** A page as each generator builds it of the same text. */
const generators = ['docusaurus', 'material', 'sphinx', 'vitepress', 'mintlify'];
const builtBy = (generator: string) =>
  readFileSync(join(import.meta.dirname, '../fixtures/sites', `${generator}.html`));

describe('of a page that a generator built', () => {
  test.each(generators)(
    '%s, its text is read, and not what leads through the site',
    async (generator) => {
      const page = await readWebPage(builtBy(generator), 'text/html');
      if ('skip' in page) throw new Error(page.skip);
      const { text, locations, facts } = page;
      expect(text).toMatch(/^# Install\n\nAcme needs Node 24\.\n\n## With a package manager\n/);
      expect(text).toContain('\n```bash\nnpm install acme\nnpx acme start\n```\n');
      expect(text).toContain('\n```bash\nyarn add acme\n```\n');
      expect(text).toMatch(/\bnpm\b[^`]*\bYarn\b|\bnpm\n\n```[\s\S]*\bYarn\n\n```/);
      expect(text).toContain(
        '\n### Options\n\n| Option | Means |\n| --- | --- |\n| `--port` | where it listens |\n',
      );
      expect(text).toMatch(/tip[\s\S]*Use a version manager\.\n$/);
      expect(text).not.toMatch(
        /Getting started|Skip to|Edit this page|Next page|On this page|Copy|helpful|updated|Version|Sphinx|Guides|¶|\u200B/,
      );
      const lines = text.split('\n');
      const sections = locations?.starts.map(({ line, at }) => [at, lines[line - 1]]);
      expect(sections).toEqual(
        expect.arrayContaining([
          ['with-npm', '## With a package manager'],
          ['options', '### Options'],
        ]),
      );
      expect(facts.title).toBe('Install');
    },
  );
});

describe('the title of a page is', () => {
  const titled = (title: string, body: string) => `<title>${title}</title>${body}`;
  const text = '<p>How.</p>';
  test.each([
    ['its own heading', titled('Acme', `<main><h1>Install</h1>${text}</main>`), 'Install'],
    [
      'its own heading, not the book’s',
      titled('Install - The Book', `<h1>The Book</h1><main><h1>Install</h1>${text}</main>`),
      'Install',
    ],
    [
      'what the tab shows, where the only top heading is the book’s',
      titled('Install - The Book', `<h1>The Book</h1><main><h2>First</h2>${text}</main>`),
      'Install',
    ],
    [
      'the heading beside the main text',
      titled('Acme: Install', `<h1>Install it</h1><article>${text}</article>`),
      'Install it',
    ],
    [
      'a heading with an icon',
      titled('', `<main><h1><svg><path/></svg>Install</h1>${text}</main>`),
      'Install',
    ],
    [
      'with its hyphen before a sign',
      titled('Opt - in | Acme', `<main>${text}</main>`),
      'Opt - in',
    ],
  ])('%s', async (_, html, title) => {
    const page = await readWebPage(new TextEncoder().encode(html), 'text/html');
    if ('skip' in page) throw new Error(page.skip);
    expect(page.facts.title).toBe(title);
    expect(page.text).toMatch(new RegExp(`^# ${title}\n`));
  });
});

describe('sites that are named on the command line', () => {
  let site: Site;
  let docPilot: RunningDocPilot;
  beforeAll(async () => {
    site = await serveSite();
    for (const generator of generators) {
      const body = builtBy(generator)
        .toString()
        .replace(/<link[^>]*canonical[^>]*>/, '');
      site.pages.set(`/${generator}/install`, { body });
    }
    docPilot = await runDocPilot([], { sites: [site.url] });
    await docPilot.sync();
  });
  afterAll(async () => {
    await docPilot.close();
    await site.close();
  });

  test('are indexed, and a hit links to its section', async () => {
    const response = await docPilot.post('/search', { query: 'where Acme listens, by --port' });
    const { results } = (await response.json()) as { results: Record<string, unknown>[] };
    expect(results[0]).toMatchObject({
      title: 'Install',
      source: 'web',
      url: expect.stringMatching(/^http:..127.0.0.1:\d+.\w+.install#(?:options|with-npm)$/),
    });
  });
});
