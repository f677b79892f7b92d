import { setTimeout as wait } from 'node:timers/promises';
import type { RunView } from '../../../shared/src/search/list/list-request.ts';
import { ask } from '../api.ts';
import { type Command, textsOf } from '../command.ts';
import { exitCode } from '../failure.ts';
import { printable } from '../printable.ts';
import { table } from '../table.ts';

interface Progress {
  execution_id: string;
  state: string;
  error: string | null;
  runs: RunView[];
}

const pauseMs = 2_000;

export const sync: Command = {
  summary: 'sync all sources, or some of them',
  usage: '',
  options: {
    repository: {
      type: 'string',
      short: 'r',
      multiple: true,
      value: 'NAME',
      help: 'only the files of this repository, as the settings name it; can be repeated',
    },
    conversations: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'only the issues, pull requests, discussions and releases of this repository; can be repeated',
    },
    folder: {
      type: 'string',
      multiple: true,
      value: 'ID',
      help: 'only this folder of Drive; can be repeated',
    },
    site: {
      type: 'string',
      multiple: true,
      value: 'URL',
      help: 'only this documentation site; can be repeated',
    },
    force: { type: 'boolean', help: 'delete what is gone, however much it is' },
    'no-wait': { type: 'boolean', help: 'do not wait for the end' },
  },
  async run({ values, login }) {
    const repositories = textsOf(values, 'repository');
    const conversations = textsOf(values, 'conversations');
    const folders = textsOf(values, 'folder');
    const sites = textsOf(values, 'site');
    const server = login();
    const started = await ask<{ execution_id: string }>(server, '/sync-sources', {
      body: {
        // Naming some sources leaves out the others, of all kinds.
        ...((repositories || conversations || folders || sites) && {
          repositories: repositories ?? [],
          conversations: conversations ?? [],
          folders: folders ?? [],
          sites: sites ?? [],
        }),
        ...(values.force === true && { force: true }),
      },
    });
    if (values['no-wait'] === true) {
      return { json: started, markdown: `Started ${started.execution_id}` };
    }
    const address = `/sync-sources/${encodeURIComponent(started.execution_id)}`;
    let progress = await ask<Progress>(server, address);
    for (; progress.state === 'active'; progress = await ask<Progress>(server, address)) {
      await wait(pauseMs);
    }
    const columns = ['repository', 'outcome', 'seen', 'indexed', 'unchanged', 'deleted'];
    const failed = progress.state !== 'succeeded';
    return {
      json: progress,
      markdown: printable(table(columns, progress.runs)),
      notes: failed
        ? [`The sync ${progress.state}: ${progress.error ?? 'see docpilot list runs'}`]
        : [],
      ...(failed && { exitCode: exitCode.syncFailed }),
    };
  },
};
