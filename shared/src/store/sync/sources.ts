import type { SourceKind } from '../../document.ts';
import type { Database, Queryable } from '../connection/database.ts';
import { assertLease, type Lease } from './leases.ts';

export interface SourceRow {
  id: number;
  kind: SourceKind;
  name: string;
  cursor: Record<string, unknown> | null;
  fingerprint: string | null;
  verifiedAt: Date | null;
  /** External ids of what the source was told has changed. */
  hints: string[];
}

/** The source's row, made when it is new, shown again when it was hidden. */
export async function ensureSource(
  database: Queryable,
  kind: SourceKind,
  name: string,
): Promise<SourceRow> {
  const [row] = await database.query<SourceRow>(
    `insert into sources (kind, name, title) values ($1, $2, $2)
     on conflict (kind, name) do update set hidden_at = null
     returning id, kind, name, cursor, fingerprint, verified_at as "verifiedAt", hints`,
    [kind, name],
  );
  if (!row) throw new Error('an upsert returned no row');
  return row;
}

/** Stores the cursor of a complete sync. The last write of a run (invariant 2). */
export async function moveCursor(
  database: Database,
  lease: Lease,
  cursor: SourceRow['cursor'],
  fingerprint: string,
): Promise<void> {
  await writeCursor(database, lease, cursor, fingerprint, { isVerified: true });
}

/** Stores how far a listing in parts has come, whose end verifies the source. */
export async function keepProgress(
  database: Database,
  lease: Lease,
  cursor: SourceRow['cursor'],
  fingerprint: string,
): Promise<void> {
  await writeCursor(database, lease, cursor, fingerprint, { isVerified: false });
}

async function writeCursor(
  database: Database,
  lease: Lease,
  cursor: SourceRow['cursor'],
  fingerprint: string,
  { isVerified }: { isVerified: boolean },
): Promise<void> {
  const verified = isVerified ? ', verified_at = now()' : '';
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    await transaction.query(
      `update sources set cursor = $2::jsonb, fingerprint = $3${verified} where id = $1`,
      [lease.sourceId, JSON.stringify(cursor), fingerprint],
    );
  });
}

/** Stores the source's title. */
export async function renameSource(database: Database, lease: Lease, title: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    await transaction.query('update sources set title = $2 where id = $1 and title <> $2', [
      lease.sourceId,
      title,
    ]);
  });
}

/** Deletes the cursor: the next sync lists the whole source. */
export async function dropCursor(database: Database, lease: Lease): Promise<void> {
  await database.transaction(async (transaction) => {
    await assertLease(transaction, lease);
    await transaction.query('update sources set cursor = null where id = $1', [lease.sourceId]);
  });
}

/** Stores the name that the source has now; null: the configured one. */
export async function recordMove(
  database: Queryable,
  sourceId: number,
  movedTo: string | null,
): Promise<void> {
  await database.query(
    'update sources set moved_to = $2 where id = $1 and moved_to is distinct from $2',
    [sourceId, movedTo],
  );
}

/** The configured name of the repository that GitHub calls so now. */
export async function findMoved(
  database: Queryable,
  fullName: string,
  configured: readonly string[],
): Promise<string | null> {
  const [row] = await database.query<{ name: string }>(
    `select name from sources
     where kind = 'github' and lower(moved_to) = lower($1) and name = any($2::text[])
     order by name limit 1`,
    [fullName, [...configured]],
  );
  return row?.name ?? null;
}

/** The source with the conversations of the repository that GitHub calls so now; null: there is none. */
export async function findConversations(
  database: Queryable,
  fullName: string,
): Promise<string | null> {
  const [row] = await database.query<{ name: string }>(
    `select name from sources
     where kind = 'conversations' and hidden_at is null
       and lower($1) in (lower(name), lower(moved_to))
     order by name limit 1`,
    [fullName],
  );
  return row?.name ?? null;
}

export async function markVerified(database: Queryable, sourceId: number): Promise<void> {
  await database.query('update sources set verified_at = now() where id = $1', [sourceId]);
}

/**
 * Shows the configured sources of one kind in search and hides the others, which are purged after
 * seven days.
 */
export async function hideUnconfigured(
  database: Queryable,
  kind: SourceKind,
  configured: string[],
): Promise<void> {
  await database.query(
    `update sources set hidden_at = case when name = any($2::text[]) then null else now() end
     where kind = $1 and (hidden_at is null) <> (name = any($2::text[]))`,
    [kind, configured],
  );
}

/**
 * Makes a sync that is running now list the source once more before it ends.
 * @param hints external ids that the next sync reads again, whatever the source's lists say
 */
export async function markDirty(
  database: Queryable,
  kind: SourceKind,
  name: string,
  hints: readonly string[] = [],
): Promise<void> {
  await database.query(
    `update sources
     set dirty = true, hints = array(select distinct unnest(hints || $3::text[]))
     where kind = $1 and name = $2`,
    [kind, name, [...hints]],
  );
}

export async function readHints(database: Queryable, sourceId: number): Promise<string[]> {
  const [row] = await database.query<{ hints: string[] }>(
    'select hints from sources where id = $1',
    [sourceId],
  );
  return row?.hints ?? [];
}

/** Forgets hints whose ids were read again. */
export async function forgetHints(
  database: Queryable,
  sourceId: number,
  hints: readonly string[],
): Promise<void> {
  if (hints.length === 0) return;
  await database.query(
    `update sources set hints = array(select unnest(hints) except select unnest($2::text[]))
     where id = $1`,
    [sourceId, [...hints]],
  );
}
