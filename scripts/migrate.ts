import { connectDatabase } from '@docpilot/shared/connect';
import { ConfigError, DocPilotError } from '@docpilot/shared/errors';
import { migrate } from '@docpilot/shared/migrate';

// Brings the schema of the database in the environment to this version: a step of every deploy.
try {
  const database = connectDatabase(process.env, { poolSize: 1, statementTimeoutMs: 0 });
  const applied = await migrate(database);
  await database.close();
  console.log(
    applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`,
  );
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DocPilotError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
