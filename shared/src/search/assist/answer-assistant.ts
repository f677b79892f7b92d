import type { SearchIndex } from '../rank/search-index.ts';
import type { SearchRequest, SearchResponse } from '../request/search-request.ts';
import { searchPassages } from '../search-passages.ts';
import { answerWithoutEvidence } from './answer-without-evidence.ts';
import { type AssistantAnswer, answerOf } from './assistant-answer.ts';
import { leanJson } from './lean-json.ts';
import { searchMarkdown } from './search-markdown.ts';

/** A search by an assistant. `max_tokens` holds for its fields and for its Markdown, each alone. */
export async function answerAssistant(
  index: SearchIndex,
  request: SearchRequest & { max_tokens: number },
): Promise<AssistantAnswer> {
  const response = await searchPassages(index, request, (sent: SearchResponse) =>
    formsOf(answerOf(sent)),
  );
  if (response.evidence !== 'none') return answerOf(response);
  return answerWithoutEvidence(index, request, response, formsOf);
}

/** What is sent: some clients show their model the one, some the other. */
function formsOf(answer: AssistantAnswer): string[] {
  return [leanJson(answer), searchMarkdown(answer)];
}
