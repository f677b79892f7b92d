/** Languages that write compounds as one word (ISO 639-1). */
const languages = new Set(['de', 'nl', 'sv', 'da', 'no']);
const minLength = 8;
const minFirst = 4;
const minLast = 3;
/** Of what stands in the middle of three words, and of the last of them. */
const minOfThree = 5;

const vowel = '[aeiouyäöüåæø]';
/** What a word of these languages may begin with. */
const consonants = [
  '[bcdfghjklmnprstvwxz]?|ch|ph|qu|th|zw|kw|pfl?|tsch',
  'b[ljr]|d[jrw]|[fvgkp][lr]|[fghk][jv]|[gk]n|t[jrvw]|w[lr]|hr',
  's[cjklmnptvw]|s[ckp][hlr]|sk[jv]|st[jr]|sch[lmnrw]?',
].join('|');
const onset = new RegExp(`^(?:${consonants})${vowel}`);
/** What may stand between two words, or end the first, before a vowel: Urlaubs-antrag, Kinder-arzt. */
const beforeVowel = new RegExp(`${vowel}.*[snrt]$`);
/** Two vowels that are one sound, between which no word begins: unlike those of Reise-antrag. */
const oneSound = /^(?:a[aeiuy]|ä[uy]|e[eiuy]|i[ej]|o[eouy]|u[eiuy]|ø[iy]|å[åu])$/;
const endsWithVowel = new RegExp(`${vowel}$`);
const startsWithVowel = new RegExp(`^${vowel}`);
/** Endings that make a noun or an adjective. */
const ending =
  /^(?:ung|heit|keit|schaft|lich|isch|tion|ing|het|heid|ning|lijk|ende?n?|else|ter|ten|(?:e?ren|e?rne|arna|orna|ret|ene)$)/;

/** Whether a language (ISO 639-1) writes compounds as one word. */
export function joinsWords(language: string): boolean {
  return languages.has(language);
}

/**
 * Where a long word may be a compound: the beginnings and ends that it would be made of
 * (Urlaubsantrag: Urlaub and Antrag, but also Urlaubsan and trag). No dictionary says which of them
 * are words, so all are indexed; those that are none are never asked for.
 * @param word in lower case
 * @param language ISO 639-1
 */
export function compoundSplits(word: string, language: string): [first: string, last: string][] {
  if (word.length < minLength || !joinsWords(language)) return [];
  const splits: [string, string][] = [];
  for (let at = minFirst; at <= word.length - minLast; at++) {
    const [first, last] = [word.slice(0, at), word.slice(at)];
    if (onset.test(last) && !ending.test(last) && isBoundary(first, last))
      splits.push([first, last]);
  }
  return splits;
}

/**
 * The words that a compound of three may have in its middle: Versicherung in
 * Krankenversicherungsbeitrag.
 * @param splits of the compound
 */
export function middleParts(splits: readonly [string, string][], language: string): string[] {
  const middles = splits.flatMap(([, rest]) =>
    compoundSplits(rest, language).filter((parts) =>
      parts.every((part) => part.length >= minOfThree),
    ),
  );
  return middles.map(([middle]) => middle);
}

/** Whether a syllable begins here: the letter before it could not begin it, or is one that links words. */
function isBoundary(first: string, last: string): boolean {
  if (startsWithVowel.test(last)) {
    const isOpen = endsWithVowel.test(first) && !oneSound.test(`${first.at(-1)}${last[0]}`);
    return (isOpen || beforeVowel.test(first)) && last.length > minLast;
  }
  return endsWithVowel.test(first) || !onset.test(`${first.at(-1)}${last}`);
}
