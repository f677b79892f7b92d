import { Parser } from 'htmlparser2';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

const declaration =
  /<!ENTITY\s+([\w.:-]{1,100})\s+(?:"([^"]*)"|'([^']*)'|(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s*(?:"([^"]*)"|'([^']*)'))/g;
const place = /<!--|<!\[CDATA\[|&([A-Za-z_][\w.:-]{0,99});/g;
const closings: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>' };
const ofXml = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);
/** How deep entities may stand in entities. */
const maxDepth = 8;
/** Characters that one entity may stand for. */
const maxValue = 65_536;

/**
 * A document with what its own entities stand for, on as many lines as before, and without its document
 * type. An entity that is a file becomes an inclusion of it; one that is not declared stays.
 */
export function expandEntities(xml: string): string {
  const { start, end, subset } = documentType(xml);
  const values = new Map<string, string>();
  for (const [, name = '', quoted, single, file, otherFile] of subset.matchAll(declaration)) {
    const href = file ?? otherFile;
    const value = href === undefined ? (quoted ?? single ?? '') : `<xi:include href="${href}"/>`;
    if (!values.has(name)) values.set(name, value.replace(/\s/g, ' '));
  }
  const body = `${xml.slice(0, start)}${xml.slice(start, end).replace(/[^\n]+/g, '')}${xml.slice(end)}`;
  return replaceEntities(body, values, { left: limits.textChars }, 0);
}

/** Comments and CDATA hold no entities. */
function replaceEntities(
  text: string,
  values: ReadonlyMap<string, string>,
  budget: { left: number },
  depth: number,
): string {
  if (!text.includes('&')) return text;
  const kept: string[] = [];
  let from = 0;
  place.lastIndex = 0;
  for (let found = place.exec(text); found; found = place.exec(text)) {
    const [mark, name] = found;
    if (name === undefined) {
      const end = text.indexOf(closings[mark] ?? '', found.index);
      if (end === -1) break;
      place.lastIndex = end;
      continue;
    }
    if (ofXml.has(name)) continue;
    const value = values.get(name);
    const next = place.lastIndex;
    kept.push(text.slice(from, found.index), expanded(mark, value, values, budget, depth));
    place.lastIndex = from = next;
  }
  return kept.join('') + text.slice(from);
}

function expanded(
  reference: string,
  value: string | undefined,
  values: ReadonlyMap<string, string>,
  budget: { left: number },
  depth: number,
): string {
  if (value === undefined) return named(reference);
  if (depth >= maxDepth || value.length > maxValue) {
    throw new Unreadable('too_complex', 'Its entities stand for too much.');
  }
  const whole = replaceEntities(value, values, budget, depth + 1);
  budget.left -= whole.length;
  if (budget.left < 0) throw new Unreadable('too_complex', 'Its entities stand for too much.');
  return whole;
}

const known = new Map<string, string>();

/** The sign that HTML, and DocBook before it, gives a name: an em dash for `&mdash;`. */
function named(reference: string): string {
  const found = known.get(reference);
  if (found !== undefined) return found;
  let text = '';
  const parser = new Parser({
    ontext: (said) => {
      text += said;
    },
  });
  parser.end(reference);
  // HTML knows some names without their end, too: &notes; is no ¬es.
  const sign = /[<>&;]/.test(text) ? reference : text;
  if (known.size < 3_000) known.set(reference, sign);
  return sign;
}

/** Where the document type stands, and what it declares itself. */
function documentType(xml: string): { start: number; end: number; subset: string } {
  const none = { start: 0, end: 0, subset: '' };
  const start = xml.slice(0, 20_000).search(/<!doctype\s/i);
  if (start === -1) return none;
  const marks = /<!--|["'[\]>]/g;
  marks.lastIndex = start + 2;
  let open = -1;
  for (let found = marks.exec(xml); found; found = marks.exec(xml)) {
    const [mark] = found;
    if (mark === '<!--' || mark === '"' || mark === "'") {
      const end = xml.indexOf(mark === '<!--' ? '-->' : mark, marks.lastIndex);
      if (end === -1) return none;
      marks.lastIndex = end + 1;
    } else if (mark === '[' && open === -1) open = found.index;
    else if (mark === ']') {
      const end = xml.indexOf('>', found.index);
      if (end === -1) return none;
      return { start, end: end + 1, subset: xml.slice(open + 1, found.index) };
    } else if (mark === '>' && open === -1) return { start, end: found.index + 1, subset: '' };
  }
  return none;
}
