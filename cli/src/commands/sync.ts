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
  summary: 'sync all repositories and folders, or some of them',
  usage: '',
  options: {
    repository: {
      type: 'string',
      short: 'r',
      multiple: true,
      value: 'NAME',
      help: 'only this repository, as the settings name it; can be repeated',
    },
    folder: {
      type: 'string',
      multiple: true,
      value: 'ID',
      help: 'only this folder of Drive; can be repeated',
    },
    force: { type: 'boolean', help: 'delete what is gone, however much it is' },
    'no-wait': { type: 'boolean', help: 'do not wait for the end' },
  },
  async run({ values, login }) {
    const repositories = textsOf(values, 'repository');
    const folders = textsOf(values, 'folder');
    const server = login();
    const started = await ask<{ execution_id: string }>(server, '/sync-sources', {
      body: {
        // Naming some sources leaves out the others, of both kinds.
        ...((repositories || folders) && {
          repositories: repositories ?? [],
          folders: folders ?? [],
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
