import { listMarkdown } from '../search/assist/list-markdown.ts';
import { listIndex } from '../search/list/list-index.ts';
import type { ListRequest } from '../search/list/list-request.ts';
import type { Queryable } from '../store/connection/database.ts';
import { markdownReply } from './markdown-reply.ts';
import type { ApiRequest, Reply } from './route.ts';

/** A listing: JSON, or the Markdown that list_documents gives an assistant. */
export async function listReply(
  database: Queryable,
  request: ListRequest,
  { wantsMarkdown }: Pick<ApiRequest, 'wantsMarkdown'>,
): Promise<Reply> {
  const answer = await listIndex(database, request);
  return wantsMarkdown ? markdownReply(listMarkdown(answer)) : { body: answer };
}
