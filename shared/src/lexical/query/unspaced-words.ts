import { isUnspaced } from '../words/read-words.ts';

/** What a query says in scripts that are read by pairs of characters, by the words it is made of. */
export interface UnspacedWords {
  /** The pairs that stand within a word, each with its share of the word. */
  within: ReadonlyMap<string, number>;
  /** Words of one character. */
  single: readonly string[];
}

const stretch =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/** Words that only ask, and particles, of Chinese, Japanese and Thai. */
const sayNothing = new Set(
  [
    '怎么 怎麼 怎样 怎樣 怎么办 怎麼辦 如何 什么 什麼 哪里 哪裡 哪儿 哪个 哪個 哪些 谁 誰 为什么 為什麼 多少 几 幾 什么时候 何时 请问 請問 可以 能 能否 是否 要 需要 应该 办 辦 做 是 在 有 和 与 與 及 或 我 你 您 我们 我們 他 的 地 得 了 着 著 过 過 吗 嗎 呢 吧 啊 也 都 就 被 把 给 給 对 對 个 個',
    'は が を に で の と も へ か や から まで より ね よ です ます まし ませ ん た て で だ する し して した すれ す れ ば どう どこ どの どれ いつ いくら なぜ 何 なに だれ いい よい ください ある あり いる い こと もの とき 場合 どうすれば どうやって',
    'ทำ อย่างไร ยังไง อะไร ที่ไหน เมื่อไหร่ เมื่อไร ใคร เท่าไหร่ เท่าไร ได้ ไหม คือ ของ ที่ และ หรือ ใน จะ ต้อง ให้ มี เป็น',
  ].flatMap((words) => words.split(' ')),
);
/** Behind a verb of Chinese: 忘了. */
const aspect = /(?<=.)[了过過着著]$/u;

let segmenter: Intl.Segmenter | undefined;

/** Null: the query has no such script. Korean has spaces between its words. */
export function unspacedWords(query: string): UnspacedWords | null {
  if (!isUnspaced(query)) return null;
  const within = new Map<string, number>();
  const single: string[] = [];
  for (const [text] of query.normalize('NFKC').matchAll(stretch)) {
    for (const word of contentWords(text)) {
      const characters = [...word];
      if (characters.length === 1) single.push(word);
      for (let at = 0; at + 1 < characters.length; at++)
        within.set(`${characters[at]}${characters[at + 1]}`, 1 / (characters.length - 1));
    }
  }
  return { within, single };
}

/** The one character that a query asks for, if it asks for no more: 茶, 茶はどこ, 책. */
export function loneCharacter(query: string): string | null {
  const text = query.normalize('NFKC').replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
  if (!isUnspaced(text)) return null;
  if ([...text].length === 1) return text;
  if (text.replace(stretch, '') !== '') return null;
  const [word = '', ...others] = contentWords(text);
  return [...word].length === 1 && others.length === 0 ? word : null;
}

/** Characters that the segmenter leaves alone, one after the other, are a word that it does not know. */
function contentWords(text: string): string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  const words: string[] = [];
  let isOpen = false;
  for (const { segment } of segmenter.segment(text)) {
    const word = sayNothing.has(segment) ? '' : segment.replace(aspect, '');
    const isOne = [...word].length === 1;
    if (isOne && isOpen) words.push(`${words.pop() ?? ''}${word}`);
    else if (word !== '') words.push(word);
    isOpen = isOne && word === segment;
  }
  return words;
}
