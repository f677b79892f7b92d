import type { Database, Queryable } from '@docpilot/shared/database';
import { Killed } from './memory-source.ts';

/** Where a process dies: at its n-th statement, before it is done or when it is, and nobody hears of it. */
export interface KillPoint {
  statement: number;
  when: 'before' | 'after';
}

/**
 * A database as a process sees it that is killed at one of its statements: what it began is rolled
 * back, and it does nothing any more. A commit counts as a statement.
 */
export function killableDatabase(database: Database, point: KillPoint) {
  let statements = 0;
  let isKilled = false;

  function die(): never {
    isKilled = true;
    throw new Killed();
  }

  async function step<Result>(run: () => Promise<Result>): Promise<Result> {
    if (isKilled) throw new Killed();
    statements += 1;
    const isLast = statements === point.statement;
    if (isLast && point.when === 'before') die();
    const result = await run();
    if (isLast || isKilled) die();
    return result;
  }

  const killable: Database = {
    query: (sql, parameters) => step(() => database.query(sql, parameters)),
    async transaction(work) {
      const result = await database.transaction(async (transaction) => {
        const inside: Queryable = {
          query: (sql, parameters) => step(() => transaction.query(sql, parameters)),
        };
        const done = await work(inside);
        await step(async () => {});
        return done;
      });
      return step(async () => result);
    },
    close: async () => {},
  };
  return {
    database: killable,
    get isKilled() {
      return isKilled;
    },
    get statements() {
      return statements;
    },
  };
}
