import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@docpilot/shared/errors';
import { type Conversations, noConversations } from './conversations.ts';

/** What `gh api --paginate` writes for each list, in a folder beside the clone. */
const files = {
  issues: 'issues.json',
  comments: 'comments.json',
  reviewComments: 'review-comments.json',
  reviews: 'reviews.json',
  releases: 'releases.json',
  discussions: 'discussions.json',
} as const;
type List = keyof typeof files;
const lists = Object.keys(files) as List[];

/** The folder with a clone's conversations: `DIR.github` beside `DIR`. */
export function conversationsFolder(cloneFolder: string): string {
  return `${cloneFolder.replace(/[/\\]+$/, '')}.github`;
}

/** Whether there is such a folder. */
export async function hasConversations(cloneFolder: string): Promise<boolean> {
  const found = await stat(conversationsFolder(cloneFolder)).catch(() => null);
  return found?.isDirectory() ?? false;
}

/**
 * Reads the conversations beside a clone; files that did not change are kept as they were read. Without
 * the folder, issues and discussions are as if they were switched off.
 * @throws ConfigError for a file that is no such JSON
 */
export function conversationsBeside(cloneFolder: string): () => Promise<Conversations> {
  const folder = conversationsFolder(cloneFolder);
  const kept = new Map<List, { stamp: string; items: unknown[] }>();

  async function readList(list: List): Promise<unknown[] | null> {
    const path = join(folder, files[list]);
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    const stamp = `${found.mtimeMs} ${found.size}`;
    const known = kept.get(list);
    if (known?.stamp === stamp) return known.items;
    const items = itemsIn(await readFile(path, 'utf8'), path);
    kept.set(list, { stamp, items });
    return items;
  }

  return async () => {
    const read = await Promise.all(
      lists.map(async (list) => [list, await readList(list)] as const),
    );
    const found = Object.fromEntries(read.map(([list, items]) => [list, items ?? []]));
    const has = (list: List) => read.some(([each, items]) => each === list && items !== null);
    return {
      ...noConversations,
      ...found,
      hasIssues: has('issues'),
      hasDiscussions: has('discussions'),
    };
  };
}

/** The items of all pages: one list, a list of pages, or answers of the GraphQL API. */
function itemsIn(json: string, path: string): unknown[] {
  try {
    return itemsOf(JSON.parse(json));
  } catch (error) {
    throw new ConfigError(
      `${path} is not a list as gh api --paginate --slurp writes it: write it again.`,
      { cause: error },
    );
  }
}

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((each) =>
      Array.isArray(each) || isAnswer(each) ? itemsOf(each) : [each],
    );
  }
  if (!isAnswer(value)) throw new Error('neither a list nor an answer');
  const [connection] = Object.values(value.data.repository);
  return connection?.nodes ?? [];
}

interface Answer {
  data: { repository: Record<string, { nodes: unknown[] }> };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'data' in value;
}
