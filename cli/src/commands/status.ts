import type { ListResponse } from '../../../shared/src/search/list/list-request.ts';
import { ask } from '../api.ts';
import type { Command } from '../command.ts';
import { printable } from '../printable.ts';
import { table } from '../table.ts';

export const status: Command = {
  summary: 'show how each repository and folder stands',
  usage: '',
  options: {},
  async run({ login }) {
    const { url, ...known } = login();
    const json = await ask<ListResponse>({ url, ...known }, '/list', {
      query: { view: 'sources' },
    });
    const rows = (json.sources ?? []).map((source) => ({
      ...source,
      not_indexed: [
        ...Object.values(source.not_indexed.skipped),
        ...Object.values(source.not_indexed.failed),
      ].reduce((sum, count) => sum + count, 0),
      error: source.last_run?.error?.message,
    }));
    const names = ['repository', 'state', 'documents', 'not_indexed', 'verified_at', 'error'];
    return {
      json,
      markdown: printable([`DocPilot at ${url}`, '', table(names, rows)].join('\n')),
      notes: rows.length === 0 ? ['Nothing was synced yet: docpilot sync'] : [],
    };
  },
};
