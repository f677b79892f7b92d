/** One word in the quotes that programs most often print values in. */
const value = '"[^\\s"]+"';
/** The same in any quotes of programs. */
const anyValue = `(?:${value}|'[^\\s']+'|\`[^\\s\`]+\`)`;

const values = new RegExp(value, 'g');
const inSentence = new RegExp(`(?<=\\p{L} )${value}(?=[\\s,.)]|$)`, 'gu');
const anyInSentence = new RegExp(`(?<=\\s)${anyValue}`, 'gu');

/** How many values a text has, and what it says beside them. */
export function quotedValues(text: string): { count: number; others: string } {
  return { count: text.match(values)?.length ?? 0, others: text.replace(values, ' ') };
}

/** A text without the values in its sentences: relation "orders" does not exist. */
export function withoutValues(text: string, quotes: 'double' | 'any' = 'double'): string {
  return text.replace(quotes === 'double' ? inSentence : anyInSentence, ' ');
}

/** The parts of a text before, between and behind its values in any quotes. */
export function aroundValues(text: string): string[] {
  return text.split(anyInSentence);
}
