import { forgetUnused } from '@docpilot/shared/forget-unused';
import { asMigrator } from './database/as-migrator.ts';
import { runScript } from './deploy/fail.ts';

// Deletes at once what no document uses any more, which a purge would keep for 30 days.
await runScript(() =>
  asMigrator('forget', 'delete the passages without a document on', async (database) => {
    const passages = await forgetUnused(database);
    console.log(`Deleted ${passages} passages that no document uses, and their vectors.`);
  }),
);
