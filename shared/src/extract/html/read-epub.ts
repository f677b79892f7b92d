import { posix } from 'node:path';
import { Archive } from '../container/archive.ts';
import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { orSkipped, Unreadable } from '../unreadable.ts';
import { readHtml } from './read-html.ts';

/** A link to another file of the book, which leads nowhere outside it. */
const linkInside = /\[([^[\]\n]*)\]\((?![a-z][a-z+.-]*:)[^()\s]*\)/gi;

/** An electronic book: its title and authors, then its chapters in the order they are read. */
export async function readEpub(bytes: Uint8Array): Promise<DocumentText> {
  const archive = await Archive.open(bytes);
  const encrypted = await encryptedParts(archive);
  const { title, creators, chapters } = await readPackage(archive);
  const writer = new MarkdownWriter();
  writer.heading(1, title);
  writer.paragraph(creators.join(', '));
  let found = false;
  for (const part of chapters) {
    if (encrypted.has(part)) throw new Unreadable('encrypted', 'Its chapters are encrypted.');
    if (!archive.has(part)) continue;
    const html = new TextDecoder().decode(await archive.readBytes(part));
    const chapter = await orSkipped(() => readHtml(html));
    if ('text' in chapter) {
      // Many say the book's title as that of every page.
      const isSame = chapter.text.startsWith(`# ${title}\n`);
      const text = isSame ? chapter.text.slice(title.length + 3) : chapter.text;
      writer.markdown(text.replace(linkInside, '$1'));
      found ||= text.trim() !== '';
    } else if (chapter.skip !== 'no_text') {
      // A cover is a picture alone; anything else is wrong with the whole book.
      throw new Unreadable(chapter.skip, chapter.detail ?? '');
    }
  }
  if (!found) throw new Unreadable('no_text', 'No chapter holds text.');
  return { text: writer.finish() };
}

/** The chapters that a reader needs a key for; fonts are often encrypted, too. */
async function encryptedParts(archive: Archive): Promise<Set<string>> {
  const parts = new Set<string>();
  const list = 'META-INF/encryption.xml';
  if (!archive.has(list)) return parts;
  await archive.readXml(list, {
    open(name, { URI = '' }) {
      if (name === 'CipherReference') parts.add(unescaped(URI));
    },
  });
  return parts;
}

/** https://www.w3.org/TR/epub-33/#sec-package-doc */
async function readPackage(archive: Archive) {
  let part = '';
  await archive.readXml('META-INF/container.xml', {
    open(name, attributes) {
      if (name === 'rootfile') part ||= attributes['full-path'] ?? '';
    },
  });
  const titles: string[] = [];
  const creators: string[] = [];
  const files = new Map<string, string>();
  const spine: string[] = [];
  let text = '';
  await archive.readXml(part, {
    open(name, { id = '', href = '', idref = '' }) {
      text = '';
      if (name === 'item') files.set(id, posix.join(posix.dirname(part), unescaped(href)));
      else if (name === 'itemref') spine.push(idref);
    },
    text(said) {
      text += said;
    },
    close(name) {
      if (name === 'title') titles.push(oneLine(text));
      else if (name === 'creator') creators.push(oneLine(text));
    },
  });
  const chapters = spine.flatMap((id) => files.get(id) ?? []);
  return { title: titles[0] ?? '', creators, chapters };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
