import { forbidden, invalidValue } from './drive-problem.ts';
import {
  type Answer,
  type DriveRequest,
  jsonAnswer,
  selectionOf,
  sharedDriveFlags,
} from './drive-request.ts';
import type { DriveItem } from './drive-store.ts';
import { innerSelection } from './field-selection.ts';
import { fileJson } from './file-json.ts';
import { readOrder } from './item-order.ts';
import { pageOf } from './list-page.ts';
import { matches, namedParents, requiredParents, withRoot } from './match-query.ts';
import { type Query, readQuery } from './query.ts';
import { requireDrive, requireFile, requireFlags } from './shared-drive-rules.ts';

export const defaultFileFields = 'kind,id,name,mimeType,driveId,teamDriveId';
const defaultFields = `kind,incompleteSearch,nextPageToken,files(${defaultFileFields})`;

/** files.list */
export async function answerFileList(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const asked = selectionOf(request, 'FileList', defaultFields);
  const corpora = readCorpora(request);
  requireSpaces(parameters.text('spaces'));
  const order = readOrder(parameters.text('orderBy') ?? '');
  const size = parameters.pageSize(1000, 100);
  const q = parameters.text('q')?.trim();
  const query = q ? withRoot(readQuery(q), store.myDriveId ?? '') : null;

  const items = (await findItems(request, query)).filter((item) =>
    isInCorpora(item, corpora, request),
  );
  const page = pageOf(items, order, {
    request: JSON.stringify([q, corpora, parameters.text('orderBy'), sharedDriveFlags(request)]),
    token: parameters.text('pageToken'),
    size,
  });
  const askedOfFile = innerSelection(asked, 'files') ?? new Map();
  const files = await Promise.all(page.items.map((item) => fileJson(item, store, askedOfFile)));
  const { nextPageToken } = page;
  const body = { kind: 'drive#fileList', nextPageToken, incompleteSearch: false, files };
  return jsonAnswer(request, body, asked);
}

async function findItems(request: DriveRequest, query: Query | null): Promise<DriveItem[]> {
  const { supports } = sharedDriveFlags(request);
  // Google names no id here.
  const parents = query === null ? [] : [...namedParents(query)];
  await Promise.all(parents.map((id) => requireFile(request, id, supports, '')));
  const found = await request.store.list(query === null ? null : requiredParents(query));
  return found.filter((item) => query === null || matches(item, query));
}

type Corpora = 'user' | 'drive' | 'allDrives';

function readCorpora(request: DriveRequest): Corpora {
  const { driveId } = sharedDriveFlags(request);
  const given = request.parameters.text('corpora') || 'user';
  // A domain's files are none of what is served here.
  if (given !== 'user' && given !== 'drive' && given !== 'allDrives') throw invalidValue('corpora');
  requireFlags(request, given);
  if ((driveId !== null) !== (given === 'drive')) {
    throw forbidden(
      'teamDriveIdRequiresTeamDriveCorpora',
      'The driveId parameter must be specified if and only if corpora is set to drive.',
    );
  }
  if (driveId !== null) requireDrive(request, driveId);
  return given;
}

/** Where nothing else is, `drive` is all that is listed. */
export function requireSpaces(spaces: string | null): void {
  if (spaces !== null && spaces !== '' && spaces !== 'drive') throw invalidValue('spaces');
}

function isInCorpora(item: DriveItem, corpora: Corpora, request: DriveRequest): boolean {
  const { includes, driveId } = sharedDriveFlags(request);
  // The uppermost folders are found by their ids, never listed.
  if (item.id === request.store.myDriveId || item.id === item.driveId) return false;
  if (corpora === 'drive') return item.driveId === driveId;
  return item.driveId === null || includes;
}
