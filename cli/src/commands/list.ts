import type { ListResponse } from '../../../shared/src/search/list/list-request.ts';
import { ask } from '../api.ts';
import { type Command, textOf } from '../command.ts';
import { exitCode } from '../failure.ts';
import { printable } from '../printable.ts';
import { table } from '../table.ts';

const columns: { [View in keyof ListResponse]?: readonly string[] } = {
  documents: ['repository', 'path', 'title', 'changed_at', 'document_id'],
  runs: ['repository', 'trigger', 'started_at', 'outcome', 'seen', 'indexed', 'deleted'],
  problems: ['repository', 'path', 'outcome', 'reason', 'detail'],
  sources: ['repository', 'state', 'documents', 'verified_at'],
};

export const list: Command = {
  summary: 'list what is indexed, what syncs did, or what is not indexed and why',
  usage: '[documents | runs | problems | sources]',
  choices: ['documents', 'runs', 'problems', 'sources'],
  options: {
    repository: { type: 'string', short: 'r', value: 'NAME', help: 'only this one' },
    path: { type: 'string', value: 'START', help: 'only paths that start like this' },
    source: {
      type: 'string',
      value: 'KIND',
      help: 'only github, conversations, drive, web or folder',
    },
    limit: { type: 'string', short: 'n', value: 'N', help: 'the most rows (50)' },
    cursor: { type: 'string', value: 'CURSOR', help: 'the next page of the same list' },
  },
  async run({ positionals, values, login }) {
    const json = await ask<ListResponse>(login(), '/list', {
      query: {
        view: positionals[0],
        repository: textOf(values, 'repository'),
        path_prefix: textOf(values, 'path'),
        source: textOf(values, 'source'),
        limit: textOf(values, 'limit'),
        cursor: textOf(values, 'cursor'),
      },
    });
    const rows: readonly object[] = json[json.view] ?? [];
    const { next_cursor: next } = json;
    if (rows.length === 0) {
      return {
        json,
        markdown: '',
        notes: [`There are no ${json.view}.`],
        exitCode: exitCode.nothingFound,
      };
    }
    return {
      json,
      markdown: printable(table(columns[json.view] ?? [], rows)),
      notes: next === null ? [] : [`More: the same command with --cursor ${next}`],
    };
  },
};
