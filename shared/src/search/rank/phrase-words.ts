import { readWords } from '../../lexical/words/read-words.ts';

/**
 * The words of a phrase that the index holds of every passage that has the phrase: what it joins to
 * a name may be joined to more there, and is left out.
 */
export function phraseWords(phrase: string): string[] {
  return phrase.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((segment) => {
    const [whole, ...parts] = readWords(segment);
    return whole === undefined || parts.length > 0 ? parts : [whole];
  });
}
