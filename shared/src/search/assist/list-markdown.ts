import type { ListResponse } from '../list/list-request.ts';
import type { SyncStatusResponse } from '../list/sync-status.ts';
import { fieldsLine } from './markdown.ts';
import { nameLine } from './search-markdown.ts';

/** A listing as Markdown: the same rows as its fields, in the same order. */
export function listMarkdown({
  documents,
  runs,
  problems,
  sources,
  next_cursor,
}: ListResponse): string {
  const rows = [
    ...(documents ?? []).map(({ document_id: id, changed_at, ...document }) => {
      const changed = changed_at === null ? '' : `, changed ${changed_at.slice(0, 10)}`;
      return `${nameLine({ id, ...document })}${changed}`;
    }),
    ...[...(runs ?? []), ...(problems ?? []), ...(sources ?? [])].map(rowLine),
  ];
  return [
    rows.length > 0 ? rows.join('\n') : 'There are none.',
    ...(next_cursor === null ? [] : [`More: pass next_cursor ${next_cursor}`]),
  ].join('\n\n');
}

/** The state of the sources as Markdown. */
export function statusMarkdown({ sources, left_out }: SyncStatusResponse): string {
  return [
    sources.length > 0 ? sources.map(rowLine).join('\n') : 'There are none.',
    ...(left_out > 0
      ? [`${left_out} more are left out: name one with the filter repository.`]
      : []),
  ].join('\n\n');
}

function rowLine(row: object): string {
  return `- ${fieldsLine(row)}`;
}
