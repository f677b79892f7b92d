import type { EmbedModel } from './embedder.ts';
import { cutToTokens, estimateTokens } from './estimate-tokens.ts';

/** Groups texts into requests that stay within the model's limits of texts and tokens. */
export function packTexts<Item extends { text: string }>(
  items: readonly Item[],
  model: EmbedModel,
): Item[][] {
  const packs: Item[][] = [];
  let pack: Item[] = [];
  let tokens = 0;
  for (const item of items) {
    const text = cutToTokens(item.text, Math.min(model.tokensPerText, model.tokensPerRequest));
    const more = estimateTokens(text);
    const isFull = pack.length >= model.textsPerRequest || tokens + more > model.tokensPerRequest;
    if (pack.length > 0 && isFull) {
      packs.push(pack);
      pack = [];
      tokens = 0;
    }
    pack.push({ ...item, text });
    tokens += more;
  }
  if (pack.length > 0) packs.push(pack);
  return packs;
}
