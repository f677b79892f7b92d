import type { Database } from '@docpilot/shared/database';
import { openClone } from '../../local/github/open-clone.ts';
import { type GithubApiOptions, startGithubApi } from '../../local/github/start-github-api.ts';
import {
  type ConversationOptions,
  githubConversations,
} from '../../shared/src/sources/conversations/github-conversations.ts';
import { holdAnswers } from '../github/hold-answers.ts';
import { temporaryClone } from '../github/temporary-clone.ts';
import { type MadeConversations, repository } from './made-conversations.ts';

/**
 * GitHub's API over conversations that a test changes, and sources that read it as the function does.
 * `close` throws if a request or an answer was not as GitHub describes it.
 */
export async function serveConversations(
  read: () => MadeConversations,
  options: Omit<GithubApiOptions, 'clones' | 'conversations'> = {},
) {
  const { folder } = temporaryClone({ origin: `https://github.com/${repository}.git` });
  const urls: string[] = [];
  const broken: unknown[] = [];
  const api = await startGithubApi({
    ...options,
    clones: [await openClone(folder)],
    conversations: { [repository]: () => read().read() },
    intercept: (request, response) => {
      urls.push(`${request.method} ${request.url}`);
      if (options.intercept?.(request, response)) return true;
      holdAnswers(request, response, broken);
      return false;
    },
  });
  return {
    url: api.url,
    close: async () => {
      await api.close();
      if (broken.length > 0) throw broken[0];
    },
    source: (more: Partial<ConversationOptions> = {}) =>
      githubConversations(repository, {
        apiUrl: api.url,
        token: 'token',
        deadline: Date.now() + 60_000,
        firstPauseMs: 1,
        ...more,
      }),
    /** What was asked for since the last call. */
    takeRequests: () => urls.splice(0),
  };
}

export interface ReadConversation {
  path: string;
  title: string;
  text: string;
  url: string;
  type: string;
  state: string | null;
  labels: string[];
}

/** What is indexed of the conversations, by path. */
export async function readConversations(
  database: Database,
): Promise<Record<string, ReadConversation>> {
  const rows = await database.query<ReadConversation>(
    'select path, title, text, url, type, state, labels from documents order by path',
  );
  return Object.fromEntries(rows.map((row) => [row.path, row]));
}
