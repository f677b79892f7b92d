import * as z from 'zod';
import { dataNotice } from '../search/assist/assistant-answer.ts';
import { leanJson } from '../search/assist/lean-json.ts';
import { fetchDocument } from '../search/fetch/fetch-document.ts';
import { fetchRequest, fetchResponse } from '../search/fetch/fetch-request.ts';
import { defineTool } from './tool.ts';

/** An upper bound of the notice's tokens: a token of English has more than three characters. */
const noticeTokens = Math.ceil(dataNotice.length / 3);

/**
 * Accepts the `id` from `search` or `search_documents` and the `document_id` from `list_documents`.
 */
export const fetchTool = defineTool({
  name: 'fetch',
  title: 'Read a document',
  description:
    'Reads a document, or a range of its lines, by the id of a search result or a document_id. Use it when you need more than a passage: to quote exactly, or to read the text around it. A long document comes in parts: next says how to get the next one.',
  input: fetchRequest,
  output: fetchResponse.extend({ notice: z.string() }),
  run: async (database, input) => ({
    ...(await fetchDocument(database, { ...input, max_tokens: input.max_tokens - noticeTokens })),
    notice: dataNotice,
  }),
  // ChatGPT reads the text as JSON.
  text: leanJson,
  record: (activity, { metadata }) => activity.read(metadata.document_id),
});
