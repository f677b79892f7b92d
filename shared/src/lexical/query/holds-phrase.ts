import { fold } from '../words/fold.ts';
import { isUnspaced } from '../words/read-words.ts';

const between = /[^\p{L}\p{N}\p{M}]+/gu;

/** Whether a text has the words of a phrase one after the other, whatever stands between them. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const words = spaced(phrase);
  const sought = isUnspaced(phrase) ? words.trim() : words;
  return words.trim() !== '' && spaced(text).includes(sought);
}

function spaced(text: string): string {
  return ` ${fold(text).replace(between, ' ').trim()} `;
}
