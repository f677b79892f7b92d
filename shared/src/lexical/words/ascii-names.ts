const letter = 1;
/** A letter, a digit or an underscore. */
const inWord = 2;
/** What may stand in a run beside its words. */
const mark = 4;
/** No ASCII character. */
const other = 8;

const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return letter | inWord;
  if (/\w/.test(character)) return inWord;
  return /[-./:@'#+]/.test(character) ? mark : 0;
});

/** 0 past the end. */
function kindAt(text: string, at: number): number {
  return at < text.length ? (kinds[text.charCodeAt(at)] ?? other) : 0;
}

/** Whether no run (see `runPattern`) begins with this character of a text. */
export function beginsNoRun(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  if (kind !== mark) return kind === 0;
  const sign = text[at];
  if (sign === '/' || sign === ':' || sign === "'") return true;
  if (sign === '-') return text[at + 1] !== '-';
  return (kindAt(text, at + 1) & (inWord | other)) === 0;
}

/**
 * The end of the run that begins with an ASCII letter: words joined by single marks, then perhaps
 * ++ or #. The start itself if there is no such letter, or if another character than those of ASCII
 * may belong to the run.
 */
export function endOfName(text: string, start: number): number {
  if ((kindAt(text, start) & letter) === 0) return start;
  let end = endOfWord(text, start);
  for (;;) {
    const next = end + jointLength(text, end);
    const nextEnd = next === end ? end : endOfWord(text, next);
    if (nextEnd > next) {
      end = nextEnd;
      continue;
    }
    if (kindAt(text, next) === other) return start;
    if (text[end] === '+' && text[end + 1] === '+') return end + 2;
    if (text[end] !== '#' || /[a-z\d]/i.test(text[end + 1] ?? '')) return end;
    return kindAt(text, end + 1) === other ? start : end + 1;
  }
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while ((kindAt(text, end) & inWord) !== 0) end += 1;
  return end;
}

/** Of what may join two words here. */
function jointLength(text: string, at: number): number {
  if (kindAt(text, at) !== mark) return 0;
  const sign = text[at];
  if (sign === '+' || sign === '#') return 0;
  const next = text[at + 1];
  return (sign === ':' && next === ':') || (sign === '-' && next === '>') ? 2 : 1;
}

/** Whether a name is one word of lower-case letters, whose first may be upper case. */
export function isPlainWord(text: string, start: number, end: number): boolean {
  let at = start + 1;
  while (at < end && text.charCodeAt(at) >= 0x61 && text.charCodeAt(at) <= 0x7a) at += 1;
  return at === end;
}
