import { Parser } from 'htmlparser2';
import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { Unreadable } from '../unreadable.ts';
import { DocBookBlocks } from './docbook-blocks.ts';
import { vocabularyBytes, vocabularyOf } from './docbook-kind.ts';
import { DocBookText } from './docbook-text.ts';
import { TargetTitles } from './target-titles.ts';
import { expandEntities } from './xml-entities.ts';

interface Handler {
  open(name: string, attributes: Record<string, string>): void;
  text(said: string): void;
  close(): void;
}

/**
 * A manual in DocBook 4 or 5, DITA or Maven's xdoc: sections as headings, its lists, tables and code;
 * null when the XML is something else, to be indexed as it is.
 */
export function readDocBook(text: string): DocumentText | null {
  const vocabulary = vocabularyOf(text.slice(0, vocabularyBytes));
  if (vocabulary === null) return null;
  const xml = expandEntities(text);
  const titles = new TargetTitles();
  if (/<(?:\w{1,12}:)?xref\s/.test(xml)) read(xml, () => titles);
  const writer = new MarkdownWriter(Math.max(limits.textChars, text.length));
  read(xml, (line) => {
    const blocks = new DocBookText(writer, line);
    return new DocBookBlocks(blocks, vocabulary, titles);
  });
  return { text: writer.finish(), locations: { kind: 'line', starts: writer.starts } };
}

/** @param handlerOf gets what tells on which line the element stands that is being read */
function read(xml: string, handlerOf: (line: () => number) => Handler & { end?(): void }): void {
  let [line, elements] = [1, 0];
  let lineEnd = xml.indexOf('\n');
  const lineNow = () => {
    while (lineEnd !== -1 && lineEnd < parser.startIndex) {
      line += 1;
      lineEnd = xml.indexOf('\n', lineEnd + 1);
    }
    return line;
  };
  const handler = handlerOf(lineNow);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1;
        if (elements > limits.xmlElements) {
          throw new Unreadable('too_complex', `It has over ${limits.xmlElements} XML elements.`);
        }
        handler.open(localName(name), attributes);
      },
      ontext: (said) => handler.text(said),
      onclosetag: () => handler.close(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  handler.end?.();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
