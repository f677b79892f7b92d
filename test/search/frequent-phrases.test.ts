import { expect, test } from 'vitest';
import { languageTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { preferredPhrases } from '../../shared/src/search/rank/preferred-phrases.ts';
import { readQuery } from '../../shared/src/search/rank/read-query.ts';
import type { Queryable } from '../../shared/src/store/connection/database.ts';
import { everyTerm } from '../../shared/src/store/documents/term-deltas.ts';

/** An index of a million passages, each of whose terms so many hold. */
function indexWith(passages: number): Queryable {
  const row = (term: number, chunks: number) => [term, chunks, 0, 0, 0, chunks].join();
  const query = async (_: string, parameters: readonly unknown[] = []) => {
    const [terms = []] = parameters as [number[]];
    const all = [everyTerm, languageTerm('en')].map((term) => row(term, 1_000_000));
    const counts = [...all, ...terms.map((term) => row(term, passages))];
    return [{ read: { counts: counts.join(';'), synonyms: null, hasUnread: false } }];
  };
  return { query } as Queryable;
}

test.each(['"harbour lights" keeper', 'log in', 'on-call'])(
  'all passages with the words of a phrase in %s are searched for it, unless they are too many',
  async (query) => {
    const seek = async (passages: number) =>
      preferredPhrases(await readQuery(indexWith(passages), query)).map(({ tsquery }) => tsquery);
    expect(await seek(5_000)).toContainEqual(expect.any(String));
    expect(await seek(5_001)).not.toContainEqual(expect.any(String));
    expect((await seek(5_001)).length).toBeGreaterThan(0);
  },
);
