// A process of its own for data-folder.test.ts: takes a data folder and writes to its database until
// it is killed. Prints "taken", and then each number whose two rows are committed.
import { join } from 'node:path';
import { takeDataFolder } from '../../local/database/data-folder.ts';
import { openPglite } from '../../local/database/open-pglite.ts';

const folder = takeDataFolder(process.argv[2] ?? '');
process.once('exit', folder.close);
process.stdout.write('taken\n');

const database = await openPglite(join(folder.path, 'postgres'));
await database.query(
  'create table if not exists numbers (number int, half int, primary key (number, half))',
);
const [last] = await database.query<{ number: number }>(
  'select coalesce(max(number), 0) as number from numbers',
);
for (let number = (last?.number ?? 0) + 1; ; number += 1) {
  await database.transaction(async (transaction) => {
    await transaction.query('insert into numbers values ($1, 1)', [number]);
    await transaction.query('insert into numbers values ($1, 2)', [number]);
  });
  process.stdout.write(`${number}\n`);
}
