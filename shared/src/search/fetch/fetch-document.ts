import { DocPilotError } from '../../errors.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { type ReadDocument, readDocument } from '../../store/search/read-document.ts';
import { countFitting } from '../show/count-fitting.ts';
import { linkToLines, locationName } from '../show/location.ts';
import type { FetchRequest, FetchResponse } from './fetch-request.ts';

/** The maximum of Postgres' integer, beyond any document. */
const lastLine = 2 ** 31 - 1;
/** An upper bound on the average of real text. */
const charactersPerToken = 8;
/** What is read at most where no budget of tokens is given. */
const maxCharactersOfAnswer = 1_000_000;

/**
 * Reads a document, or a range of its lines, as whole lines within the token budget. A single line
 * that exceeds the budget is cut.
 * @throws DocPilotError not_found, invalid_request
 */
export async function fetchDocument(
  database: Queryable,
  request: FetchRequest,
): Promise<FetchResponse> {
  const [key = '', ordinal] = request.id.split('.');
  const startLine = request.start_line && Math.min(request.start_line, lastLine);
  const endLine = request.end_line && Math.min(request.end_line, lastLine);
  const maxCharacters =
    request.max_tokens === undefined
      ? maxCharactersOfAnswer
      : request.max_tokens * charactersPerToken;
  if (endLine !== undefined && startLine !== undefined && endLine < startLine) {
    throw new DocPilotError('invalid_request', 'end_line must not be before start_line.');
  }
  const read = (from: number | null) =>
    readDocument(database, key, ordinal === undefined ? null : Number(ordinal), {
      startLine: from,
      endLine: endLine ?? null,
      maxCharacters,
      raw: request.raw ?? false,
    });
  const document = await read(startLine ?? null);
  if (document === undefined) {
    throw new DocPilotError(
      'not_found',
      `There is no document ${key}: take an id from search_documents or list_documents.`,
    );
  }
  if (startLine === undefined && endLine !== undefined && endLine < document.startLine) {
    throw new DocPilotError(
      'invalid_request',
      `The passage starts at line ${document.startLine}, after end_line: send start_line as well.`,
    );
  }
  // A document that fits is returned whole, whichever of its passages was found.
  const isWhole = startLine === undefined && endLine === undefined && document.startLine > 1;
  if (isWhole && document.characters <= maxCharacters) {
    const whole = await read(1);
    const answer = whole && (await cutToFit(whole, request));
    if (answer && !answer.truncated) return answer;
  }
  if (document.startLine > document.totalLines) {
    throw new DocPilotError(
      'invalid_request',
      `The document has ${document.totalLines} lines: start_line must be at most that.`,
    );
  }
  return cutToFit(document, request);
}

async function cutToFit(document: ReadDocument, request: FetchRequest): Promise<FetchResponse> {
  const { startLine, totalLines } = document;
  const toLine = Math.min(request.end_line ?? totalLines, totalLines);
  const answer = (text: string, lines: number): FetchResponse => {
    const endLine = startLine + lines - 1;
    const isCut = endLine < toLine;
    return {
      id: request.id,
      title: document.title,
      text,
      url: linkTo(document, endLine),
      start_line: startLine,
      end_line: endLine,
      total_lines: totalLines,
      location: locationName(document.locations, startLine, endLine),
      truncated: endLine < totalLines,
      ...(document.hiddenCharacters > 0 && {
        hidden_characters_removed: document.hiddenCharacters,
      }),
      next: isCut ? `Call fetch with id ${document.key} and start_line ${endLine + 1}.` : null,
      metadata: {
        document_id: document.key,
        source: document.source,
        repository: document.repository,
        path: document.path,
        content_type: document.contentType,
        changed_at: document.changedAt?.toISOString() ?? null,
        verified_at: document.verifiedAt?.toISOString() ?? null,
        ...(document.outdated === null ? {} : { outdated: document.outdated }),
      },
    };
  };
  const lines = document.text.split('\n');
  // The text that was read may end inside a line.
  if (lines.length > 1 && startLine + lines.length - 1 < toLine) lines.pop();
  const withLines = (count: number) => answer(lines.slice(0, count).join('\n'), count);
  if (request.max_tokens === undefined) return withLines(lines.length);
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const count = await countFitting(
    lines.map((line) => inJson(`${line}\n`)),
    (count) => [JSON.stringify(withLines(count))],
    request.max_tokens,
  );
  if (count > 0) return withLines(count);
  const pieces = lines[0]?.match(linePieces) ?? [];
  const withPieces = (kept: number) => answer(pieces.slice(0, kept).join(''), 1);
  const formsWith = (kept: number) => [JSON.stringify(withPieces(kept))];
  return withPieces(await countFitting(pieces.map(inJson), formsWith, request.max_tokens));
}

/** Where a line that exceeds the budget may be cut. */
const linePieces = /.{1,40}/gsu;

/** The link names lines only if a part of the document is shown. */
function linkTo(document: ReadDocument, endLine: number): string {
  const { url, startLine, totalLines } = document;
  const isPart = startLine > 1 || endLine < totalLines;
  return isPart ? linkToLines(document, startLine, endLine) : url;
}
