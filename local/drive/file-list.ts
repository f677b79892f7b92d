import { createHash } from 'node:crypto';
import { forbidden, invalidValue } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer } from './drive-request.ts';
import type { DriveItem } from './drive-store.ts';
import { applySelection, readSelection, selectedOf } from './field-selection.ts';
import { fileJson } from './file-routes.ts';
import { readQuery } from './query.ts';
import { readDriveId, requireFile } from './shared-drives.ts';

/** files.list, in the order of the files' ids. */
export async function answerFileList(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const selection = readSelection(parameters.text('fields'), 'FileList');
  const driveId = readCorpus(request);
  const size = parameters.pageSize();
  const q = parameters.text('q') ?? '';
  const { parentIds, trashed } = readQuery(q);
  const supportsAllDrives = parameters.flag('supportsAllDrives');
  // Google names no id in this message.
  for (const id of parentIds) await requireFile(request, id, supportsAllDrives, '');

  const includes = parameters.flag('includeItemsFromAllDrives');
  const isListed = (item: DriveItem) =>
    item.trashed === trashed &&
    (driveId === null ? item.driveId === null || includes : item.driveId === driveId);
  const after = readToken(parameters.text('pageToken'), q);
  const listed = (await store.list(parentIds))
    .filter((item) => isListed(item) && item.id > after)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const page = listed.slice(0, size);
  const selectionOfFile = selectedOf(selection, 'files');
  const body = {
    kind: 'drive#fileList',
    incompleteSearch: false,
    ...(listed.length > size && { nextPageToken: writeToken(page.at(-1)?.id ?? '', q) }),
    files: await Promise.all(page.map((item) => fileJson(item, store, selectionOfFile))),
  };
  return jsonAnswer(applySelection(body, selection));
}

/** @returns the shared drive to list, null for all that the caller sees */
function readCorpus(request: DriveRequest): string | null {
  const driveId = readDriveId(request);
  const corpora = request.parameters.text('corpora') ?? 'user';
  if (corpora !== 'user' && corpora !== 'drive') throw invalidValue('corpora');
  if ((driveId !== null) === (corpora === 'drive')) return driveId;
  throw forbidden(
    'teamDriveIdRequiresTeamDriveCorpora',
    'The driveId parameter must be specified if and only if corpora is set to drive.',
  );
}

/**
 * A page token names the last file of its page, so that files that come or go between two pages do
 * not move the others, and the query it is for.
 */
function writeToken(lastId: string, q: string): string {
  return Buffer.from(JSON.stringify([digest(q), lastId])).toString('base64url');
}

/** @returns the id after which the page begins @throws DriveProblem for another query's token */
function readToken(token: string | null, q: string): string {
  if (token === null) return '';
  try {
    const [given, lastId] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (given === digest(q)) return lastId;
  } catch {
    // It is not a token of this server.
  }
  throw invalidValue('pageToken');
}

function digest(q: string): string {
  return createHash('sha256').update(q).digest('base64url').slice(0, 16);
}
