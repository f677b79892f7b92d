import { escapePattern } from './glob-pattern.ts';

/**
 * A phrase as a regular expression for Postgres: its words in this order and no others between
 * them, whatever white space, punctuation and emphasis stands there.
 */
export function phrasePattern(phrase: string): string {
  const words = phrase.split(/\s+/).map((word) => word.replace(/^[*_`~]+|[*_`~]+$/g, '') || word);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const start = /^[\p{L}\p{N}_]/u.test(first) ? '\\m' : '';
  const end = /[\p{L}\p{N}_]$/u.test(last) ? '\\M' : '';
  const between = '[^[:alnum:]]*[[:space:]][^[:alnum:]]*';
  return `${start}${words.map(escapePattern).join(between)}${end}`;
}
