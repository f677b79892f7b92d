import { holdsPhrase } from '../../lexical/query/holds-phrase.ts';
import { readPastedLog } from '../../lexical/query/pasted-log.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
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
/** By how many letters another form of a near spelling may be longer. */
const maxInflection = 3;

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
  // Results of an earlier page may have a phrase.
  const ofPhrases = isCommon || isLog || !isFirstPage ? [] : phraseNotes(query, shown);
  const inPhrases = ofPhrases.length > 0 ? query.phrases.quoted.join(' ').toLowerCase() : '';
  const isOpen = ({ nearSpellingOf }: QueryTerm) => !inPhrases.includes(nearSpellingOf ?? '-');
  return [
    ...ofPhrases,
    ...spellingNotes(terms.filter(isOpen), shown),
    ...(isCommon
      ? [
          `No title has these words, and none of the newest ${maxScanned.toLocaleString('en')} passages has them together. Such words are not indexed by themselves: add another word.`,
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

/** Which words are in no text, and what stands in the results that is spelt like them. */
function spellingNotes(terms: readonly QueryTerm[], shown: readonly MatchedHit[]): string[] {
  const spellings = Map.groupBy(terms, ({ nearSpellingOf }) => nearSpellingOf ?? '');
  spellings.delete('');
  return [...spellings].flatMap(([word, variants]) => {
    const sought = new Set(variants.map(({ term }) => term));
    const runs = shown.flatMap(({ hit, find, matches }) =>
      [...find([hit.title, ...hit.headingPath].join('\n')), ...matches]
        .filter((match) => match.terms.some((term) => sought.has(term)))
        .map(({ run }) => run.toLowerCase())
        // A stem may stand for much shorter words.
        .filter((run) => Math.abs(run.length - word.length) <= maxInflection),
    );
    const [one, two] = [...new Set(runs)].map((run) => `“${cut(run)}”`);
    if (one === undefined) return [];
    const found = two === undefined ? `${one} was` : `${one} and ${two} were`;
    return [`No text has the word “${word}”: ${found} searched for.`];
  });
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
