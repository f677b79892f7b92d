import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, openPglite } from '../../local/database/open-pglite.ts';

/** As long as a search's statement, whose plan the embedded database keeps. */
const long = (sql: string) => `${sql} -- ${'long '.repeat(1_000)}`;

describe('a long statement of the embedded database', () => {
  let database: EmbeddedDatabase;
  beforeAll(async () => {
    database = await openPglite();
    await database.query('create table boats (id bigint primary key, name text, lengths float8[])');
    await database.query("insert into boats values (1, 'dory', '{4.5,5}'), (2, null, '{}')");
  });
  afterAll(() => database.close());

  const byId = long('select * from boats where id = any($1::bigint[]) or name = $2 order by id');

  it('answers for other values each time it is asked', async () => {
    expect(await database.query(byId, [[1], null])).toEqual([
      { id: 1, name: 'dory', lengths: [4.5, 5] },
    ]);
    expect(await database.query(byId, [[2], 'dory'])).toHaveLength(2);
    expect(await database.query(byId, [[], ''])).toEqual([]);
  });

  it('sees what has been written since, and nothing that is not committed', async () => {
    await database.transaction(async (transaction) => {
      await transaction.query("insert into boats values (3, 'skiff', '{}')");
      expect(await transaction.query(byId, [[3], null])).toHaveLength(1);
    });
    const rolledBack = database.transaction(async (transaction) => {
      await transaction.query("insert into boats values (4, 'punt', '{}')");
      throw new Error('rolled back');
    });
    const asked = database.query(byId, [[3, 4], null]);
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await asked).toHaveLength(1);
  });

  it('is answered after it has failed', async () => {
    const divide = long('select 6 / $1::int as share');
    expect(await database.query(divide, [2])).toEqual([{ share: 3 }]);
    await expect(database.query(divide, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await database.query(divide, [3])).toEqual([{ share: 2 }]);
    await expect(database.query(long('select $1::int from nowhere'), [1])).rejects.toMatchObject({
      code: '42P01',
    });
    expect(await database.query(divide, [1])).toEqual([{ share: 6 }]);
  });

  it('is one of many that are kept', async () => {
    for (let at = 0; at < 60; at++) {
      const [row] = await database.query(long(`select $1::int + ${at} as sum`), [1]);
      expect(row).toEqual({ sum: at + 1 });
    }
    const [kept] = await database.query<{ count: number }>(
      "select count(*)::int as count from pg_prepared_statements where name <> ''",
    );
    expect(kept?.count).toBe(50);
  });
});
