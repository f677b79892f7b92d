import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { sign } from '@octokit/webhooks-methods';

/** GitHub's example payloads by event; the package's types do not say so. */
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string;
  examples: { ref: string; head_commit: object | null }[];
}[];

/** The size of GitHub's largest payload, and the most commits that it lists. */
const largestBytes = 25 * 1024 * 1024;
const mostCommits = 2_048;

/** A push to the default branch of Codertocat/Hello-World. */
export function realPush() {
  const pushes = examples.find(({ name }) => name === 'push')?.examples ?? [];
  const push = pushes.find(({ ref }) => ref === 'refs/heads/master');
  if (push === undefined) throw new Error('There is no example of a push to master.');
  return push;
}

/** The same with as many commits as GitHub lists, and close to its largest size. */
export function largePush() {
  const path = (index: number) => `handbook/chapter-${index}/a-page-with-a-usual-name.md`;
  const pathsOfEach = Math.floor((largestBytes * 0.96) / mostCommits / (path(100).length + 3));
  const commits = Array.from({ length: mostCommits }, (_, commit) => ({
    id: String(commit).padStart(40, '0'),
    message: `Change ${commit}`,
    added: [],
    removed: [],
    modified: Array.from({ length: pathsOfEach }, (_unused, index) => path(index)),
  }));
  return { ...realPush(), commits };
}

/** A new delivery of a payload, as GitHub sends it. */
export async function pushRequest(body: string, secret: string): Promise<RequestInit> {
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': await sign(secret, body),
    },
  };
}
