import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { defaultBranch } from './github/branches.ts';
import type { Clone } from './github/open-clone.ts';

/** How often the branches are looked at. */
const lookEveryMs = 1_000;

/**
 * Sends GitHub's push webhook, signed, whenever the branch of a clone moves: a commit here is a
 * push there.
 * @param url where DocPilot answers
 * @returns stops the watching
 */
export async function watchClones(
  clones: readonly Clone[],
  { url, webhookSecret }: { url: string; webhookSecret: string },
  onError: (error: unknown) => void,
): Promise<() => void> {
  const heads = new Map<Clone, string | null>();
  for (const clone of clones) heads.set(clone, (await defaultBranch(clone)).sha);
  let looking = false;

  async function look(): Promise<void> {
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
      // Only a push that was taken counts as told.
      heads.set(clone, sha);
    }
  }

  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(onError)
      .finally(() => {
        looking = false;
      });
  }, lookEveryMs);
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
