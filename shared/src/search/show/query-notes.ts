import { holdsPhrase } from '../../lexical/query/holds-phrase.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import { maxScanned } from '../../store/search/phrase-sql.ts';
import { maxQueryWords } from '../rank/heaviest-words.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchResponse } from '../request/search-request.ts';
import type { MatchedHit } from './evidence.ts';
import { matchedBy, type ShownHit } from './show-page.ts';
import { signsAlone } from './signs-alone.ts';

/** What a note repeats of a query at most. */
const mostNamed = 3;
const mostCharacters = 80;

/** What an answer says about how its queries were read. */
export function queryNotes(
  queries: readonly WordQuery[],
  shown: readonly ShownHit[],
  isFirstPage: boolean,
): Pick<SearchResponse, 'query_truncated' | 'notes'> {
  const notes = queries.flatMap((query, at) => {
    const name = queries.length > 1 ? `Query ${at + 1}: ` : '';
    return notesOf(query, matchedBy(shown, at), isFirstPage).map((note) => `${name}${note}`);
  });
  return {
    ...(queries.some(({ isTruncated }) => isTruncated) ? { query_truncated: true } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function notesOf(query: WordQuery, shown: readonly MatchedHit[], isFirstPage: boolean): string[] {
  const { text, terms, isTruncated } = query;
  const isCommon =
    shown.length === 0 && terms.length > 0 && terms.every(({ isStopWord }) => isStopWord);
  // A log's quotes and signs are not meant for a search.
  const isLog = readPastedLog(text) !== null;
  return [
    // Results of an earlier page may have a phrase.
    ...(isCommon || isLog || !isFirstPage ? [] : phraseNotes(query, shown)),
    ...(isCommon
      ? [
          `No title has these words, and none of the newest ${maxScanned.toLocaleString('en')} passages has them together. Each alone stands in nearly every text: add another word.`,
        ]
      : []),
    ...(isLog ? [] : signNotes(text)),
    ...(isTruncated
      ? [`The query is long: the ${maxQueryWords} of its words that weigh most were searched for.`]
      : []),
  ];
}

/** Which phrases no result has, each by itself. */
function phraseNotes({ phrases }: WordQuery, shown: readonly MatchedHit[]): string[] {
  const { areRequired, areNowhere } = phrases;
  const quoted = [...new Set(phrases.quoted)];
  if (areRequired || quoted.length === 0) return [];
  const texts = shown.map(textOf);
  const missing =
    areNowhere && quoted.length === 1
      ? quoted
      : quoted.filter((phrase) => !texts.some((text) => holdsPhrase(text, phrase)));
  if (missing.length === 0)
    return areNowhere ? ['No result has all of the phrases: their words were searched for.'] : [];
  const named = missing.slice(0, mostNamed).map((phrase) => `“${cut(phrase)}”`);
  const others = missing.length - named.length;
  if (others > 0) named.push(others === 1 ? 'one more' : `${others} more`);
  const last = named.pop() ?? '';
  return named.length === 0
    ? [`No result has the phrase ${last}: its words were searched for.`]
    : [`No result has the phrases ${named.join(', ')} or ${last}: their words were searched for.`];
}

/** That signs were left out: a few by name, since what has more of them is pasted. */
function signNotes(text: string): string[] {
  const signs = signsAlone(text);
  if (signs.length === 0) return [];
  const isNamed = signs.length <= mostNamed && signs.join(' ').length <= 20;
  return [
    isNamed
      ? `Signs alone are not searched for: ${signs.join(' ')}. Add words that stand near them.`
      : 'Signs alone are not searched for: add words that stand near them.',
  ];
}

function cut(phrase: string): string {
  const characters = [...phrase];
  if (characters.length <= mostCharacters) return phrase;
  return `${characters.slice(0, mostCharacters).join('').trim()}…`;
}

/** Where a phrase is looked for. */
function textOf({ hit }: Pick<MatchedHit, 'hit'>): string {
  return [hit.title, hit.path, ...hit.headingPath, hit.body].join('\n');
}
