import { indexVectors } from '@docpilot/shared/vector-index';
import { asMigrator } from './database/as-migrator.ts';
import { migrateAndGrant } from './database/migrate-and-grant.ts';
import { runScript } from './deploy/fail.ts';

// Migrates the schema to this version; part of every deploy.
await runScript(() =>
  asMigrator('migrate', 'migrations and grants on', async (database) => {
    const applied = await migrateAndGrant(database);
    console.log(
      applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`,
    );
    for (const model of await indexVectors(database))
      console.log(`Indexed the vectors of ${model}.`);
  }),
);
