import { raised } from './errors.ts';
import {
  type LibraryFunction,
  libraryFunction,
  text,
  wholeNumber,
  wrong,
} from './library-function.ts';
import type { Value } from './value.ts';

/** Positions and lengths count characters, not UTF-16 units. */
export const textFunctions: Record<string, LibraryFunction> = {
  'text.to_lower': libraryFunction(['source'], ([source]) => text(source, 'source').toLowerCase()),
  'text.to_upper': libraryFunction(['source'], ([source]) => text(source, 'source').toUpperCase()),
  'text.split': libraryFunction(['source', 'separator'], ([source, separator]) =>
    text(source, 'source').split(text(separator, 'separator')),
  ),
  'text.replace_all': libraryFunction(['source', 'substr', 'repl'], ([source, substr, repl]) =>
    text(source, 'source').replaceAll(text(substr, 'substr'), () => text(repl, 'repl')),
  ),
  'text.match_regex': libraryFunction(['source', 'regexp'], ([source, regexp]) =>
    regularExpression(regexp).test(text(source, 'source')),
  ),
  'text.find_all': libraryFunction(['source', 'substr'], ([source, substr]) =>
    positions(text(source, 'source'), text(substr, 'substr')),
  ),
  'text.substring': libraryFunction(['source', 'start', 'end'], ([source, start, end]) => {
    const characters = [...text(source, 'source')];
    const [from, to] = [wholeNumber(start, 'start'), wholeNumber(end, 'end')];
    if (from < 0 || to > characters.length || from > to) {
      throw raised('IndexError', `characters ${from} to ${to} of ${characters.length}`);
    }
    return characters.slice(from, to).join('');
  }),
  'text.url_encode': libraryFunction(['source'], ([source]) =>
    encodeURIComponent(text(source, 'source')),
  ),
  'text.url_encode_plus': libraryFunction(['source'], ([source]) =>
    encodeURIComponent(text(source, 'source')).replaceAll('%20', '+'),
  ),
  'text.url_decode': libraryFunction(['source'], ([source]) => {
    try {
      return decodeURIComponent(text(source, 'source'));
    } catch (error) {
      if (error instanceof URIError) throw raised('ValueError', 'source is not URL-encoded');
      throw error;
    }
  }),
  'text.encode': libraryFunction(
    ['text', 'charset'],
    ([source, charset]) => {
      requireUtf8(charset);
      return new Uint8Array(Buffer.from(text(source, 'text')));
    },
    1,
  ),
  'text.decode': libraryFunction(
    ['data', 'charset'],
    ([data, charset]) => {
      requireUtf8(charset);
      if (data instanceof Uint8Array) return Buffer.from(data).toString();
      throw wrong('data', 'bytes', data);
    },
    1,
  ),
};

function regularExpression(value: Value | undefined): RegExp {
  const source = text(value, 'regexp');
  // RE2 knows neither look-around nor back references; JavaScript would let them through.
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]/.test(source)) {
    throw raised('ValueError', `RE2 has no look-around and no back references: ${source}`);
  }
  try {
    return new RegExp(source, 'u');
  } catch {
    throw raised('ValueError', `not a regular expression: ${source}`);
  }
}

function positions(source: string, part: string): Value[] {
  const found: Value[] = [];
  if (part === '') return found;
  for (let at = source.indexOf(part); at >= 0; at = source.indexOf(part, at + part.length)) {
    found.push([...source.slice(0, at)].length);
  }
  return found;
}

function requireUtf8(charset: Value | undefined): void {
  if (charset === undefined || charset === null) return;
  if (!/^utf-?8$/i.test(text(charset, 'charset'))) {
    throw raised('ValueError', `only UTF-8 is known here, not ${text(charset, 'charset')}`);
  }
}
