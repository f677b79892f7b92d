/** A phrase that a passage need not hold, but ranks higher with. */
export interface PreferredPhrase {
  /** A regular expression (see `phrasePattern`). */
  pattern: string;
  /** What a passage with the phrase gets. */
  bonus: number;
  /** A tsquery that every passage with the phrase meets; null: none of its words is indexed. */
  tsquery: string | null;
}

/** Binds a value to an SQL parameter. @returns its name */
export type Bind = (value: unknown) => string;

/** Passages whose texts are searched for a phrase: those with the highest scores of all that hold its words. */
const maxRead = 1_000;

/** What a phrase is looked for in. */
const textOf = (passages: string) =>
  `array_to_string(${passages}.heading_path, E'\\n') || E'\\n' || ${passages}.body`;

/**
 * Whether a row of `passage_weights` matches all phrases. `offset 0` keeps Postgres from evaluating
 * this before the words: it would read all texts.
 * @param phrases a parameter: regular expressions; null: the query has none
 */
export function phraseCondition(phrases: string | null): string {
  if (phrases === null) return 'true';
  return `exists (
         select from passages where passages.id = passage_weights.passage_id
           and ${textOf('passages')} ~* all (${phrases}::text[])
         offset 0)`;
}

/** What a row of `matching` gets for the phrases of its passage. */
export function phraseBonusSql(phrases: readonly PreferredPhrase[], bind: Bind): string {
  if (phrases.length === 0) return '0';
  const patterns = bind(phrases.map(({ pattern }) => pattern));
  const bonuses = bind(phrases.map(({ bonus }) => bonus));
  return `coalesce((
         select sum(phrase.bonus)
         from passages cross join unnest(${patterns}::text[], ${bonuses}::float8[]) as phrase(pattern, bonus)
         where passages.id = matching.passage_id and ${textOf('passages')} ~* phrase.pattern), 0)`;
}

/**
 * The passages that hold a preferred phrase: by their words alone, not all of them would be
 * candidates.
 * @param columns of `passage_weights`, with `score`
 * @returns null: there are none
 */
export function phrasedPassages(
  phrases: readonly PreferredPhrase[],
  columns: string,
  bind: Bind,
): string | null {
  const indexed = phrases.filter(({ tsquery }) => tsquery !== null);
  if (indexed.length === 0) return null;
  const tsquery = bind(indexed.map((phrase) => phrase.tsquery).join('|'));
  const patterns = bind(indexed.map(({ pattern }) => pattern));
  return `
       select likely.* from (
         select ${columns} from passage_weights
         where passage_words(passage_weights.lexical) @@ ${tsquery}::tsquery
         order by score desc limit ${maxRead}
       ) as likely
       join passages on passages.id = likely.passage_id
       where ${textOf('passages')} ~* any (${patterns}::text[])`;
}
