import { fold } from './fold.ts';

/** UTF-16 units; what is longer is cut. Holds a SHA-256 in hex. */
export const maxTokenLength = 64;

// Letters and digits, joined by single marks as identifiers, paths and versions are, with the
// marks in front and behind that belong to a name (--flag, @scope, #include, C++, C#).
const run =
  /(?<![\p{L}\p{N}_])(?:--?|[@#])?[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:(?:::|->|[.\-/:@'’])[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
const plainWord = /^(?:\p{Lu}?[\p{Ll}\p{M}\p{Lo}]+|\p{Lu}+)$/u;
const humps = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{M}]+|\p{N}+/gu;
const englishEnding = /['’](?:s|d|m|re|ve|ll)$/i;
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+)/u;

/**
 * The words of a text, folded, in order. A word of several parts (getStaticPaths, snake_case,
 * kebab-case, a.b.c, @scope/pkg) gives itself and then its parts; scripts without spaces give
 * their pairs of characters.
 */
export function readWords(text: string): string[] {
  const words: string[] = [];
  // Splitting on a captured pattern alternates: spaced text, unspaced run, spaced text …
  for (const [index, part] of text.split(unspaced).entries()) {
    if (index % 2 === 1) readPairs(part, words);
    else readSpaced(part, words);
  }
  return words;
}

function readSpaced(text: string, words: string[]): void {
  for (const [found] of text.matchAll(run)) {
    if (plainWord.test(found)) words.push(bounded(fold(found)));
    else if (/n['’]t$/i.test(found)) words.push(bounded(fold(found.replace('’', "'"))));
    else
      for (const part of found.replace(englishEnding, '').split(/['’]/))
        if (part.length > 1 || found.length === 1) readName(part, words);
  }
}

/** A name and the parts it is made of, when there are several. */
function readName(name: string, words: string[]): void {
  const parts = (name.match(humps) ?? []).filter((part) => part.length > 1);
  const whole = fold(name.replace(/^-(?!-)/, ''));
  // Humps, underscores and hyphens are ways of writing one name: runtimeEnv, runtime_env.
  const joined = /^[\p{L}\p{N}_-]+$/u.test(name) ? whole.replace(/[_-]/g, '') : whole;
  if (joined !== '') words.push(bounded(joined));
  if (parts.length === 1 && parts[0] !== undefined && fold(parts[0]) === joined) return;
  for (const part of parts) words.push(bounded(fold(part)));
}

function readPairs(text: string, words: string[]): void {
  const characters = [...fold(text)];
  if (characters.length === 1) words.push(characters.join(''));
  for (let i = 0; i + 1 < characters.length; i++)
    words.push(`${characters[i]}${characters[i + 1]}`);
}

function bounded(word: string): string {
  return word.length <= maxTokenLength ? word : word.slice(0, maxTokenLength);
}
