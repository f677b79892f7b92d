import * as z from 'zod';
import { answerAssistant } from '../search/assist/answer-assistant.ts';
import { assistantAnswer } from '../search/assist/assistant-answer.ts';
import { leanJson } from '../search/assist/lean-json.ts';
import { searchMarkdown } from '../search/assist/search-markdown.ts';
import { defaultMaxTokens } from '../search/fetch/fetch-request.ts';
import { withFilters } from '../search/request/filters.ts';
import { hiddenCharacters } from '../search/request/hidden-characters.ts';
import {
  queryText,
  readQueries,
  searchFields,
  searchRequest,
} from '../search/request/search-request.ts';
import { searchPassages } from '../search/search-passages.ts';
import { fitBudget } from './fit-budget.ts';
import { defineTool } from './tool.ts';

export const searchDocumentsTool = defineTool({
  name: 'search_documents',
  title: 'Search the team’s documents',
  description:
    'Finds passages of the team’s code, issues, pull requests, discussions, releases, Drive, sites and folders, best first, with links. Use it before you answer anything about these, and cite the links. Ask in plain words; filter if you know where (type issue or pull, state, source). Send other wordings or parts of a question as queries of one call. If evidence is weak or none, say so. expand shows more; fetch reads on.',
  namesIndex: true,
  input: searchFields.omit({ highlight: true, raw: true }).transform(readQueries),
  output: assistantAnswer,
  read: withFilters,
  run: answerAssistant,
  text: searchMarkdown,
  record: (activity) => activity.searched(),
});

/** What ChatGPT's connectors call; source: https://platform.openai.com/docs/mcp */
export const searchTool = defineTool({
  name: 'search',
  title: 'Find documents',
  description:
    'Finds documents by a question or words, but returns only ids, titles and links; read them with fetch. If you can, use search_documents instead, which returns the passages.',
  input: z.strictObject({ query: queryText }),
  output: z.object({
    results: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
    ...hiddenCharacters,
  }),
  run: async (database, { query }) => {
    const { results } = await searchPassages(database, searchRequest.parse({ query }));
    const items = results.map(({ id, title, repository, path, url }) => ({
      id,
      title: `${title} (${repository} ${path})`,
      url,
    }));
    return fitBudget(items, (kept) => ({ results: kept }), leanJson, defaultMaxTokens);
  },
  // ChatGPT reads the text as JSON.
  text: leanJson,
  record: (activity) => activity.searched(),
});
