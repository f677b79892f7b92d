import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('the page and README.md connect an assistant with the same snippets', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = /\n## Connect an assistant\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const told = [
    ...section.matchAll(/\*\*([^*]+)\*\*[^`]*(?:`([^`]+)`)?[\s\S]*?```\w+\n([\s\S]*?)\n```/g),
  ];
  const page = await import(`${root}/functions/home/page/snippets.js`);
  const shown: { name: string; file?: string; text: string }[] = page.snippetsFor(
    'https://HOST/mcp',
    'YOUR_KEY',
  );
  expect(told.map(([, name, , text]) => ({ name, text }))).toEqual(
    shown.map(({ name, text }) => ({ name, text })),
  );
  for (const { file = '' } of shown) expect(section).toContain(file);
});
