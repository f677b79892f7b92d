import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, optionalSetting } from '@docpilot/shared/config';
import { connectDatabase } from '@docpilot/shared/connect';
import type { Database } from '@docpilot/shared/database';
import { ConfigError } from '@docpilot/shared/errors';
import { takeDataFolder } from './data-folder.ts';
import { openPgliteInThread } from './pglite-thread.ts';

/** The data folder, which this process alone has, and its database. */
export interface OpenData {
  /** @throws ConfigError */
  database(): Promise<Database>;
  close(): Promise<void>;
}

/**
 * Takes the data folder, and opens its database while the caller goes on. With `reset` it waits
 * until the database is asked for: nothing is deleted before the other settings are known to be right.
 * @throws ConfigError when another process has the folder, or it cannot be written
 */
export function openData(
  options: { data: string; reset: boolean },
  environment: Environment,
  open = openDatabase,
): OpenData {
  const folder = takeDataFolder(options.data);
  const unwanted = new AbortController();
  let opening = options.reset ? undefined : open(options, environment, unwanted.signal);
  let isWanted = false;
  // Whoever asks for the database is told.
  opening?.catch(() => {});
  return {
    database: () => {
      isWanted = true;
      opening ??= open(options, environment);
      return opening;
    },
    close: async () => {
      // Whoever waits for an error does not wait for a database to open.
      if (!isWanted) unwanted.abort();
      const database = await opening?.catch(() => undefined);
      await database?.close();
      folder.close();
    },
  };
}

/** The server the environment names, else the embedded database in the data folder. */
export async function openDatabase(
  { data, reset }: { data: string; reset: boolean },
  environment: Environment,
  unwanted?: AbortSignal,
): Promise<Database> {
  if (!isEmbedded(environment)) {
    if (reset) {
      throw new ConfigError(
        '--reset empties the data folder only: with DATABASE_URL, drop the schema docpilot on the server yourself.',
      );
    }
    return connectDatabase(environment, { poolSize: 8, statementTimeoutMs: 60_000 });
  }
  const folder = join(data, 'postgres');
  try {
    if (reset) await rm(folder, { recursive: true, force: true });
    await checkVersion(folder);
    return await openPgliteInThread(folder, unwanted);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `The index in ${folder} cannot be opened (${(error as Error).message}). If it cannot be written, let this user write to it, make room on its disk, or choose another folder with --data DIR; if it is damaged, make it anew with --reset.`,
    );
  }
}

/** The major version of the embedded Postgres, which reads no other version's files. */
const postgresVersion = '18';

async function checkVersion(folder: string): Promise<void> {
  const file = join(folder, 'PG_VERSION');
  if (!existsSync(file)) return;
  const version = (await readFile(file, 'utf8')).trim();
  if (version === postgresVersion) return;
  throw new ConfigError(
    `The index in ${folder} was made by Postgres ${version}, and this version of DocPilot has Postgres ${postgresVersion}: use the version of DocPilot that made it, choose another folder with --data DIR, or make the index anew with --reset.`,
  );
}

/** Whether the database is the one in the data folder, which this process alone has. */
export function isEmbedded(environment: Environment): boolean {
  const named = ['databaseUrl', 'cloudSqlInstance'] as const;
  return named.every((name) => optionalSetting(environment, name) === undefined);
}

/** Ends the leases and claims of a process that was killed: the embedded database has no other writer. */
export async function endLeases(database: Database): Promise<void> {
  await database.query(
    'update sources set lease_holder = null, lease_expires_at = null where lease_holder is not null',
  );
  await database.query('update embeddings set claimed_until = now() where claimed_until > now()');
}
