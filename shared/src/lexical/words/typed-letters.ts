/** How letters are typed on keyboards, and in the names of files, that lack them, by language (ISO 639-1). */
const typed: ReadonlyMap<string, readonly (readonly [letter: string, typed: string])[]> = new Map(
  Object.entries({
    de: [
      ['ä', 'ae'],
      ['ö', 'oe'],
      ['ü', 'ue'],
    ],
    sv: [
      ['å', 'aa'],
      ['ä', 'ae'],
      ['ö', 'oe'],
    ],
    // æ is folded to ae anyway.
    da: [
      ['å', 'aa'],
      ['ø', 'oe'],
    ],
    no: [
      ['å', 'aa'],
      ['ø', 'oe'],
    ],
  }),
);

/** Places of a word that may be one letter or two: more are left as they are. */
const maxPlaces = 4;

/** A word in lower case with letters of a language as they are typed without them; null if it has none. */
export function typedForm(word: string, language: string): string | null {
  const form = (typed.get(language) ?? []).reduce(
    (text, [letter, letters]) => text.replaceAll(letter, letters),
    word.normalize('NFC'),
  );
  return form === word ? null : form;
}

/**
 * What a word in lower case may be in a language: as typed, and with each ae, oe, ue and aa that
 * may stand for a letter (Fuehrung, but not Steuer) as that letter.
 */
export function lettersOf(word: string, language: string): string[] {
  const letters = typed.get(language) ?? [];
  const forms = new Set<string>();
  const other = typedForm(word, language);
  if (other !== null) forms.add(other);
  let read = [''];
  let places = 0;
  for (let at = 0; at < word.length; ) {
    const found = letters.find(([, two]) => word.startsWith(two, at));
    if (found && places < maxPlaces) {
      places += 1;
      read = read.flatMap((start) => [`${start}${found[0]}`, `${start}${found[1]}`]);
      at += 2;
    } else {
      read = read.map((start) => start + word.charAt(at));
      at += 1;
    }
  }
  for (const form of read) if (form !== word) forms.add(form);
  return [...forms];
}
