/** Words such as a verb makes a noun with: signup, logout. They are stop words. */
const particle = /^(?:up|out|off|over|down|away|back|in|on|by|through|around|about|to|ut)$/;

/** Whether a word is one of those that a verb makes a noun with. @param word in lower case */
export function isParticle(word: string): boolean {
  return particle.test(word);
}

/** Without the s of a plural. @param word in lower case */
export function singular(word: string): string {
  return word.replace(/(?<!s)s$/, '');
}

/** A particle without the s of a plural (sign-ups); other words as they are. @param word in lower case */
export function singularParticle(word: string): string {
  const one = singular(word);
  return isParticle(one) ? one : word;
}

/** A name of several words and, if it may have one, the other grammatical number: log in, log ins. */
export function bothNumbers(name: string): string[] {
  if (!/[\s-]\p{L}+$/u.test(name)) return [name];
  const other = singular(name);
  return [name, other === name ? `${name}s` : other];
}
