/** What is made of a word, a name or any other piece of a text in a language (ISO 639-1). */
type OfText<Value> = (text: string, language: string) => Value;

/** Of each language; then all of its values are let go. */
const maxMemoized = 50_000;

/**
 * Computes a value of the same text in the same language once: texts say most of their words more than once.
 * @param compute never gives undefined
 */
export function memoize<Value>(compute: OfText<Value>): OfText<Value> {
  const languages = new Map<string, Map<string, Value>>();
  let current: string | null = null;
  let known = new Map<string, Value>();
  return (text, language) => {
    // Texts come one after the other, each in one language.
    if (language !== current) {
      known = languages.get(language) ?? new Map();
      languages.set(language, known);
      current = language;
    }
    const before = known.get(text);
    if (before !== undefined) return before;
    const own = known; // the computing may ask for another language
    const value = compute(text, language);
    if (own.size >= maxMemoized) own.clear();
    own.set(text, value);
    return value;
  };
}
