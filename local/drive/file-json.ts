import { callerJson } from './caller-json.ts';
import type { DriveItem, DriveStore } from './drive-store.ts';
import { exportTypes } from './export-native.ts';
import { type Selection, selects } from './field-selection.ts';
import { folderType, isGoogleType, shortcutType } from './mime-types.ts';

/** A file as Google shows it: what is not known of it, or not had by its kind, is left out. */
export async function fileJson(
  item: DriveItem,
  store: DriveStore,
  asked: Selection,
): Promise<Record<string, unknown>> {
  const hasBytes = !isGoogleType(item.mimeType);
  return {
    kind: 'drive#file',
    id: item.id,
    name: item.name,
    mimeType: item.mimeType,
    starred: false,
    trashed: item.trashed,
    explicitlyTrashed: item.explicitlyTrashed,
    ...(item.parentId !== null && { parents: [item.parentId] }),
    spaces: ['drive'],
    version: item.version,
    webViewLink: item.link ?? webViewLink(item),
    hasThumbnail: false,
    thumbnailVersion: '0',
    viewedByMe: false,
    createdTime: item.createdTime.toISOString(),
    modifiedTime: item.modifiedTime.toISOString(),
    modifiedByMe: false,
    isAppAuthorized: false,
    copyRequiresWriterPermission: !item.canDownload,
    viewersCanCopyContent: item.canDownload,
    capabilities: capabilities(item),
    lastModifyingUser: { ...callerJson, me: false },
    ...ownership(item),
    ...(item.size !== null && { size: String(item.size), quotaBytesUsed: String(item.size) }),
    ...(hasBytes && names(item.name)),
    ...(hasBytes && item.headRevisionId !== null && { headRevisionId: item.headRevisionId }),
    ...(hasBytes && selects(asked, 'md5Checksum') && { md5Checksum: await store.md5(item) }),
    ...(item.shortcut !== null && { shortcutDetails: item.shortcut }),
    ...exportLinks(item),
  };
}

function ownership({ driveId }: DriveItem) {
  if (driveId !== null) return { driveId, teamDriveId: driveId };
  return {
    owners: [{ ...callerJson, me: false }],
    ownedByMe: false,
    shared: true,
    writersCanShare: true,
  };
}

function names(name: string) {
  const extension = /\.([^.\s]+)$/.exec(name)?.[1];
  return {
    originalFilename: name,
    ...(extension && { fileExtension: extension, fullFileExtension: extension }),
  };
}

function capabilities({ mimeType, canDownload }: DriveItem) {
  const isFolder = mimeType === folderType;
  return {
    canAddChildren: false,
    canComment: false,
    canCopy: canDownload && !isFolder,
    canDelete: false,
    canDownload,
    canEdit: false,
    canListChildren: isFolder,
    canModifyContent: false,
    canReadRevisions: canDownload && !isFolder && mimeType !== shortcutType,
    canRename: false,
    canShare: false,
    canTrash: false,
    canUntrash: false,
  };
}

function webViewLink({ id, mimeType }: DriveItem): string {
  if (mimeType === folderType) return `https://drive.google.com/drive/folders/${id}`;
  const editor = /^application\/vnd\.google-apps\.(document|spreadsheet|presentation)$/.exec(
    mimeType,
  )?.[1];
  if (editor === undefined) return `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
  const path = editor === 'spreadsheet' ? 'spreadsheets' : editor;
  return `https://docs.google.com/${path}/d/${id}/edit?usp=drivesdk`;
}

function exportLinks({ id, mimeType }: DriveItem) {
  const types = exportTypes(mimeType);
  if (types.length === 0) return {};
  const link = (type: string) =>
    `https://www.googleapis.com/drive/v3/files/${id}/export?mimeType=${encodeURIComponent(type)}`;
  return { exportLinks: Object.fromEntries(types.map((type) => [type, link(type)])) };
}
