import { type Connected, listEverybody, revoke } from '@docpilot/shared/everybody';
import { asMigrator } from './database/as-migrator.ts';
import { runScript } from './deploy/fail.ts';
import { UsageError } from './deploy/options.ts';

// Lists who is connected with which client, or takes a person or a connection away:
// npm run people -- [--revoke ADDRESS-OR-CONNECTION] --project ID --region REGION
const { revoked, others } = readRevoked(process.argv.slice(2));

await runScript(() =>
  asMigrator(
    'people',
    revoked === undefined ? 'list who is connected, on' : `take ${revoked} away, on`,
    async (database) => {
      if (revoked !== undefined) {
        if ((await revoke(database, revoked)) === 0) {
          throw new UsageError(`There is nobody and no connection called ${revoked}.`);
        }
        console.log(
          `${revoked} is out within a minute. Whoever ALLOWED_DOMAINS, ALLOWED_EMAILS or a key still admits can sign in again.`,
        );
      }
      const everybody = await listEverybody(database);
      console.log(
        everybody.length === 0 ? 'Nobody has signed in.' : everybody.map(line).join('\n'),
      );
    },
    others,
  ),
);

function readRevoked(args: readonly string[]) {
  const at = args.indexOf('--revoke');
  const others = at < 0 ? args : args.toSpliced(at, 2);
  return { revoked: at < 0 ? undefined : (args[at + 1] ?? ''), others };
}

function line({ who, name, connection, client, since, seenAt }: Connected): string {
  const person = `${who} (${name})`;
  const day = (time: Date) => time.toISOString().slice(0, 16).replace('T', ' ');
  if (connection === null) return `${person}: signed in ${day(since)}, connected with nothing`;
  const seen = seenAt === null ? 'not used yet' : `last used ${day(seenAt)}`;
  return `${person}: ${client}, since ${day(since)}, ${seen}, connection ${connection}`;
}
