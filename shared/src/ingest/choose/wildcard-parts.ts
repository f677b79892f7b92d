/** What a pattern admits at a place. */
export type Part =
  /** One character. */
  | { kind: 'one'; admits(character: string): boolean }
  /** Characters of one name, or none. */
  | { kind: 'star' }
  /** Any characters; before a slash, the slash may be left out with them. */
  | { kind: 'folders'; isBeforeSlash: boolean };

/** Stars, a backslash with its character, a set, or one other character. */
const sign = /\*+|\\[\s\S]|\[[!^]?\]?(?:\\[\s\S]|\[:[^\]]*:\]|[^\]\\])*\]|[\s\S]/uy;
/** Of a set: a named class, a range, or a character. */
const member = /\[:([^\]]*):\]|(\\?[\s\S])(?:-(\\?[\s\S]))?/gu;

/** As git reads a pattern: wildmatch.c with WM_PATHNAME. Null: it is malformed. */
export function readParts(pattern: string): Part[] | null {
  const parts: Part[] = [];
  sign.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = sign.lastIndex) {
    sign.lastIndex = at;
    const found = sign.exec(pattern)?.[0] ?? '';
    if (found === '[' || found === '\\') return null;
    if (found.startsWith('*')) {
      const after = /^(?:\\?\/|$)/.exec(pattern.slice(sign.lastIndex, sign.lastIndex + 2))?.[0];
      const isAlone = found.length > 1 && (at === 0 || pattern[at - 1] === '/');
      parts.push(
        isAlone && after !== undefined
          ? { kind: 'folders', isBeforeSlash: after !== '' }
          : { kind: 'star' },
      );
    } else if (found.startsWith('[')) {
      const admits = readSet(found.slice(1, -1));
      if (admits === null) return null;
      parts.push({ kind: 'one', admits });
    } else if (found === '?') parts.push({ kind: 'one', admits: (character) => character !== '/' });
    else {
      const literal = unescaped(found);
      parts.push({ kind: 'one', admits: (character) => character === literal });
    }
  }
  return parts;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[a-z0-9]/i,
  alpha: /[a-z]/i,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t-\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9a-f]/i,
};

const order = (character: string) => character.codePointAt(0) ?? 0;

function unescaped(character: string): string {
  return character.replace(/^\\(?=.)/s, '');
}

/** What stands between the brackets of a set. Null: it names a class that is none. */
function readSet(text: string): ((character: string) => boolean) | null {
  const isNegated = /^[!^]/.test(text);
  const tests: ((character: string) => boolean)[] = [];
  for (const [, name, from = '', to] of text.slice(isNegated ? 1 : 0).matchAll(member)) {
    const named = name === undefined ? undefined : classes[name];
    if (name !== undefined && named === undefined) return null;
    const first = unescaped(from);
    const last = unescaped(to ?? from);
    tests.push((character) =>
      named === undefined
        ? character === first ||
          (order(first) <= order(character) && order(character) <= order(last))
        : named.test(character),
    );
  }
  return (character) => character !== '/' && tests.some((test) => test(character)) !== isNegated;
}
