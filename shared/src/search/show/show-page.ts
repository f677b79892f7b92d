import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { type HitKey, readHits, type StoredHit } from '../../store/search/read-hits.ts';
import { withoutInvisible } from '../../visible/invisible-characters.ts';
import { type HiddenParts, withoutHidden } from '../../visible/shown-lines.ts';
import type { FoldedHit } from '../rank/fold-duplicates.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchRequest, SearchResult } from '../request/search-request.ts';
import type { MatchedHit } from './evidence.ts';
import { expandPassages } from './expand-passages.ts';
import { matchFinder } from './find-matches.ts';
import type { AnswerSize } from './fit-tokens.ts';
import { secondPassage } from './second-passage.ts';
import { showHit } from './show-hit.ts';
import { usualCharacters } from './snippet.ts';

/** Documents that a hit names besides its own. */
const maxAlsoIn = 10;

/** A hit of a page as it is ranked, stored and shown. */
export interface ShownHit {
  folded: FoldedHit;
  hit: StoredHit;
  /** What each query of the search matches in it. */
  matched: MatchedHit[];
  result: SearchResult;
}

/** The hits of a page that a query finds, in its own order, with what it matches in them. */
export function matchedBy(shown: readonly ShownHit[], query: number): MatchedHit[] {
  return shown
    .flatMap(({ folded, matched: { [query]: matched } }) => {
      const place = folded.hit.places[query];
      return matched && place ? [{ place, matched }] : [];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ matched }) => matched);
}

/**
 * The hits of a page as the answer shows them: each by the query that ranks it highest. A hit whose
 * document a sync has just deleted is left out.
 * @param known hits that have been read already
 * @param size about how long the answer may get
 */
export async function showPage(
  database: Queryable,
  queries: readonly WordQuery[],
  page: readonly FoldedHit[],
  known: readonly StoredHit[],
  { expand = 'none', highlight = false, raw }: Pick<SearchRequest, 'expand' | 'highlight' | 'raw'>,
  size: Pick<AnswerSize, 'tokens' | 'fullSnippets' | 'snippetCharacters'>,
): Promise<{ shown: ShownHit[]; removed: number }> {
  const { tokens, fullSnippets = page.length, snippetCharacters = usualCharacters } = size;
  let removed = 0;
  const seen = (text: string, firstLine: number, hidden: HiddenParts) => {
    if (raw) return text;
    // Before matches are looked for, so that their places are those in the text that is shown.
    let shownText = text;
    if (hidden.length > 0) {
      const visible = withoutHidden(text.split('\n'), firstLine, hidden);
      removed += visible.removed;
      shownText = visible.lines.join('\n');
    }
    const seenText = withoutInvisible(shownText);
    removed += seenText.removed;
    return seenText.text;
  };
  const stored = await readStored(database, page, known);
  const hits = page.flatMap(({ hit }) => stored.get(nameOf(hit)) ?? []);
  const expanded = await expandPassages(database, hits, expand, tokens);
  const finders = queries.map((query) => ({
    weights: weightsByTerm(query.passageWeights),
    finderFor: matchFinder(query.terms),
  }));
  const shown = page.flatMap((folded, at) => {
    const found = stored.get(nameOf(folded.hit));
    if (found === undefined) return [];
    const hit = { ...found, body: seen(found.body, found.startLine, found.hidden) };
    const duplicates = named(folded).flatMap((duplicate) => stored.get(nameOf(duplicate)) ?? []);
    const matched = finders.map(({ weights, finderFor }, query) => {
      const find = finderFor(hit.language);
      const score = folded.hit.wordScores[query] ?? 0;
      return { weights, hit, find, matches: find(hit.body), score };
    });
    const best = matched[folded.hit.query];
    if (best === undefined) return [];
    const around = expanded.get(hit.documentId);
    const text = around && { ...around, text: seen(around.text, around.startLine, hit.hidden) };
    const isFull = at < fullSnippets;
    const other = secondOf(folded.hit).flatMap((key) => stored.get(nameOf(key)) ?? [])[0];
    const second = isFull && other ? secondPassage(best, other, around ?? hit, seen) : undefined;
    const length = isFull ? snippetCharacters : snippetCharacters / 2;
    const options = { expanded: text, second, highlight, snippetCharacters: length };
    const result = showHit(folded.hit, hit, duplicates, best, options);
    return [{ folded, hit, matched, result }];
  });
  return { shown, removed };
}

/** The duplicates that a hit names. */
function named({ duplicates }: FoldedHit): FoldedHit['duplicates'] {
  return duplicates.slice(0, maxAlsoIn);
}

/** The second passage of a hit's document, if it has one. */
function secondOf({ documentId, secondPassageId }: FoldedHit['hit']): HitKey[] {
  return secondPassageId === null ? [] : [{ documentId, passageId: secondPassageId }];
}

function nameOf({ documentId, passageId }: HitKey): string {
  return `${documentId}.${passageId}`;
}

/** Everything that a page shows, by document and passage. */
async function readStored(
  database: Queryable,
  page: readonly FoldedHit[],
  known: readonly StoredHit[],
): Promise<Map<string, StoredHit>> {
  const stored = new Map(known.map((hit) => [nameOf(hit), hit]));
  const keys = page.flatMap((folded) => [folded.hit, ...secondOf(folded.hit), ...named(folded)]);
  const unknown = keys.filter((key) => !stored.has(nameOf(key)));
  for (const hit of await readHits(database, unknown)) stored.set(nameOf(hit), hit);
  return stored;
}
