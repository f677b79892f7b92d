import { privateKeys, type Range } from './private-keys.ts';
import { secretPlaces } from './secret-places.ts';
import { mayHoldToken, tokenShape, webToken } from './token-shapes.ts';

/** Names this file's way of finding secrets; change it when the same text is masked otherwise. */
export const maskVersion = 'mask-2';

export interface Masked {
  /** As long as before, line by line. */
  text: string;
  /** Secrets that were masked; one that stands in several places is one. */
  count: number;
}

/** Places that one text may have masked; what has more holds little else. */
export const mostSecrets = 100_000;

/** A text with more secrets than `mostSecrets`: it is not to be stored. */
export class TooManySecrets extends Error {
  override readonly name = 'TooManySecrets';
}

/**
 * Replaces API keys, private keys, passwords and tokens by asterisks, so that store, embedder and
 * answers never hold them (invariant 10). Takes time in proportion to the text: no part of a rule is
 * without an upper bound, and what is found is replaced by position.
 * @throws TooManySecrets
 */
export function maskSecrets(text: string): Masked {
  const ranges = mergeRanges(findSecrets(text));
  const secrets = new Set<string>();
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    const secret = text.slice(start, end);
    secrets.add(secret);
    pieces.push(text.slice(at, start), secret.replace(/\S/g, '*'));
    at = end;
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(''), count: secrets.size };
}

function findSecrets(text: string): Range[] {
  const found: Range[] = [];
  const add = (range: Range) => {
    found.push(range);
    if (found.length > mostSecrets) {
      throw new TooManySecrets(`It holds over ${mostSecrets.toLocaleString('en')} secrets.`);
    }
  };
  for (const key of privateKeys(text)) add(key);
  for (const form of mayHoldToken(text) ? [tokenShape, webToken] : [webToken]) {
    for (const { index, 0: token } of text.matchAll(form)) {
      add({ start: index, end: index + token.length });
    }
  }
  for (const { form, accepts, mayBeIn } of secretPlaces) {
    if (mayBeIn?.(text) === false) continue;
    for (const match of text.matchAll(form)) {
      const secret = match.groups?.secret ?? '';
      if (!accepts(secret)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      add({ start, end: start + secret.length });
    }
  }
  return found;
}

/** In their order, those that overlap as one. */
function mergeRanges(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
