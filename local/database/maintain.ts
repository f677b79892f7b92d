import type { Database } from '@docpilot/shared/database';

/** How often it is looked whether there is something to do. */
const everyMs = 60_000;
const megabyte = 1024 * 1024;
/** As much of the write-ahead log as may come before the tables are vacuumed again. */
const vacuumAfterBytes = 16 * megabyte;
/** What a start after a crash may have to read of it. */
const maxLogBytes = 64 * megabyte;

/**
 * Does, now and from now on, what a Postgres server has processes of its own for and the embedded
 * one has not: makes the room of deleted rows free again, and shortens the write-ahead log.
 * @returns stops it
 */
export async function keepMaintained(
  database: Database,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let vacuumedUpTo = '0/0';
  const look = async () => {
    const log = await readLog(database, vacuumedUpTo);
    if (log.newBytes > vacuumAfterBytes) {
      await vacuum(database);
      vacuumedUpTo = log.end;
    }
    if (log.bytesToRecover > maxLogBytes) await database.query('checkpoint');
  };
  let looked = look().catch(onError);
  const timer = setInterval(() => {
    looked = looked.then(look).catch(onError);
  }, everyMs);
  timer.unref();
  await looked;
  return () => {
    clearInterval(timer);
    return looked;
  };
}

/** Table by table: what waits for the database meanwhile comes in between. */
async function vacuum(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'docpilot'::regnamespace and relkind = 'r'`,
  );
  for (const { name } of tables) await database.query(`vacuum docpilot.${name}`);
}

interface Log {
  /** A position, as Postgres writes it. */
  end: string;
  newBytes: number;
  bytesToRecover: number;
}

/** @param since the position that newBytes counts from */
async function readLog(database: Database, since: string): Promise<Log> {
  const [log] = await database.query<Log>(
    `select lsn::text as end, (lsn - $1::pg_lsn)::float8 as "newBytes",
            (lsn - redo_lsn)::float8 as "bytesToRecover"
     from pg_current_wal_lsn() as lsn, pg_control_checkpoint()`,
    [since],
  );
  if (log === undefined) throw new Error('Postgres told nothing of its log.');
  return log;
}
