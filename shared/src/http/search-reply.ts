import { answerAssistant } from '../search/assist/answer-assistant.ts';
import { searchMarkdown } from '../search/assist/search-markdown.ts';
import { withoutImitations } from '../search/assist/without-imitations.ts';
import type { SearchIndex } from '../search/rank/search-index.ts';
import type { SearchRequest } from '../search/request/search-request.ts';
import { searchPassages } from '../search/search-passages.ts';
import { markdownReply } from './markdown-reply.ts';
import type { ApiRequest, Reply } from './route.ts';

/** A search's answer: JSON, or the Markdown that search_documents gives an assistant. */
export async function searchReply(
  index: SearchIndex,
  request: SearchRequest,
  { wantsMarkdown, activity }: Pick<ApiRequest, 'wantsMarkdown' | 'activity'>,
): Promise<Reply> {
  activity.searched();
  if (!wantsMarkdown) return { body: await searchPassages(index, request) };
  const answer = await answerAssistant(index, request);
  return markdownReply(searchMarkdown(withoutImitations(answer)));
}
