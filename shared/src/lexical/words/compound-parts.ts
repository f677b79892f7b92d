const minLength = 8;
const minFirst = 3;
const minLast = 3;
/** Of what stands in the middle of three words, and of the last of them. */
const minOfThree = 5;

const vowel = '[aeiouyäöüåæø]';
/** The consonants that a word may begin with, in all of these languages. */
const everywhere =
  '[bcdfghjklmnprstvwxz]?|ch|ph|qu|th|[bfgkp]l|[bdfgkptw]r|[gk]n|sp[lr]?|str?|sch[lmnrw]?';
const nordic = '[bdfghklmpst]j|[dhkst]v|vr|sk[jrv]?|stj|s[lmn]';
/** Those of each language (ISO 639-1) that writes compounds as one word, beside these. */
const languages = new Map(
  Object.entries({
    de: 'zw|pf[lr]?',
    nl: '[dkstz]w|v[lr]|sj|s[lmn]',
    sv: nordic,
    da: nordic,
    no: nordic,
    fi: 'fj',
  }).map(([language, more]) => [language, new RegExp(`^(?:${everywhere}|${more})${vowel}`)]),
);
/** Two consonants that end words. */
const pair =
  '[lnr](?:[bdfgkmpstz]|ch)|m[pst]|[fs]t|cht|[bdgkpt]s|[dgkp]t|[gk]d|ck|ng|tz|h[lmnrt]|([bdfglmnprst])\\1';
/** After these letters a word may begin with a vowel: Urlaubs-antrag, Kinder-arzt, Brand-alarm. */
const beforeVowel = new RegExp(`${vowel}.*(?:[snrt]|${pair})$`);
/** What many words begin with, after any letter: Zug-ausfall, nöd-utgång. */
const prefix =
  /^(?:a[bnu]|auf|aus|ein|um|un|über|uit|op|af|aan|in|over|onder|ut|ud|av|upp|ind|om|över|under|arb|ord)/;
/** The words of three letters that begin with a vowel and end compounds. */
const shortWord = /^(?:ord|ort|amt|uhr)$/;
/** After these it may begin with any: Arbeits-platz, Licht-schalter. */
const closed = new RegExp(`(?:s|${pair})$`);
/** Two vowels that are one sound, between which no word begins: unlike those of Reise-antrag. */
const oneSound = /^(?:a[aeiuy]|ä[uy]|e[eiuy]|i[ej]|o[eouy]|u[eiuy]|ø[iy]|å[åu])$/;
const endsWithVowel = new RegExp(`${vowel}$`);
const startsWithVowel = new RegExp(`^${vowel}`);
const hasVowel = new RegExp(vowel);
/** What only begins words. */
const noWord = /^(?:ver|ent|zer|ont|för|for)$/;
/** Endings that make a noun or an adjective. */
const germanicEnding =
  /^(?:ung|heit|keit|schaft|lich|isch|tion|ing|het|heid|ning|lijk|ende?n?|else|ter|ten|(?:e?ren|e?rne|arna|orna|ret|ene)$)/;
/** Of cases and persons, perhaps behind the vowel before them. */
const finnishEnding =
  /^(?:[iou]?(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|na|nä)|t?te[en]n|mi(?:nen|sen|sta|seen)|nsa|nsä|mme|nne|den|ten|jen|ja|jä|ta|tä|tt[aä]|v[aä]t|v[aä]n?|nut|nyt|neet|tiin|taan|tään|daan|dään|set|sen|nen)$/;

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
  const onset = languages.get(language);
  if (word.length < minLength || onset === undefined) return [];
  const ending = language === 'fi' ? finnishEnding : germanicEnding;
  const splits: [string, string][] = [];
  for (let at = minFirst; at <= word.length - minLast; at++) {
    const [first, last] = [word.slice(0, at), word.slice(at)];
    const mayBeWords = hasVowel.test(first) && !noWord.test(first) && onset.test(last);
    if (mayBeWords && !ending.test(last) && isBoundary(first, last, onset))
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

/**
 * Whether a word may begin here: the letter before it could not begin it, or ends one.
 * @param onset what a word may begin with
 */
function isBoundary(first: string, last: string, onset: RegExp): boolean {
  if (startsWithVowel.test(last)) {
    if (last.length <= minLast) return shortWord.test(last);
    const isOpen = endsWithVowel.test(first) && !oneSound.test(`${first.at(-1)}${last[0]}`);
    return isOpen || beforeVowel.test(first) || (!endsWithVowel.test(first) && prefix.test(last));
  }
  return endsWithVowel.test(first) || closed.test(first) || !onset.test(`${first.at(-1)}${last}`);
}
