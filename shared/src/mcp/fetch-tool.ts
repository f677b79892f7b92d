import { z } from 'zod';
import { fetchDocument } from '../search/fetch/fetch-document.ts';
import { fetchRequest, fetchResponse } from '../search/fetch/fetch-request.ts';
import { dataNotice, defineTool, noticeTokens } from './tool.ts';

/** Takes what `search` and `search_documents` call an id, and `list_documents` a document_id. */
export const fetchTool = defineTool({
  name: 'fetch',
  title: 'Read a document',
  description:
    'Reads a document, or a range of its lines, by the id of a search result or a document_id. Use it when a passage is not enough: to quote exactly, or to see what stands around it. A long document comes in parts: next says how to go on.',
  input: fetchRequest,
  output: fetchResponse.extend({ notice: z.string() }),
  run: async (database, input) => ({
    ...(await fetchDocument(database, { ...input, max_tokens: input.max_tokens - noticeTokens })),
    notice: dataNotice,
  }),
});
