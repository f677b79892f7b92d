import { connectDatabase } from '@docpilot/shared/connect';
import { migrate } from '@docpilot/shared/migrate';

/** An empty Postgres on a server, with the schema; ends the process where none is named. */
export async function openServerDatabase() {
  const databaseUrl = process.env.DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  if (databaseUrl === undefined) {
    console.error(
      'Set DATABASE_URL to an empty Postgres, or run this by scripts/with-postgres.sh.',
    );
    process.exit(2);
  }
  const database = connectDatabase(
    { DATABASE_URL: databaseUrl },
    { poolSize: 1, statementTimeoutMs: 60_000 },
  );
  await migrate(database);
  return { databaseUrl, database };
}
