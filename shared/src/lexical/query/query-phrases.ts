// A straight quote opens and closes only at the edge of a word: 5" is a size.
const quoted = /(?<![^\s(])"([^"]+)"(?![^\s).,;:!?])|“([^”]+)”|«([^»]+)»/g;
const maxPhrases = 8;

/** The phrases a query puts in quotes ("…", “…”, «…»), as written, in order. */
export function queryPhrases(query: string): string[] {
  const phrases: string[] = [];
  for (const found of query.slice(0, 4000).matchAll(quoted)) {
    const phrase = (found[1] ?? found[2] ?? found[3] ?? '').replace(/\s+/g, ' ').trim();
    if (phrase !== '' && phrases.length < maxPhrases) phrases.push(phrase);
  }
  return phrases;
}
