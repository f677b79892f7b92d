import type { Server } from '@modelcontextprotocol/server';
import { hasOwnLines, withoutParameters } from '../extract/formats.ts';
import { dataNotice } from '../search/assist/assistant-answer.ts';
import { withoutImitation } from '../search/assist/without-imitations.ts';
import { listIndex } from '../search/list/list-index.ts';
import type { Queryable } from '../store/connection/database.ts';
import {
  completePaths,
  completeRepositories,
  findDocumentKey,
} from '../store/search/complete-names.ts';
import { readDocument } from '../store/search/read-document.ts';
import { withoutInvisible } from '../visible/invisible-characters.ts';
import { faultHider } from './hide-faults.ts';
import type { McpContext, McpSdk } from './mcp-handler.ts';

const byId = 'docpilot://document/{id}';
const byPath = 'docpilot://file/{repository}/{+path}';

const resourceTemplates = [
  {
    name: 'document',
    title: 'A document by its id',
    description: `The text of a document, by its document_id. ${dataNotice}`,
    uriTemplate: byId,
  },
  {
    name: 'file',
    title: 'A document by its path',
    description: `The text of a document, by repository (percent-encoded: acme%2Fhandbook) and path. ${dataNotice}`,
    uriTemplate: byPath,
  },
];

const pageSize = 100;
/** The most values in an answer to completion/complete; source: the specification. */
const maxCompletions = 100;
/** More than any indexed document has. */
const maxCharacters = 40_000_000;

/** Serves documents as resources: lists them by page, reads them by id or path, completes paths. */
export function serveResources(
  sdk: McpSdk,
  server: Server,
  database: Queryable,
  { log, activity }: McpContext,
): void {
  const invalid = (message: string) =>
    new sdk.ProtocolError(sdk.ProtocolErrorCode.InvalidParams, message);

  const hidingFaults = faultHider(sdk, log);

  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }));

  server.setRequestHandler(
    'resources/list',
    hidingFaults(async ({ params }) => {
      const request = { view: 'documents' as const, limit: pageSize, cursor: params?.cursor };
      const page = await listIndex(database, request);
      return {
        resources: (page.documents ?? []).map((document) => ({
          uri: `docpilot://document/${document.document_id}`,
          name: document.path,
          title: document.title,
          description: document.repository,
          mimeType: textType(document.content_type),
        })),
        ...(page.next_cursor === null ? {} : { nextCursor: page.next_cursor }),
      };
    }),
  );

  server.setRequestHandler(
    'resources/read',
    hidingFaults(async ({ params: { uri } }) => {
      const key = await keyOf(database, uri);
      const range = { startLine: 1, endLine: null, maxCharacters };
      const document = key && (await readDocument(database, key, null, range));
      if (!document) throw new sdk.ResourceNotFoundError(uri);
      activity.read(document.key);
      const { url, contentType, hiddenCharacters } = document;
      const { text: shown, removed } = withoutInvisible(document.text);
      const text = withoutImitation(shown);
      const count = hiddenCharacters + removed;
      const hidden = count === 0 ? {} : { hidden_characters_removed: count };
      const meta = { url, notice: dataNotice, ...hidden };
      return { contents: [{ uri, mimeType: textType(contentType), text, _meta: meta }] };
    }),
  );

  server.setRequestHandler(
    'completion/complete',
    hidingFaults(async ({ params: { ref, argument, context } }) => {
      if (ref.type !== 'ref/resource' || (ref.uri !== byId && ref.uri !== byPath)) {
        throw invalid('Only the arguments of the resource templates can be completed.');
      }
      const limit = maxCompletions + 1;
      const repository = context?.arguments?.repository ?? null;
      const found =
        argument.name === 'repository'
          ? await completeRepositories(database, argument.value, limit)
          : argument.name === 'path'
            ? await completePaths(database, repository && decode(repository), argument.value, limit)
            : [];
      const values = found.slice(0, maxCompletions);
      return { completion: { values, hasMore: found.length > values.length } };
    }),
  );
}

async function keyOf(database: Queryable, uri: string): Promise<string | undefined> {
  const [, kind, first = '', path = ''] =
    /^docpilot:\/\/(document|file)\/([^/]+)(?:\/(.+))?$/.exec(uri) ?? [];
  if (kind === 'document') return path === '' ? first : undefined;
  if (kind === undefined || path === '') return undefined;
  return findDocumentKey(database, decode(first), decode(path));
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    // No name contains NUL, and Postgres accepts no text with it.
    return decoded.includes('\0') ? text : decoded;
  } catch {
    return text;
  }
}

/** The type of the extracted text, not of the file that it was extracted from. */
function textType(contentType: string): string {
  return hasOwnLines(contentType) ? withoutParameters(contentType) : 'text/markdown';
}
