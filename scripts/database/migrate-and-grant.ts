import type { Database, Queryable } from '@docpilot/shared/database';
import { migrate } from '@docpilot/shared/migrate';
import { ownerRole, ownRights, quoted, type Rights, rights } from './roles.ts';

/**
 * Migrates the schema to this version and grants each role its rights on every table. A database
 * that was never bootstrapped, such as your own Postgres, has no roles: the caller owns everything.
 * @returns the numbers of the migrations that were applied
 */
export async function migrateAndGrant(database: Database): Promise<number[]> {
  const owner = await database.query('select from pg_roles where rolname = $1', [ownerRole]);
  if (owner.length === 0) return migrate(database);
  const asOwner = actAsOwner(database);
  const applied = await migrate(asOwner);
  await grant(asOwner);
  return applied;
}

/** Makes the owner role the owner of everything that a transaction creates, whoever migrates. */
function actAsOwner(database: Database): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (transaction) => {
        await transaction.query(`set local role ${ownerRole}`);
        return work(transaction);
      }),
  };
}

async function grant(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const tables = await transaction.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'docpilot'",
    );
    const names = tables.map(({ name }) => name);
    for (const [role, rightsOn] of Object.entries(rights)) {
      await transaction.query(`grant usage on schema docpilot to ${role}`);
      await grantOn(transaction, names, role, rightsOn);
    }
    for (const [account, rightsOn = () => null] of Object.entries(ownRights)) {
      const users = await transaction.query<{ name: string }>(
        "select rolname as name from pg_roles where rolname like $1 || '@%.iam'",
        [`docpilot-${account}`],
      );
      for (const { name } of users) {
        await grantOn(transaction, names, quoted(name), rightsOn);
      }
    }
  });
}

async function grantOn(
  transaction: Queryable,
  tables: readonly string[],
  role: string,
  rightsOn: Rights,
): Promise<void> {
  await transaction.query(`revoke all on all tables in schema docpilot from ${role}`);
  for (const name of tables) {
    const privileges = rightsOn(name);
    if (privileges === null) continue;
    await transaction.query(`grant ${privileges} on docpilot.${quoted(name)} to ${role}`);
  }
}
