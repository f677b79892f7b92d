/** The average letters per token of a text are at least this, with current models' tokenizers. */
const lettersPerToken = 3;

/**
 * An upper estimate of a text's tokens: one for each started group of three letters, one for each
 * digit or mark, half for each character of white space after the first, and one and a half for
 * each character beyond ASCII. For English prose this is about 1.5 times the tokens that are
 * billed.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    run = kindOf(code) === kindOf(text.charCodeAt(at - 1)) ? run + 1 : 1;
    tokens += tokensOf(code, run);
  }
  return Math.ceil(tokens);
}

/** The longest beginning of the text within `maxTokens`; never half of a surrogate pair. */
export function cutToTokens(text: string, maxTokens: number): string {
  // No character counts for more than 1.5 tokens.
  if (text.length * 1.5 <= maxTokens) return text;
  let tokens = 0;
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    run = kindOf(code) === kindOf(text.charCodeAt(at - 1)) ? run + 1 : 1;
    tokens += tokensOf(code, run);
    if (tokens > maxTokens) return text.slice(0, isLowSurrogate(code) ? at - 1 : at);
  }
  return text;
}

function tokensOf(code: number, run: number): number {
  const kind = kindOf(code);
  if (kind === 'letter') return run % lettersPerToken === 1 ? 1 : 0;
  if (kind === 'space') return run === 1 ? 0 : 0.5;
  return kind === 'mark' ? 1 : 1.5;
}

function kindOf(code: number): 'letter' | 'space' | 'mark' | 'other' {
  if (code > 127) return 'other';
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 'letter';
  return code === 32 || (code >= 9 && code <= 13) ? 'space' : 'mark';
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
