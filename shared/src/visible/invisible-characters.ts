/**
 * The characters that show nothing: Unicode's Default_Ignorable_Code_Point
 * (https://unicode.org/reports/tr44), control characters but tab and line end, noncharacters, the
 * blank of Braille, and the marks around an interlinear annotation.
 */
const invisible =
  '[[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Noncharacter_Code_Point}\\u2800\\uFFF9-\\uFFFB]--[\\t\\n\\r]]';
const anyInvisible = new RegExp(invisible, 'v');
/**
 * A superset in UTF-16 units, which most texts have none of: with an em dash in a text, looking for
 * these takes a tenth of the time.
 */
const mayBeInvisible =
  /[^\t\n\r -~\u00A0-\u00AC\u00AE-\u02FF\u0370-\u061B\u061D-\u115E\u1E00-\u200A\u2010-\u2029\u202F-\u205F\u2070-\u27FF\u2900-\u3163\u3165-\uD7FF]/;

/** Compiled when first asked, as few texts have such characters and each costs a start milliseconds. */
function oneOf(scripts: string, more = ''): Pick<RegExp, 'test'> {
  const names = scripts.split(' ').map((name) => `\\p{Script_Extensions=${name}}`);
  let pattern: RegExp | undefined;
  return {
    test(text) {
      pattern ??= new RegExp(`[${names.join('')}${more}]`, 'v');
      return pattern.test(text);
    },
  };
}

/** Scripts in which joiners and non-joiners shape a word. */
const joining = oneOf(
  'Arab Syrc Mand Nkoo Mong Phag Mani Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh ' +
    'Khmr Mymr Tibt Bali Java Sund Limb Newa Gran Tirh Kthi Brah Cham Lana Mtei Sylo',
);
/** Scripts without spaces between words, where a zero-width space allows a line break. */
const unspaced = oneOf('Thai Laoo Khmr Mymr Tibt Lana Talu Tale Bali Java Hani Hira Kana');
const rightToLeft = oneOf('Hebr Arab Syrc Thaa Nkoo Samr Mand Adlm Rohg');
const varied = oneOf('Hani Hira Kana Phag Mymr', '\\p{S}\\u3001-\\u303F\\uFF01-\\uFF60');
const han = oneOf('Hani');
const mongolian = oneOf('Mong');
const letter = /[\p{L}\p{M}]/v;

/** Where one invisible character alone is written, by the characters before and after it. */
const uses: readonly [of: RegExp, isUsed: (before: string, after: string) => boolean][] = [
  [/^[\u200C\u200D]$/, (before, after) => joining.test(before) || joining.test(after)],
  [/^\u200B$/, (before, after) => unspaced.test(before) || unspaced.test(after)],
  // A word may be parted at the end of a line.
  [/^\u00AD$/, (before, after) => letter.test(before) && (after === '' || letter.test(after))],
  [/^\u034F$/, (before, after) => letter.test(before) && /\p{M}/v.test(after)],
  [/^[\uFE00-\uFE0F]$/, (before) => varied.test(before)],
  [/^[\u{E0100}-\u{E01EF}]$/u, (before) => han.test(before)],
  [/^[\u180B-\u180F]$/, (before) => mongolian.test(before)],
  [/^\u115F$/, (_, after) => /[\u1161-\u11A7\uD7B0-\uD7C6]/.test(after)],
  [/^\u1160$/, (before) => /[\u1100-\u115E\uA960-\uA97C]/.test(before)],
];

/**
 * In a line of a script from right to left: marks, embeddings and isolates of the bidirectional
 * algorithm, but no overrides; more than three in a row are no text.
 */
const bidi = /^[\u061C\u200E\u200F\u202A-\u202C\u2066-\u2069]{1,3}$/;

const pictograph = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|[\\uFE0E\\uFE0F])?';
/** The flags of England, Scotland and Wales: gbeng, gbsct and gbwls in TAG characters. */
const regionFlag =
  '\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}';
const pieces = new RegExp(
  `(${regionFlag}|${pictograph}(?:\\u200D${pictograph})*|[0-9#*]\\uFE0F\\u20E3)|${invisible}+`,
  'gv',
);

interface ShownText {
  text: string;
  /** Characters that were taken out. */
  removed: number;
}

/** Whether a text has such a character, even one with a use. */
export function hasInvisible(text: string): boolean {
  return mayBeInvisible.test(text) && anyInvisible.test(text);
}

/**
 * A text without the characters that nobody sees and that can carry a message to a model: TAG
 * characters, zero-width and control characters, overrides of the direction, and the like. What
 * people write with such characters stays: emoji and flags, joiners of Persian and of Indic
 * scripts, marks in Arabic and Hebrew, variants of Han, a soft hyphen inside a word.
 */
export function withoutInvisible(text: string): ShownText {
  if (!hasInvisible(text)) return { text, removed: 0 };
  let removed = 0;
  const shown = text.replace(/[^\n]+/g, (line) => {
    if (!hasInvisible(line)) return line;
    const isRightToLeft = rightToLeft.test(line);
    const hasBraille = /[\u2801-\u28FF]/.test(line);
    return line.replace(pieces, (piece, emoji: string | undefined, offset: number) => {
      if (emoji !== undefined || (isRightToLeft && bidi.test(piece))) return piece;
      if (isUsed(piece, line, offset)) return piece;
      let kept = '';
      for (const character of piece) {
        if (character === '\u2800' && hasBraille) kept += character;
        else removed += 1;
        // It is as wide as a space.
        if (character === '\u2800' && !hasBraille) kept += ' ';
      }
      return kept;
    });
  });
  return { text: shown, removed };
}

/** Whether it is one character that has a use between its neighbours. */
function isUsed(piece: string, line: string, offset: number): boolean {
  if (piece.length > 2) return false;
  const use = uses.find(([of]) => of.test(piece));
  if (use === undefined) return false;
  const end = offset + piece.length;
  return use[1](lastCharacter(line.slice(Math.max(0, offset - 2), offset)), characterAt(line, end));
}

function lastCharacter(two: string): string {
  const pair = characterAt(two, 0);
  return pair.length === 2 ? pair : two.slice(-1);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
