import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { defaultBranch } from './github/branches.ts';
import type { Clone } from './github/open-clone.ts';

/** The time between two looks at the branches. */
const pollMs = 1_000;

/**
 * Sends GitHub's signed push webhook whenever the default branch of a clone moves.
 * @param url DocPilot's
 * @returns a function that stops it
 */
export async function watchClones(
  clones: readonly Clone[],
  { url, webhookSecret }: { url: string; webhookSecret: string },
  onError: (error: unknown) => void,
): Promise<() => void> {
  const heads = new Map<Clone, string | null>();
  for (const clone of clones) heads.set(clone, (await defaultBranch(clone)).sha);
  let isPolling = false;

  async function poll(): Promise<void> {
    for (const clone of clones) {
      const { name, sha } = await defaultBranch(clone);
      const before = heads.get(clone) ?? null;
      if (sha === null || sha === before) continue;
      await sendPush(`${url}/webhook/github`, webhookSecret, {
        ref: `refs/heads/${name}`,
        before: before ?? '0'.repeat(sha.length),
        after: sha,
        deleted: false,
        repository: { full_name: clone.name, default_branch: name },
      });
      // Not before the webhook has answered: a push that fails is sent again.
      heads.set(clone, sha);
    }
  }

  const timer = setInterval(() => {
    if (isPolling) return;
    isPolling = true;
    poll()
      .catch(onError)
      .finally(() => {
        isPolling = false;
      });
  }, pollMs);
  return () => clearInterval(timer);
}

async function sendPush(url: string, secret: string, push: object): Promise<void> {
  const body = JSON.stringify(push);
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': await sign(secret, body),
    },
  });
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
}
