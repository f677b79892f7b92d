import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Source } from '../../shared/src/sources/source.ts';
import { randomNumbers } from '../eval/random-numbers.ts';

/** Paths and texts as a source, like a repository. */
export function textSource(name: string, texts: ReadonlyMap<string, string>): Source {
  const entries = [...texts].map(
    ([path, text]): Entry => ({
      externalId: path,
      path,
      version: createHash('sha1').update(text).digest('hex'),
      sizeBytes: Buffer.byteLength(text),
    }),
  );
  return {
    kind: 'github',
    name,
    requests: 0,
    list: async () => ({ kind: 'inventory', complete: true, entries, cursor: {} }),
    find: async () => null,
    fetch: async ({ path }) => ({ bytes: Buffer.from(texts.get(path) ?? ''), name: path }),
    url: ({ path }) => `https://github.com/${name}/blob/main/${path}`,
  };
}

/** Every file below a folder, by its relative path. */
export function readTexts(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

const paragraphsInDocument = 24;
const replacedShare = 0.06;

/**
 * Documents made of randomly chosen paragraphs of other documents, with some words replaced: words
 * are as frequent as in real text, and no two passages are the same.
 */
export function synthesize(texts: Iterable<string>, documents: number): Map<string, string> {
  const random = randomNumbers(7);
  const paragraphs = [...texts]
    .flatMap((text) => text.split(/\n{2,}/))
    .filter((paragraph) => paragraph.length > 80 && paragraph.length < 1_200);
  const words = paragraphs.join(' ').match(/\p{L}{3,}/gu) ?? [];
  const draw = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const title = () => [draw(words), draw(words), draw(words)].join(' ');
  const paragraph = () =>
    (draw(paragraphs) ?? '').replace(/\p{L}{3,}/gu, (word) =>
      random() < replacedShare ? (draw(words) ?? word) : word,
    );
  const made = new Map<string, string>();
  for (let number = 0; number < documents; number++) {
    const parts = [`# ${title()}`];
    for (let at = 0; at < paragraphsInDocument; at++) {
      if (at % 4 === 3) parts.push(`## ${title()}`);
      parts.push(paragraph());
    }
    made.set(`made/${Math.floor(number / 100)}/${number}.md`, `${parts.join('\n\n')}\n`);
  }
  return made;
}
