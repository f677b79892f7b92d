/** Characters that every token has in a row; the shortest is sk_live_ and ten letters. */
const leastLength = 18;
const inRun = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w~.:/=,+-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * The runs of characters of tokens, addresses and paths in a text that are long enough to hold a
 * token, with a space between them. Most words are stepped over: a long run has a character at each
 * step of its length.
 */
export function longRuns(text: string): string {
  const runs: string[] = [];
  let after = 0;
  for (let at = leastLength - 1; at < text.length; at += leastLength) {
    if (inRun[text.charCodeAt(at)] !== 1) continue;
    let start = at;
    while (start > after && inRun[text.charCodeAt(start - 1)] === 1) start -= 1;
    let end = at + 1;
    while (end < text.length && inRun[text.charCodeAt(end)] === 1) end += 1;
    if (end - start >= leastLength) runs.push(text.slice(start, end));
    after = end;
    at = end;
  }
  return runs.join(' ');
}
