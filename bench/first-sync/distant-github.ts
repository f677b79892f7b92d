import { setTimeout as sleep } from 'node:timers/promises';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';

/** GitHub's API over a clone, as far away as a real one: each answer comes this much later. */
export async function distantGithub(folder: string, latencyMs: number) {
  const clone = await openClone(folder);
  const token = 'a-token-for-the-benchmark';
  const intercept = async () => {
    await sleep(latencyMs);
    return false;
  };
  const api = await startGithubApi({ clones: [clone], token, intercept });
  return {
    environment: { GITHUB_API_URL: api.url, GH_PAT: token, GH_REPOS: clone.name },
    close: api.close,
  };
}
