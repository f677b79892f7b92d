import type { Database } from '../../shared/src/store/connection/database.ts';

/** Headings from all over the corpus, as queries. */
export async function readQueries(store: Database): Promise<string[]> {
  const rows = await store.query<{ heading: string }>(
    `select distinct heading_path[cardinality(heading_path)] as heading from passages
     where heading_path[cardinality(heading_path)] ~ '\\s' order by heading`,
  );
  const step = Math.max(1, Math.floor(rows.length / 500));
  const chosen = rows.filter((_, index) => index % step === 0).map(({ heading }) => heading);
  const openings = ['', 'how do I use ', 'what is ', 'example of '];
  return chosen.map((heading, index) => `${openings[index % 4]}${heading}`.slice(0, 200));
}
