import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Conversations } from '../../local/github/conversations/conversations.ts';
import { openClone } from '../../local/github/open-clone.ts';
import { type GithubApi, startGithubApi } from '../../local/github/start-github-api.ts';

const run = promisify(execFile);

/** GitHub's API on loopback for a repository without files. @param repository `owner/repo` */
export async function serveThreads(repository: string, threads: Conversations): Promise<GithubApi> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-threads-'));
  await run('git', ['init', '--quiet', folder]);
  const origin = `https://github.com/${repository}.git`;
  await run('git', ['-C', folder, 'remote', 'add', 'origin', origin]);
  const github = await startGithubApi({
    clones: [await openClone(folder)],
    conversations: { [repository]: () => threads },
  });
  return {
    url: github.url,
    get requests() {
      return github.requests;
    },
    close: async () => {
      await github.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
