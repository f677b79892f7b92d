import { invalidValue } from './drive-problem.ts';

/** A `q`, read. */
export type Query =
  | { kind: 'and' | 'or'; left: Query; right: Query }
  | { kind: 'not'; inner: Query }
  | { kind: 'parent'; id: string }
  | { kind: 'trashed'; value: boolean }
  | { kind: 'text'; field: TextField; operator: TextOperator; value: string }
  | { kind: 'time'; field: TimeField; operator: TimeOperator; value: number };

export type TextField = 'name' | 'mimeType' | 'shortcutDetails.targetId';
export type TextOperator = '=' | '!=' | 'contains';
export type TimeField = 'modifiedTime' | 'createdTime';
export type TimeOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

const pattern = /\s*('(?:[^'\\]|\\.)*'|[()]|<=|>=|!=|[=<>]|[\w.]+)/y;

/**
 * Reads what a sync asks for of Drive's query language. `and` and `or` bind alike, from left to
 * right, as Google says.
 * @throws DriveProblem for anything else, as Google does for what it does not know
 */
export function readQuery(text: string): Query {
  const tokens = tokenize(text);
  let position = 0;
  const query = readExpression();
  if (position < tokens.length) throw invalidValue('q');
  return query;

  function readExpression(): Query {
    let left = readTerm();
    for (;;) {
      const kind = tokens[position]?.toLowerCase();
      if (kind !== 'and' && kind !== 'or') return left;
      position += 1;
      left = { kind, left, right: readTerm() };
    }
  }

  function readTerm(): Query {
    const first = take();
    if (first.toLowerCase() === 'not') return { kind: 'not', inner: readTerm() };
    if (first === '(') {
      const inner = readExpression();
      if (take() !== ')') throw invalidValue('q');
      return inner;
    }
    return readComparison(first, take(), take());
  }

  function take(): string {
    const token = tokens[position];
    if (token === undefined) throw invalidValue('q');
    position += 1;
    return token;
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  pattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const token = pattern.exec(text)?.[1];
    if (token === undefined) throw invalidValue('q');
    tokens.push(token);
  }
  return tokens;
}

function readComparison(left: string, operator: string, right: string): Query {
  if (operator === 'in' && right === 'parents') return { kind: 'parent', id: readText(left) };
  if (left === 'trashed') return readTrashed(operator, right);
  if (isOneOf(left, ['name', 'mimeType', 'shortcutDetails.targetId'])) {
    const operators = left === 'shortcutDetails.targetId' ? ['=', '!='] : ['=', '!=', 'contains'];
    if (!isOneOf<TextOperator>(operator, operators)) throw invalidValue('q');
    return { kind: 'text', field: left, operator, value: readText(right) };
  }
  if (isOneOf(left, ['modifiedTime', 'createdTime'])) {
    if (!isOneOf(operator, ['=', '!=', '<', '<=', '>', '>='])) throw invalidValue('q');
    return { kind: 'time', field: left, operator, value: readTime(readText(right)) };
  }
  throw invalidValue('q');
}

function isOneOf<Word extends string>(
  word: string,
  words: readonly Word[] | readonly string[],
): word is Word {
  return (words as readonly string[]).includes(word);
}

function readTrashed(operator: string, right: string): Query {
  if ((operator !== '=' && operator !== '!=') || (right !== 'true' && right !== 'false')) {
    throw invalidValue('q');
  }
  return { kind: 'trashed', value: (operator === '=') === (right === 'true') };
}

function readText(token: string): string {
  if (!token.startsWith("'")) throw invalidValue('q');
  return token.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** RFC 3339; without a zone it is UTC. */
function readTime(text: string): number {
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = Date.parse(/T/i.test(text) && !hasZone ? `${text}Z` : text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time)) throw invalidValue('q');
  return time;
}
