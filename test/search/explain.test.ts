import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchIndex } from '../../shared/src/search/rank/search-index.ts';
import type { SearchExplanation } from '../../shared/src/search/request/search-explanation.ts';
import type { SearchRequest } from '../../shared/src/search/request/search-request.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import type { Queryable } from '../../shared/src/store/connection/database.ts';
import { hideUnconfigured } from '../../shared/src/store/sync/sources.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { openRankingIndex, type RankingIndex } from '../support/ranking-index.ts';
import { syncOnce } from '../support/sync-memory.ts';

const query = 'how do I validate the body of a request';
let ranking: RankingIndex;

beforeAll(async () => {
  ranking = await openRankingIndex();
});
afterAll(() => ranking.close());

/** Searches as the request says, and explains. */
async function explained(index: SearchIndex, request: Partial<SearchRequest> = {}) {
  const answer = await searchPassages(index, { query, limit: 8, explain: true, ...request });
  return { ...answer, explanation: answer.explanation as SearchExplanation };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Without what differs from search to search. */
const steady = ({
  took_ms: _,
  explanation: __,
  next_cursor: ___,
  ...answer
}: object & {
  took_ms?: unknown;
  explanation?: unknown;
  next_cursor?: unknown;
}) => answer;

describe('an explained search', () => {
  it('has the same results as without explanation, also within a token budget', async () => {
    for (const request of [{}, { max_tokens: 500 }, { limit: 2 }, { query: 'nothing like it' }]) {
      const asked = { query, limit: 8, ...request };
      const plain = await searchPassages(ranking.index, asked);
      const answer = await searchPassages(ranking.index, { ...asked, explain: true });
      expect(steady(answer)).toEqual(steady(plain));
      expect(plain.explanation).toBeUndefined();
      expect(answer.explanation?.hits.map(({ id }) => id)).toEqual(
        plain.results.map(({ id }) => id),
      );
    }
  });

  it('costs no statement unless an explanation is requested', async () => {
    const statements: string[] = [];
    const watched: Queryable = {
      query: (sql, parameters) => {
        statements.push(sql);
        return ranking.database.query(sql, parameters);
      },
    };
    // The first search learns the index's languages and secret.
    await searchPassages(watched, { query, limit: 8 });
    statements.length = 0;
    await searchPassages(watched, { query, limit: 8 });
    const plain = statements.splice(0);
    await searchPassages(watched, { query, limit: 8, explain: true });
    expect(statements.slice(0, plain.length)).toEqual(plain);
    expect(statements.length).toBeGreaterThan(plain.length);
  });

  it('says how the query was read', async () => {
    const { explanation } = await explained(ranking.index, { query: `${query} requst "caller"` });
    expect(explanation.query).toMatchObject({
      languages: ['en'],
      likely_languages: ['en'],
      stop_words: ['how', 'do', 'i', 'the', 'of', 'a'],
      phrases: ['caller'],
    });
    const terms = explanation.query?.terms ?? [];
    const spelt = terms
      .filter(({ word }) => word === 'requst')
      .map((term) => [term.token, term.near_spelling]);
    expect(spelt).toContainEqual(['request', true]);
    expect(spelt).toContainEqual(['requst', false]);
    for (const { passages, documents } of terms.filter(({ token }) => token === 'request')) {
      expect([passages, documents]).toEqual(await holding('request'));
    }
  });

  it('shows scores that add up: terms to passage, fields to document, both to the score by words', async () => {
    const { explanation, results } = await explained(ranking.database);
    expect(explanation.hits).toHaveLength(8);
    const inChangelog = results.flatMap(({ path }, at) =>
      path.startsWith('changelog/') ? (explanation.hits[at]?.document?.fields ?? []) : [],
    );
    expect(inChangelog.length).toBeGreaterThan(3);
    for (const fields of inChangelog)
      expect(fields).toMatchObject({ title: 0, headings: 0, path: 0 });
    for (const { score, word_score, passage, document, cosine } of explanation.hits) {
      expect(sum(passage.terms.map((term) => term.score))).toBeCloseTo(passage.score, 3);
      for (const term of passage.terms) expect(term.score).toBeGreaterThan(0);
      expect(sum(Object.values(document?.fields ?? {}))).toBeCloseTo(document?.score ?? 0, 3);
      expect(passage.score + (document?.score ?? 0)).toBeCloseTo(word_score ?? 0, 3);
      expect([score, cosine]).toEqual([word_score, null]);
    }
    expect(explanation.blend).toBeNull();
  });

  it('shows the numbers that the blend with meaning is computed from', async () => {
    const { explanation } = await explained(ranking.index);
    const { weight, words, meaning, shift } = explanation.blend ?? {};
    for (const { score, word_score, cosine } of explanation.hits) {
      const z = ((cosine ?? 0) - (meaning?.mean ?? 0)) / (meaning?.deviation ?? 1);
      const share = (weight ?? 0) / (1 - (weight ?? 0));
      const blended = (word_score ?? 0) + share * (words?.deviation ?? 0) * z + (shift ?? 0);
      expect(score).toBeCloseTo(blended, 2);
    }
  });

  it('counts the candidates of each round, and names their clauses by words', async () => {
    const { explanation } = await explained(ranking.database);
    const rounds = explanation.rounds ?? [];
    expect(rounds.map(({ min_passages }) => min_passages)).toEqual([300, 1500]);
    for (const { passages, kept_passages, documents } of rounds) {
      expect(kept_passages).toBeLessThanOrEqual(passages);
      expect(documents).toBeLessThanOrEqual(kept_passages);
    }
    expect(rounds[0]?.clauses.join()).toMatch(/bodi ≥ 1\.3 & request ≥ 1\.7/);
    expect(rounds.at(-1)?.clauses.join()).not.toMatch(/\d{5}/);
  });

  it('counts every passage of the documents that a filter leaves', async () => {
    const { explanation } = await explained(ranking.database, { filters: { glob: 'changelog/*' } });
    expect(explanation.rounds).toMatchObject([
      { min_passages: null, clauses: [], passages: 1200, named_documents: 0, documents: 6 },
    ]);
  });

  it('says what was folded into what', async () => {
    const { explanation, results } = await explained(ranking.index, {
      query: 'properties that the schema does not name',
    });
    const at = results.findIndex(({ also_in }) => also_in.length > 0);
    expect(explanation.hits[at]?.folded).toMatchObject([
      { path: results[at]?.also_in[0]?.path, identical: false },
    ]);
    expect([results[at]?.path, results[at]?.also_in[0]?.path].sort()).toEqual([
      'validation-v4.md',
      'validation.md',
    ]);
  });

  it('shows the coverage that decides the evidence, on the first page', async () => {
    for (const asked of [query, 'validate a submarine', 'purple submarines']) {
      const { explanation, evidence } = await explained(ranking.index, { query: asked });
      const { coverage, strong, weak, least_score } = explanation.evidence;
      expect(least_score).toBeGreaterThan(0);
      const first = explanation.hits.slice(0, 3);
      const isStrong = first.some(
        (hit) =>
          hit.coverage === 1 ||
          ((hit.coverage ?? 0) >= strong &&
            hit.passage.score + (hit.document?.score ?? 0) >= (least_score ?? 0)),
      );
      expect(evidence).toBe(isStrong ? 'strong' : (coverage ?? 0) >= weak ? 'weak' : 'none');
      expect(coverage).toBe(Math.max(0, ...first.map((hit) => hit.coverage ?? 0)));
    }
    const first = await searchPassages(ranking.index, { query, limit: 2 });
    const second = await explained(ranking.index, { limit: 2, cursor: first.next_cursor ?? '' });
    expect(second.explanation.evidence.coverage).toBeNull();
  });

  it('reveals nothing of a hidden source', async () => {
    const secret = memoryRepository('acme/secret');
    secret.files.set(
      'merger.md',
      '# Merger\n\nRequests about the zeppelin merger, auf Deutsch und nicht nur hier.\n',
    );
    await syncOnce(ranking.database, secret.source());
    const asked = { query: 'zeppelin merger request', limit: 8 };
    expect((await explained(ranking.index, asked)).explanation.query?.terms).not.toEqual([]);
    await hideUnconfigured(ranking.database, 'github', ['acme/handbook']);
    const { explanation } = await explained(ranking.index, asked);
    expect(explanation).toMatchObject({ query: null, rounds: null, evidence: { coverage: null } });
    expect(explanation.hits.map(({ coverage }) => coverage)).toEqual(
      explanation.hits.map(() => null),
    );
    expect(explanation.hits.length).toBeGreaterThan(0);
    expect(JSON.stringify(explanation)).not.toMatch(/zeppelin|merger/);
  });
});

/** How many passages and documents hold a token of the query, counted from their texts. */
async function holding(word: string): Promise<[passages: number, documents: number]> {
  const [row] = await ranking.database.query<{ passages: number; documents: number }>(
    `select count(*) as passages, count(distinct document_id) as documents
     from chunks join passages on passages.id = chunks.passage_id
     where array_to_string(heading_path, ' ') || ' ' || body ~* ('\\m' || $1)`,
    [word],
  );
  return [row?.passages ?? 0, row?.documents ?? 0];
}
