import { DocPilotError } from '../../errors.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { type ListedDocument, listDocuments } from '../../store/list/list-documents.ts';
import { type ListedProblem, listProblems } from '../../store/list/list-problems.ts';
import { listRuns } from '../../store/list/list-runs.ts';
import { sortKeyOf } from '../../store/list/sort-key.ts';
import { requireNames, resolveFilters } from '../request/resolve-filters.ts';
import type { ListRequest, ListResponse } from './list-request.ts';
import { decodePosition, encodePosition } from './page-cursor.ts';
import { runView } from './run-view.ts';
import { readSyncStatus } from './sync-status.ts';

/**
 * One page of documents, sync runs, problems or sources.
 * @throws DocPilotError invalid_request
 */
export async function listIndex(database: Queryable, request: ListRequest): Promise<ListResponse> {
  const { view, limit, cursor } = request;
  requireFiltersOf(view, request.filters);
  const filters = await resolveFilters(database, request.filters);
  // One row more than requested tells whether there is another page.
  if (view === 'documents') {
    const after = cursor ? decodePosition(cursor, ['repository', 'path', 'key']) : null;
    const rows = await listDocuments(database, filters, after, limit + 1);
    if (rows.length === 0 && !cursor) await requireNames(database, request.filters, filters);
    const documents = rows.slice(0, limit).map(documentView);
    const next_cursor = nextCursor(rows, limit, (row) => ({ ...placeOf(row), key: row.key }));
    return { view, documents, next_cursor };
  }
  if (view === 'problems') {
    const after = cursor ? decodePosition(cursor, ['repository', 'path', 'externalId']) : null;
    const rows = await listProblems(database, filters, after, limit + 1);
    if (rows.length === 0 && !cursor) await requireNames(database, request.filters, filters);
    const problems = rows.slice(0, limit).map(problemView);
    const next_cursor = nextCursor(rows, limit, (row) => ({
      ...placeOf(row),
      externalId: row.externalId,
    }));
    return { view, problems, next_cursor };
  }
  if (view === 'sources') {
    const { sources } = await readSyncStatus(database, request);
    return { view, sources, next_cursor: null };
  }
  const before = cursor ? decodePosition(cursor, ['id'], /^\d{1,18}$/).id : null;
  const rows = await listRuns(database, { filters, before, limit: limit + 1 });
  return {
    view,
    runs: rows.slice(0, limit).map(runView),
    next_cursor: nextCursor(rows, limit, ({ id }) => ({ id })),
  };
}

/** The filters of each view; all but these go with documents alone. */
const filtersOf: Partial<Record<ListRequest['view'], readonly string[]>> = {
  problems: ['source', 'repository', 'path_prefix'],
  runs: ['source', 'repository'],
  sources: ['source', 'repository'],
};

function requireFiltersOf(view: ListRequest['view'], filters: ListRequest['filters']): void {
  const known = filtersOf[view];
  const [other] = Object.entries(filters ?? {}).filter(
    ([name, value]) => value !== undefined && known?.includes(name) === false,
  );
  if (known === undefined || other === undefined) return;
  throw new DocPilotError(
    'invalid_request',
    `${other[0]} does not go with view=${view}, which takes ${known.join(', ')}.`,
  );
}

function nextCursor<Row extends object>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => object,
): string | null {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return null;
  return encodePosition(positionOf(last));
}

function placeOf({ repository, path }: { repository: string; path: string }) {
  return { repository: sortKeyOf(repository), path: sortKeyOf(path) };
}

function documentView(row: ListedDocument): NonNullable<ListResponse['documents']>[number] {
  return {
    document_id: row.key,
    title: row.title,
    source: row.source,
    repository: row.repository,
    path: row.path,
    url: row.url,
    content_type: row.contentType,
    passages: row.chunks,
    changed_at: row.changedAt?.toISOString() ?? null,
    verified_at: row.verifiedAt?.toISOString() ?? null,
    ...(row.outdated === null ? {} : { outdated: row.outdated }),
  };
}

function problemView(row: ListedProblem): NonNullable<ListResponse['problems']>[number] {
  return {
    source: row.source,
    repository: row.repository,
    path: row.path,
    outcome: row.outcome,
    reason: row.reason,
    detail: row.detail,
    attempts: row.attempts,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    since: row.since.toISOString(),
  };
}
