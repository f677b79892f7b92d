import type { Queryable } from '../connection/database.ts';

const secrets = new WeakMap<Queryable, Promise<string>>();

/** A secret that every function of this index shares, made when the schema was; read once. */
export function readServerSecret(database: Queryable): Promise<string> {
  const known = secrets.get(database);
  if (known !== undefined) return known;
  const reading = read(database);
  secrets.set(database, reading);
  reading.catch(() => secrets.delete(database));
  return reading;
}

async function read(database: Queryable): Promise<string> {
  const [row] = await database.query<{ value: string }>('select value from server_secret');
  if (row === undefined) throw new Error('the schema has no server secret');
  return row.value;
}
