import { holdsPhrase } from '../../lexical/query/holds-phrase.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import { emoji } from '../../lexical/words/read-words.ts';
import { maxScanned } from '../../store/search/phrase-sql.ts';
import { maxQueryWords } from '../rank/heaviest-words.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchResponse } from '../request/search-request.ts';
import type { MatchedHit } from './evidence.ts';
import { matchedBy, type ShownHit } from './show-page.ts';

/** Marks of two characters and more that stand alone and are no punctuation: &&, =>, $_. */
const signs = /(?<!\S)(?!\.{2,}|-{2,}|[?!]+|[—–]+)[^\p{L}\p{N}\s]{2,}(?!\S)/gu;
const quotes = /["“”«»]/g;
const anyWord = new RegExp(`[\\p{L}\\p{N}]|${emoji}`, 'u');

/** What an answer says about how its queries were read. */
export function queryNotes(
  queries: readonly WordQuery[],
  shown: readonly ShownHit[],
): Pick<SearchResponse, 'query_truncated' | 'notes'> {
  const notes = queries.flatMap((query, at) => {
    const name = queries.length > 1 ? `Query ${at + 1}: ` : '';
    return notesOf(query, matchedBy(shown, at)).map((note) => `${name}${note}`);
  });
  return {
    ...(queries.some(({ isTruncated }) => isTruncated) ? { query_truncated: true } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function notesOf(
  { text, terms, phrases, isTruncated }: WordQuery,
  shown: readonly MatchedHit[],
): string[] {
  const isCommon =
    shown.length === 0 && terms.length > 0 && terms.every(({ isStopWord }) => isStopWord);
  // A log's quotes and signs are not meant for a search.
  const isLog = readPastedLog(text) !== null;
  const notFound =
    phrases.areRequired || isCommon || isLog
      ? []
      : phrases.quoted.filter(
          (phrase) => phrases.areNowhere || !shown.some((hit) => holdsPhrase(textOf(hit), phrase)),
        );
  const alone = anyWord.test(text) ? (text.replace(quotes, ' ').match(signs) ?? []) : [text.trim()];
  const marks = isLog ? [] : [...new Set(alone.filter((mark) => !anyWord.test(mark)))];
  return [
    ...notFound.map(
      (phrase) => `No result has the phrase “${phrase}”: its words were searched for.`,
    ),
    ...(isCommon
      ? [
          `No title has these words, and none of the newest ${maxScanned.toLocaleString('en')} passages has them together. Each alone stands in nearly every text: add another word.`,
        ]
      : []),
    ...(marks.length > 0
      ? [`Signs alone are not searched for: ${marks.join(' ')}. Add words that stand near them.`]
      : []),
    ...(isTruncated
      ? [`The query is long: the ${maxQueryWords} of its words that weigh most were searched for.`]
      : []),
  ];
}

/** Where a phrase is looked for. */
function textOf({ hit }: Pick<MatchedHit, 'hit'>): string {
  return [hit.title, hit.path, ...hit.headingPath, hit.body].join('\n');
}
