/** A phrase that a passage need not hold, but ranks higher with. */
export interface PreferredPhrase {
  /** A regular expression (see `phrasePattern`). */
  pattern: string;
  /** What a passage with the phrase gets. */
  bonus: number;
  /** A tsquery that every passage with the phrase meets; null: too many do, or none of its words is indexed. */
  tsquery: string | null;
  /** Whether passages are candidates for having it. */
  isSought: boolean;
  /** Whether passages are searched for it although the index leaves out its words. */
  isInTexts: boolean;
}

/** A phrase by which a document ranks higher if its title or its file's name has it. */
export type TitlePhrase = Pick<PreferredPhrase, 'pattern' | 'bonus'>;

/** Binds a value to an SQL parameter. @returns its name */
export type Bind = (value: unknown) => string;

/** Passages whose texts are searched for a phrase: those with the highest scores of all that hold its words. */
const maxRead = 1_000;
/** Passages, the newest ones, whose texts are searched for a phrase that the index leaves out. */
export const maxScanned = 20_000;

/** What a phrase is looked for in. */
const textOf = (passages: string) =>
  `array_to_string(${passages}.heading_path, E'\\n') || E'\\n' || ${passages}.body`;

/** What a document is called, with its file's words apart. */
const nameOf = (documents: string) =>
  `${documents}.title || E'\\n' || ${documents}.path || E'\\n' || translate(${documents}.path, '-_.', '   ')`;

/**
 * Whether a row of `passage_weights` matches all phrases, with what its documents are called.
 * `offset 0` keeps Postgres from evaluating this before the words: it would read all texts.
 * @param phrases a parameter: regular expressions; null: the query has none
 */
export function phraseCondition(phrases: string | null): string {
  if (phrases === null) return 'true';
  return `exists (
         select from passages where passages.id = passage_weights.passage_id
           and (${textOf('passages')} ~* all (${phrases}::text[]) or exists (
             select from chunks join documents on documents.id = chunks.document_id
             where chunks.passage_id = passages.id
               and ${textOf('passages')} || E'\\n' || ${nameOf('documents')} ~* all (${phrases}::text[])))
         offset 0)`;
}

/** What a row of `matching` gets for the phrases of its passage, whose text is read only if it has their words. */
export function phraseBonusSql(phrases: readonly PreferredPhrase[], bind: Bind): string {
  if (phrases.length === 0) return '0';
  const isKnown = phrases.every(({ tsquery }) => tsquery !== null);
  const tsquery = bind(isKnown ? anyOf(phrases) : null);
  return `case when ${tsquery}::tsquery is null or matching.passage_id in (
                select passage_id from passage_weights
                where passage_words(passage_weights.lexical) @@ ${tsquery}::tsquery)
              then coalesce((
         select phrased.bonus from passages cross join lateral (${bonusOf(phrases, bind)}) as phrased
         where passages.id = matching.passage_id), 0) else 0 end`;
}

/** What a row of `documents` gets for the phrases in its title and its file's name. */
export function titleBonusSql(phrases: readonly TitlePhrase[], bind: Bind): string {
  if (phrases.length === 0) return '0';
  const patterns = bind(phrases.map(({ pattern }) => pattern));
  const bonuses = bind(phrases.map(({ bonus }) => bonus));
  const called = `documents.title || E'\\n' || translate(regexp_replace(documents.path, '^.*/', ''), '-_.', '   ')`;
  return `coalesce((select sum(phrase.bonus)
         from unnest(${patterns}::text[], ${bonuses}::float8[]) as phrase(pattern, bonus)
         where ${called} ~* phrase.pattern), 0)`;
}

/** A tsquery that every passage meets that has one of the phrases, each of which has a tsquery. */
function anyOf(phrases: readonly PreferredPhrase[]): string {
  return phrases.map((phrase) => phrase.tsquery).join('|');
}

/**
 * The passages that hold a preferred phrase, with what they get for it: by their words alone, not
 * all of them would be candidates.
 * @param phrases each with a tsquery, at least one
 * @param columns of `passage_weights`, with `score`
 */
export function phrasedPassages(
  phrases: readonly PreferredPhrase[],
  columns: string,
  bind: Bind,
): string {
  const tsquery = bind(anyOf(phrases));
  return `
       select likely.*, phrased.bonus from (
         select ${columns} from passage_weights
         where passage_words(passage_weights.lexical) @@ ${tsquery}::tsquery
         order by score desc limit ${maxRead}
       ) as likely
       join passages on passages.id = likely.passage_id
       cross join lateral (${bonusOf(phrases, bind)}) as phrased
       where phrased.bonus > 0`;
}

/**
 * The passages that hold a phrase of which no word is indexed, such as "to do".
 * @param phrases at least one
 * @param columns of `passage_weights`
 * @param condition on `passage_weights`
 */
export function spelledPassages(
  phrases: readonly PreferredPhrase[],
  columns: string,
  condition: string,
  bind: Bind,
): string {
  return `
       select ${columns}, spelled.bonus from (
         select passages.id, phrased.bonus
         from (
           select id, heading_path, body from passages order by id desc limit ${maxScanned}
         ) as passages cross join lateral (${bonusOf(phrases, bind)}) as phrased
         where phrased.bonus > 0
         limit ${maxRead}
       ) as spelled
       join passage_weights on passage_weights.passage_id = spelled.id
       where ${condition}`;
}

/** What a row of `passages` gets for its phrases; null: it has none of them. */
function bonusOf(phrases: readonly PreferredPhrase[], bind: Bind): string {
  const patterns = bind(phrases.map(({ pattern }) => pattern));
  const bonuses = bind(phrases.map(({ bonus }) => bonus));
  return `select sum(phrase.bonus) as bonus
         from unnest(${patterns}::text[], ${bonuses}::float8[]) as phrase(pattern, bonus)
         where ${textOf('passages')} ~* phrase.pattern`;
}
