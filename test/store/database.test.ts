import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/test-database.ts';

// The same file runs on the embedded Postgres and, with TEST_DATABASE_URL, on a real server.
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.query('create table notes (id int primary key, body text not null)');
});
beforeEach(() => database.query('truncate notes'));
// The next file finds the schema as the migrations left it.
afterAll(() => database.query('drop table notes'));

const bodies = async () =>
  (await database.query<{ body: string }>('select body from notes order by id')).map(
    ({ body }) => body,
  );

describe('what comes back from a query', () => {
  const types: { type: string; sql: string; value: unknown }[] = [
    { type: 'int4', sql: '42', value: 42 },
    { type: 'int8, as a number', sql: '9007199254740991::int8', value: 9007199254740991 },
    { type: 'float8', sql: '0.1::float8', value: 0.1 },
    { type: 'numeric, as its digits', sql: '12.50::numeric', value: '12.50' },
    { type: 'boolean', sql: '1 < 2', value: true },
    { type: 'null', sql: 'null::text', value: null },
    { type: 'text', sql: "'naïve “quotes” 日本 🙂'", value: 'naïve “quotes” 日本 🙂' },
    {
      type: 'timestamptz, as a Date',
      sql: "'2026-01-31T08:30:00.123+01:00'::timestamptz",
      value: new Date('2026-01-31T07:30:00.123Z'),
    },
    {
      type: 'jsonb, as what it describes',
      sql: `'{"reason": "too large", "sizes": [1, null]}'::jsonb`,
      value: { reason: 'too large', sizes: [1, null] },
    },
    { type: 'int4[]', sql: "'{3,1,2}'::int[]", value: [3, 1, 2] },
    { type: 'int8[], as numbers', sql: "'{3,9007199254740991}'::int8[]", value: [3, 2 ** 53 - 1] },
    {
      type: 'text[]',
      sql: `array['a,b', 'say "hi"', '', null, 'back\\slash', 'null']`,
      value: ['a,b', 'say "hi"', '', null, 'back\\slash', 'null'],
    },
    { type: 'an empty array', sql: "'{}'::text[]", value: [] },
    { type: 'sparsevec, as its text', sql: "'{1:2,3:0.5}/8'::sparsevec", value: '{1:2,3:0.5}/8' },
  ];
  it.each(types)('is $type', async ({ sql, value }) => {
    expect(await database.query(`select ${sql} as value`)).toEqual([{ value }]);
  });

  it('is bytea, as bytes', async () => {
    const [row] = await database.query<{ value: Uint8Array }>(
      "select '\\x00ff10'::bytea as value, 1 as one",
    );
    expect(row?.value).toBeInstanceOf(Uint8Array);
    expect([...(row?.value ?? [])]).toEqual([0, 255, 16]);
  });

  it('is a count, as a number', async () => {
    expect(await database.query('select count(*) as count from notes')).toEqual([{ count: 0 }]);
  });

  it('is no rows from a statement that returns none', async () => {
    expect(await database.query("insert into notes values (1, 'a')")).toEqual([]);
    expect(await database.query("insert into notes values ($1, 'b')", [2])).toEqual([]);
  });
});

describe('what goes into a query', () => {
  const bytes = new Uint8Array([0, 255, 16]);
  const parameters: { type: string; value: unknown; expected?: unknown }[] = [
    { type: 'int', value: 42 },
    { type: 'int8', value: 9007199254740991 },
    { type: 'float8', value: 0.1 },
    { type: 'boolean', value: false },
    { type: 'text', value: 'it’s; drop table notes; --' },
    { type: 'text', value: null },
    { type: 'timestamptz', value: new Date('2026-01-31T07:30:00.123Z') },
    { type: 'jsonb', value: { a: [1, null, 'x'] } },
    { type: 'jsonb', value: JSON.stringify(['a', 1]), expected: ['a', 1] },
    { type: 'int[]', value: [3, 1, 2] },
    { type: 'text[]', value: ['a,b', 'say "hi"', '', 'back\\slash', 'null'] },
    { type: 'text[]', value: ['a', null] },
    { type: 'text[]', value: [] },
  ];
  it.each(parameters)('may be $type $value', async ({ type, value, expected = value }) => {
    expect(await database.query(`select $1::${type} as value`, [value])).toEqual([
      { value: expected },
    ]);
  });

  it('may be bytes, alone and in an array', async () => {
    const rows = await database.query(
      "select encode($1::bytea, 'hex') as one, encode(($2::bytea[])[1], 'hex') as first",
      [Buffer.from(bytes), [Buffer.from(bytes)]],
    );
    expect(rows).toEqual([{ one: '00ff10', first: '00ff10' }]);
  });

  it('may be a script of several statements, answered by its last', async () => {
    const rows = await database.query(
      "insert into notes values (1, 'a'); insert into notes values (2, 'b'); select id from notes order by id;",
    );
    expect(await bodies()).toEqual(['a', 'b']);
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('finds the tables of the schema docpilot without naming it', async () => {
    const [row] = await database.query<{ schema: string }>(
      "select relnamespace::regnamespace::text as schema from pg_class where oid = 'notes'::regclass",
    );
    expect(row?.schema).toBe('docpilot');
  });
});

describe('a transaction', () => {
  it('is committed when its work resolves, and gives what the work gives', async () => {
    const result = await database.transaction(async (transaction) => {
      await transaction.query('insert into notes values ($1, $2)', [1, 'kept']);
      return transaction.query('select body from notes');
    });
    expect(result).toEqual([{ body: 'kept' }]);
    expect(await bodies()).toEqual(['kept']);
  });

  it('is rolled back when its work throws, and throws the same', async () => {
    const failure = new Error('the network is gone');
    const work = database.transaction(async (transaction) => {
      await transaction.query("insert into notes values (1, 'lost')");
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await bodies()).toEqual([]);
  });

  it('is rolled back when a statement fails', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query("insert into notes values (1, 'lost')");
      await transaction.query('insert into notes values (1, null)');
    });
    await expect(work).rejects.toMatchObject({ code: '23502' });
    expect(await bodies()).toEqual([]);
  });

  it('is whole beside others at the same time', async () => {
    const work = Array.from({ length: 20 }, (_, number) =>
      database.transaction(async (transaction) => {
        await transaction.query('insert into notes values ($1, $2)', [number, 'first']);
        await transaction.query('insert into notes values ($1, $2)', [number + 100, 'second']);
        if (number % 2 === 1) throw new Error('odd');
      }),
    );
    await Promise.allSettled(work);
    expect(await bodies()).toEqual([...Array(10).fill('first'), ...Array(10).fill('second')]);
  });
});

describe('a statement that fails', () => {
  const failures = [
    { what: 'a syntax error', sql: 'selec 1', code: '42601' },
    { what: 'a missing table', sql: 'select * from nowhere', code: '42P01' },
    { what: 'a bad parameter', sql: 'select $1::int', parameters: ['x'], code: '22P02' },
    {
      what: 'a script’s second statement',
      sql: "insert into notes values (1, 'lost'); select 1/0;",
      code: '22012',
    },
  ];
  it.each(failures)(
    'by $what tells Postgres’ code and leaves the connection usable',
    async ({ sql, parameters, code }) => {
      // More often than the pool has connections.
      for (let round = 0; round < 10; round += 1) {
        await expect(database.query(sql, parameters)).rejects.toMatchObject({ code });
      }
      expect(await bodies()).toEqual([]);
    },
  );
});
