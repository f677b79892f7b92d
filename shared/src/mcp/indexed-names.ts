import type { Queryable } from '../store/connection/database.ts';
import { listSourceNames } from '../store/documents/filter-names.ts';

/** How long an instance takes the names to be the same; settings rarely change them. */
const freshMs = 60_000;
/** The most characters of a text with names; some clients read no more of it. */
const maxCharacters = 512;

const read = new WeakMap<Queryable, { names: Promise<string[]>; until: number }>();

/** The names of the indexed repositories and folders; none if the database does not answer. */
export function readIndexedNames(database: Queryable): Promise<string[]> {
  const known = read.get(database);
  if (known !== undefined && known.until > performance.now()) return known.names;
  const names = listSourceNames(database).then(
    (sources) => [...new Set(sources.map(({ title }) => title.replace(/\s+/g, ' ')))],
    () => {
      read.delete(database);
      return [];
    },
  );
  read.set(database, { names, until: performance.now() + freshMs });
  return names;
}

/** A text that ends with the first names, as many as leave it short. */
export function withNames(text: string, names: readonly string[]): string {
  for (let count = names.length; count > 0; count--) {
    const others = names.length - count;
    const more = others > 0 ? ` and ${others} more` : '';
    const whole = `${text} Indexed: ${names.slice(0, count).join(', ')}${more}.`;
    if (whole.length <= maxCharacters) return whole;
  }
  return text;
}
