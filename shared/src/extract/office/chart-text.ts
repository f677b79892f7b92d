import type { Archive } from '../container/archive.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import { kindOf, numberText } from './number-formats.ts';

const textCaches = new Set(['strCache', 'strLit', 'multiLvlStrCache']);
const numberCaches = new Set(['numCache', 'numLit']);

/** A chart's titles, and the names of its series and categories; empty when it has none. */
export async function chartText(archive: Archive, part: string): Promise<string> {
  const said = new Set<string>();
  let parts: string[] = [];
  let labels = 0;
  let inText = false;
  let inCode = false;
  let inCategories = false;
  /** Of the numbers that categories are, years or dates; null elsewhere. */
  let code: string | null = null;
  await archive.readXml(part, {
    open(name) {
      if (name === 'cat') inCategories = true;
      if (textCaches.has(name)) labels += 1;
      if (numberCaches.has(name) && inCategories) code = '';
      if (name === 'p' || name === 'pt') parts = [];
      inText = name === 't' || (name === 'v' && (labels > 0 || code !== null));
      inCode = name === 'formatCode' && code !== null;
    },
    text(text) {
      if (inText) parts.push(text);
      if (inCode) code += text;
    },
    close(name) {
      inText = false;
      inCode = false;
      if (name === 'cat') inCategories = false;
      if (textCaches.has(name)) labels -= 1;
      if (name === 'p' || name === 'pt') {
        const text = oneLine(parts.join(''));
        said.add(code === null ? text : categoryText(text, code));
      }
      if (numberCaches.has(name)) code = null;
    },
  });
  said.delete('');
  return said.size === 0 ? '' : `Chart: ${[...said].join('; ')}`;
}

function categoryText(value: string, code: string): string {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  return numberText(number, kindOf(code), false, () => null);
}
