import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const rendered = (
  'md mdx markdown mkd mdown MD rst rest adoc asciidoc org textile rdoc pod creole mediawiki wiki svg ' +
  'geojson mermaid rst.txt'
).split(' ');
const plain = 'ts txt yaml html.erb md.erb'.split(' ');

const guide = `---
title: Guide
---

Words before any heading: alpaca.

# The *Big* \`Guide\` & more

Words about badgers.

${'Long enough to be cut here. '.repeat(40)}

## Set up

Words about cormorants.

${'Long enough to be cut here. '.repeat(40)}

> ## Set up
>
> In a quotation it counts as well.

<h2 align="center">Set <b>up</b></h2>

Words about dolphins.

${'Long enough to be cut here. '.repeat(40)}

## Set up

Words about elephants.

${'Long enough to be cut here. '.repeat(40)}

## Überblick: [links](https://example.com) {#overview} 🎉

Words about flamingos.

${'Long enough to be cut here. '.repeat(40)}

\`\`\`md
## Überblick
\`\`\`
`;
const table = `name,place\n${Array.from({ length: 200 }, (_, row) => `gauge ${row},quay ${row}\n`).join('')}`;

let docPilot: RunningDocPilot;
let blob: string;

beforeAll(async () => {
  const files = Object.fromEntries(
    [...rendered, ...plain].map((extension, at) => [
      `kinds/${extension.replaceAll('.', '-')}/file.${extension}`,
      `One.\n\nThe penguin number ${at} of the harbour.\n`,
    ]),
  );
  const published = temporaryClone({ name: 'links', origin: 'https://github.com/acme/links.git' });
  const sha = published.commit('Write', { ...files, 'guide.mdx': guide, 'gauges.csv': table });
  published.git('update-ref', 'refs/remotes/origin/main', sha);
  blob = `https://github.com/acme/links/blob/${sha}`;
  const local = temporaryClone({ name: 'local', origin: 'https://github.com/acme/local.git' });
  local.commit('Write', { 'notes.md': '# Notes\n\nWords about herons.\n' });
  docPilot = await runDocPilot([published.folder, local.folder]);
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function first(query: string) {
  const [result] = await docPilot.search(query, { limit: 1 });
  return result;
}

describe('a link to lines', () => {
  test.each(rendered)('opens the source of a .%s, which GitHub renders', async (extension) => {
    const hit = await first(`"penguin number ${rendered.indexOf(extension)} of"`);
    expect(hit?.url).toMatch(/\/file\.[\w.]+\?plain=1#L1-L3$/);
    expect(hit?.path.endsWith(`.${extension}`)).toBe(true);
  });

  test.each(plain)('needs nothing for a .%s, which GitHub shows as it is', async (extension) => {
    const hit = await first(`"penguin number ${rendered.length + plain.indexOf(extension)} of"`);
    expect(hit?.url).toMatch(new RegExp(`/file\\.${extension}#L1-L3$`));
    expect(hit?.section_url).toBeNull();
  });

  test('names the rows of a table, whose text is made of them', async () => {
    const hit = await first('"gauge 150"');
    const [, from, to] = /\/gauges\.csv\?plain=1#L(\d+)-L(\d+)$/.exec(hit?.url ?? '') ?? [];
    expect(table.split('\n').slice(Number(from) - 1, Number(to))).toContain('gauge 150,quay 150');
    const last = await first('"gauge 199"');
    expect(last?.url).toMatch(/\?plain=1#L1\d\d$/);
  });

  test('is read by nobody where the file is on this machine', async () => {
    const hit = await first('herons');
    expect(hit?.url).toMatch(/^file:.*\/notes\.md#L1-L3$/);
    expect(hit?.section_url).toBeNull();
  });
});

describe('a link to a section', () => {
  test.each([
    ['alpaca', null],
    ['badgers', 'the-big-guide--more'],
    ['cormorants', 'set-up'],
    ['dolphins', 'set-up-2'],
    ['elephants', 'set-up-3'],
    ['flamingos', `${encodeURIComponent('überblick-links-overview-')}`],
  ])('of %s is the anchor that GitHub gives the heading', async (word, anchor) => {
    const hit = await first(`"Words about ${word}"`.replace('about alpaca', 'before any heading'));
    expect(hit?.section_url).toBe(anchor && `${blob}/guide.mdx#${anchor}`);
  });
});
