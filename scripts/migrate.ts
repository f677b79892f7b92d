import type { Environment } from '@docpilot/shared/config';
import { connectDatabase } from '@docpilot/shared/connect';
import { indexVectors } from '@docpilot/shared/vector-index';
import type { AuthClient } from 'google-auth-library';
import { impersonate, ownCredentials } from './database/credentials.ts';
import { migrateAndGrant } from './database/migrate-and-grant.ts';
import { iamUser } from './database/roles.ts';
import { explainClosedPort } from './deploy/closed-port.ts';
import { instanceName, migratorAddress } from './deploy/database-access.ts';
import { runScript } from './deploy/fail.ts';
import { flagHelp, readOptions } from './deploy/options.ts';

// Migrates the schema to this version; part of every deploy. Without flags, it uses the database in
// the environment; with flags, Cloud SQL, as the migrator.
const help = `npm run migrate -- --project ID --region REGION, or with DATABASE_URL\n${flagHelp}`;

await runScript(async () => {
  if (process.argv.length === 2) return migrateDatabase(process.env);
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(help);
  const account = migratorAddress(options);
  if (options.dryRun) {
    return console.log(`  migrations and grants on ${instanceName(options)} as ${account}`);
  }
  const environment = {
    CLOUD_SQL_INSTANCE: instanceName(options),
    DB_NAME: 'docpilot',
    DB_USER: iamUser('migrator', options.project),
  };
  const googleAuth = impersonate(await ownCredentials(options.project), account);
  await explainClosedPort(() => migrateDatabase(environment, googleAuth));
});

async function migrateDatabase(environment: Environment, googleAuth?: AuthClient): Promise<void> {
  const database = connectDatabase(environment, {
    poolSize: 1,
    statementTimeoutMs: 0,
    ...(googleAuth && { googleAuth }),
  });
  try {
    const applied = await migrateAndGrant(database);
    console.log(
      applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`,
    );
    for (const model of await indexVectors(database))
      console.log(`Indexed the vectors of ${model}.`);
  } finally {
    await database.close();
  }
}
