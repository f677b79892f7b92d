import type { GithubResponse } from '../github/client.ts';
import type { Asked } from './graphql.ts';
import { orRefused, Refused, readPages } from './read-pages.ts';
import {
  commentOf,
  comments,
  type Issue,
  oneIssue,
  reviewCommentOf,
  reviewComments,
  threadOf,
} from './rest-shapes.ts';
import { readPullReviews } from './reviews.ts';
import type { Comment, Thread } from './thread.ts';

/**
 * The issue or pull request of that number as it is now; null: it is deleted, or in another
 * repository.
 */
export async function readNumber(asked: Asked, number: number): Promise<Thread | null> {
  const issue = await readIssue(asked, number);
  return issue && readThread(asked, issue);
}

/** Null also where the issue was transferred: GitHub sends the request on to the other repository. */
export async function readIssue(asked: Asked, number: number): Promise<Issue | null> {
  const path = `${baseOf(asked)}/issues/${number}`;
  const answer: GithubResponse & { json: Issue | undefined } = await orRefused(
    asked.client.getJson(path, oneIssue),
  );
  if (answer.path !== path || answer.json?.number !== number) return null;
  return answer.json;
}

/** An issue or pull request with all that was said in it. */
export async function readThread(asked: Asked, issue: Issue): Promise<Thread> {
  const { client } = asked;
  const base = baseOf(asked);
  const { number } = issue;
  const said: Comment[] = [];
  if (issue.comments !== 0) {
    for await (const page of readPages(client, `${base}/issues/${number}/comments?`, comments)) {
      said.push(...page.map(commentOf));
    }
  }
  if (issue.pull_request) {
    const path = `${base}/pulls/${number}/comments?`;
    for await (const page of orNothing(readPages(client, path, reviewComments))) {
      said.push(...page.map(reviewCommentOf));
    }
    said.push(...(await readPullReviews(asked, number)));
  }
  return threadOf(issue, said);
}

/** A list that the token may not read, as an empty one. */
async function* orNothing<Item>(pages: AsyncGenerator<Item[]>): AsyncGenerator<Item[]> {
  try {
    yield* pages;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

export function baseOf({ fullName }: Asked): string {
  return `/repos/${fullName}`;
}
