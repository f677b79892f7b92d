import { Double } from './value.ts';

export type Token =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number | Double }
  | { kind: 'word'; value: string }
  | { kind: 'symbol'; value: string }
  | { kind: 'end'; value: '' };

const spacePattern = /\s+/y;
const numberPattern = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const wordPattern = /[A-Za-z_]\w*/y;
const symbolPattern = /\/\/|==|!=|<=|>=|[-+*/%<>()[\].,]/y;
const textPattern = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

/** @throws SyntaxError with what the text holds instead of a token. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) position += match[0].length;
    return match;
  };
  while (position < text.length) {
    if (take(spacePattern)) continue;
    const quoted = take(textPattern);
    const number = quoted ? null : take(numberPattern);
    const word = quoted || number ? null : take(wordPattern);
    const symbol = quoted || number || word ? null : take(symbolPattern);
    if (quoted) tokens.push({ kind: 'text', value: unescaped(quoted[1] ?? quoted[2] ?? '') });
    else if (number) tokens.push({ kind: 'number', value: numberOf(number) });
    else if (word) tokens.push({ kind: 'word', value: word[0] });
    else if (symbol) tokens.push({ kind: 'symbol', value: symbol[0] });
    else throw new SyntaxError(`unexpected ${JSON.stringify(text.slice(position, position + 10))}`);
  }
  tokens.push({ kind: 'end', value: '' });
  return tokens;
}

function numberOf(match: RegExpExecArray): number | Double {
  const value = Number(match[0]);
  if (match[1] !== undefined || match[2] !== undefined) return new Double(value);
  if (!Number.isSafeInteger(value)) throw new SyntaxError(`the integer ${match[0]} is too large`);
  return value;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => {
    const meant = escapes.get(character);
    if (meant === undefined) throw new SyntaxError(`unknown escape \\${character}`);
    return meant;
  });
}
