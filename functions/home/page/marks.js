import { element } from './element.js';

/** Stand around marked words while Markdown is parsed: noncharacters, which no text contains. */
const open = '\uFDD0';
const close = '\uFDD1';

/**
 * The text with its marks.
 * @param {string} text
 * @param {readonly (readonly number[])[]} ranges from and to of each marked part, ascending
 */
export function withMarks(text, ranges) {
  return ranges.reduceRight(
    (marked, [from = 0, to = 0]) =>
      `${marked.slice(0, from)}${open}${marked.slice(from, to)}${close}${marked.slice(to)}`,
    text,
  );
}

/** The text without its marks. @param {string} text */
export function withoutMarks(text) {
  return text.replace(/[\uFDD0\uFDD1]/g, '');
}

/** The text's nodes: each marked part is a mark element. @param {string} text */
export function markedNodes(text) {
  return text
    .split(/\uFDD0([^\uFDD1]*)\uFDD1/)
    .map((part, index) => (index % 2 === 1 ? element('mark', {}, part) : withoutMarks(part)));
}
