import { listMarkdown, statusMarkdown } from '../search/assist/list-markdown.ts';
import { defaultMaxTokens } from '../search/fetch/fetch-request.ts';
import { listIndex } from '../search/list/list-index.ts';
import {
  type ListResponse,
  pagedListRequest,
  pagedListResponse,
} from '../search/list/list-request.ts';
import {
  readSyncStatus,
  syncStatusRequest,
  syncStatusResponse,
} from '../search/list/sync-status.ts';
import { withFilters } from '../search/request/filters.ts';
import { fitBudget } from './fit-budget.ts';
import { defineTool } from './tool.ts';

/** The tokens reserved for the cursor, which is opaque and may be long. */
const cursorTokens = 300;

export const listDocumentsTool = defineTool({
  name: 'list_documents',
  title: 'List what is indexed',
  description:
    'Lists the indexed documents (view=documents), what each sync did (view=runs), or which files are not indexed and why (view=problems). Use it to see what a repository, its issues (source=conversations), a site or a folder contains, or whether a file is indexed at all, but not to find an answer. Pass next_cursor to get the next page.',
  input: pagedListRequest,
  output: pagedListResponse,
  read: withFilters,
  run: async (database, input) => {
    const answer = await listIndex(database, input);
    const rows = rowsOf(answer);
    const { view } = answer;
    const fitting = await fitBudget<object, ListResponse>(
      rows,
      (kept) => ({ view, [view]: kept, next_cursor: null }),
      listMarkdown,
      defaultMaxTokens - cursorTokens,
    );
    const count = rowsOf(fitting).length;
    // A shorter page is read again to get its cursor.
    return count === rows.length ? answer : listIndex(database, { ...input, limit: count });
  },
  text: listMarkdown,
});

function rowsOf({ documents, runs, problems }: ListResponse): readonly object[] {
  return documents ?? runs ?? problems ?? [];
}

export const syncStatusTool = defineTool({
  name: 'sync_status',
  title: 'See how fresh the index is',
  description:
    'Shows for each repository, its conversations, each folder and site when the index was last verified to be up to date, how its last sync ended, and how many files are not indexed and why. Use it when results look outdated or something is missing; then list_documents with view=problems names the files.',
  input: syncStatusRequest,
  output: syncStatusResponse,
  read: withFilters,
  run: async (database, input) => {
    const answer = await readSyncStatus(database, input);
    return fitBudget(
      answer.sources,
      (sources, leftOut) => ({ sources, left_out: leftOut }),
      statusMarkdown,
      defaultMaxTokens,
    );
  },
  text: statusMarkdown,
});
