import { documentMarkdown } from '../search/assist/document-markdown.ts';
import { fetchDocument } from '../search/fetch/fetch-document.ts';
import type { DocumentResponse } from '../search/fetch/fetch-request.ts';
import { fetchRequest } from '../search/fetch/fetch-request.ts';
import { findDocument } from '../search/fetch/find-document.ts';
import type { Queryable } from '../store/connection/database.ts';
import { validate } from '../validate.ts';
import { defineRoute } from './endpoint.ts';
import { documentAtPathEndpoint, documentEndpoint } from './endpoints/document-endpoints.ts';
import { markdownReply } from './markdown-reply.ts';
import type { ApiRequest, Reply, Route } from './route.ts';

interface Part {
  lines?: { start_line: number; end_line?: number } | undefined;
  max_tokens?: number | undefined;
  raw: boolean;
}

/** Reads documents, by id or by path. */
export function documentRoutes(database: Queryable): Route[] {
  const read = async (id: string, { lines, max_tokens, raw }: Part): Promise<DocumentResponse> => {
    const request = { ...validate(fetchRequest, { id, ...lines }), max_tokens, raw };
    const { next, ...answer } = await fetchDocument(database, request);
    const end = request.end_line ?? '';
    return { ...answer, next_lines: next === null ? null : `${answer.end_line + 1}-${end}` };
  };
  return [
    defineRoute(documentEndpoint, 'list', async (input, request) =>
      replyWith(await read(request.parameters.id ?? '', input), request),
    ),
    defineRoute(documentAtPathEndpoint, 'list', async ({ repository, path, ...part }, request) =>
      replyWith(await read(await findDocument(database, repository, path), part), request),
    ),
  ];
}

function replyWith(
  document: DocumentResponse,
  { wantsMarkdown, activity }: Pick<ApiRequest, 'wantsMarkdown' | 'activity'>,
): Reply {
  activity.read(document.metadata.document_id);
  return wantsMarkdown ? markdownReply(documentMarkdown(document)) : { body: document };
}
