/**
 * Quotation marks of many languages. Where the same mark also stands within words, or closes what
 * another one opens, it opens a phrase only behind white space, and closes it only before.
 */

const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}、。';
const opens = `(?<![^\\s(\\[{¿¡:=—–${unspaced}])`;
const closes = `(?=[\\s)\\]}.,;:!?…—–${unspaced}]|$)`;
/** Single quotes hold several words: else an apostrophe in front of one would open them (‘em, ‘90s). */
const severalWords = '(?!\\d|(?:em|n|til|tis|twas|cause|bout|s)(?![\\p{L}\\p{N}]))(?=[^‘’‚]*\\s)';

/** Each opens, holds a phrase as its only group, and closes. */
const forms = [
  // A straight quote stands at the edge of a word: 5" is a size.
  `(?<![^\\s(${unspaced}])"([^"]+)"(?![^\\s).,;:!?${unspaced}])`,
  '„([^„“”]+)[“”]',
  '“([^“”]+)”',
  `“([^“”]+)“${closes}`,
  `${opens}”([^“”]+)”${closes}`,
  '[„“]([^„“”"]+)"',
  '«([^«»]+)»',
  `${opens}»(?!\\s)([^«»]+)«`,
  `${opens}»(?!\\s)([^«»]+)»${closes}`,
  '‹([^‹›]+)›',
  `${opens}›(?!\\s)([^‹›]+)[‹›]`,
  `${opens}‚(?!\\s)([^‚‘’]+(?:’(?=\\p{L})[^‚‘’]+)*)[‘’]`,
  `${opens}‘(?!\\s)${severalWords}([^‘’]+(?:’(?=\\p{L})[^‘’]+)*)’${closes}`,
  '「([^「」]+)」',
  '『([^『』]+)』',
  '《([^《》]+)》',
  '〈([^〈〉]+)〉',
  '〝([^〝〞〟]+)[〞〟]',
  '＂([^＂]+)＂',
];

/** A phrase in quotation marks: one of its groups holds it. */
export const quotedPhrase = new RegExp(forms.join('|'), 'gu');

/** All quotation marks but apostrophes, for a class of a regular expression. */
export const quotationMarks = '"“”„‟«»‹›‚「」『』《》〈〉〝〞〟＂';
