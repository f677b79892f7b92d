import { defaultMaxTokens } from '../fetch/fetch-request.ts';
import type { SearchIndex } from '../rank/search-index.ts';
import { queriesOf, type SearchRequest, usualLimits } from '../request/search-request.ts';
import { searchPassages } from '../search-passages.ts';
import { usualCharacters } from '../show/snippet.ts';
import { answerWithoutEvidence } from './answer-without-evidence.ts';
import { type AssistantAnswer, answerOf } from './assistant-answer.ts';
import { leanJson } from './lean-json.ts';
import { searchMarkdown } from './search-markdown.ts';

/**
 * Tokens of an answer unless the request says more. Beyond these, results rarely have a fact that the
 * best ones lack (docs/search-plan.md). Several queries get two fifths of what three calls cost.
 */
const usualTokens = { one: 2_100, several: 2_650 };
/** Results that an answer has even if it gets longer. */
const leastResults = { one: 6, several: 14 };
/** Results whose snippets are of full length: the others of several queries are half as long. */
const fullSnippets = { one: Number.POSITIVE_INFINITY, several: 3 };
/** Of a snippet beside the best section: with fewer an answer has fewer facts, with more no more. */
const charactersBesideSection = 900;

/**
 * A search by an assistant. Unless it asks for something else, the best result comes with its whole
 * section, then the next ones as far as there is room; with several queries, passages alone. `max_tokens` holds for its fields and for its
 * Markdown, each alone.
 */
export async function answerAssistant(
  index: SearchIndex,
  asked: SearchRequest,
): Promise<AssistantAnswer> {
  const { max_tokens = defaultMaxTokens, limit } = asked;
  const count = queriesOf(asked).length > 1 ? 'several' : 'one';
  const usualExpand = count === 'several' ? 'none' : 'best';
  const { expand = usualExpand } = asked;
  const isUsual =
    asked.max_tokens === undefined && expand === usualExpand && limit <= usualLimits[count];
  const request = { ...asked, expand, max_tokens };
  const response = await searchPassages(index, request, {
    formsOf: (sent) => formsOf(answerOf(sent)),
    tokens: isUsual ? usualTokens[count] : max_tokens,
    leastResults: leastResults[count],
    fullSnippets: fullSnippets[count],
    snippetCharacters: expand === 'best' ? charactersBesideSection : usualCharacters,
    maxTokens: max_tokens,
  });
  if (response.evidence !== 'none') return answerOf(response);
  return answerWithoutEvidence(index, request, response, formsOf);
}

/** What is sent: some clients show their model the one, some the other. */
function formsOf(answer: AssistantAnswer): string[] {
  return [leanJson(answer), searchMarkdown(answer)];
}
