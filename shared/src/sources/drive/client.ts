import { DocPilotError } from '../../errors.ts';
import { storable } from '../../extract/storable.ts';
import { maxAnswerBytes, tooLong } from '../../read-answer.ts';
import { retryTransient } from '../../retry.ts';
import { isTooLong, readHeader, toKnownError } from './drive-errors.ts';
import { type DriveFile, fileFields, toDriveFile } from './drive-file.ts';
import { type Api, openApi } from './open-api.ts';

/** The calls of Google Drive's API v3 that a sync makes. */
export interface DriveClient {
  readonly requests: number;
  listFiles(parameters: { q: string; pageToken?: string; driveId?: string }): Promise<FilePage>;
  getFile(fileId: string): Promise<DriveFile>;
  /** The name of a shared drive. */
  driveName(driveId: string): Promise<string>;
  startPageToken(driveId: string | undefined): Promise<string>;
  listChanges(pageToken: string, driveId: string | undefined): Promise<ChangePage>;
  download(fileId: string): Promise<Uint8Array>;
  exportFile(fileId: string, mediaType: string): Promise<Uint8Array>;
}

export interface FilePage {
  files: DriveFile[];
  nextPageToken?: string;
  /** Whether files may be missing, because Drive did not search everywhere. */
  incomplete: boolean;
}

export interface Change {
  fileId: string;
  /** Deleted, or no longer visible to this account. */
  removed: boolean;
  file?: DriveFile;
}

export interface ChangePage {
  changes: Change[];
  nextPageToken?: string;
  newStartPageToken?: string;
}

export interface DriveClientOptions {
  /** A fixed token; if undefined, the credentials of the function's service account. */
  accessToken?: string | undefined;
  /** Another address than https://www.googleapis.com. */
  apiUrl?: string | undefined;
  /** The end of the time for waiting on rate limits, in milliseconds since the epoch. */
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
  /** The timeout of each request. */
  requestTimeoutMs?: number;
  /** The most that is read of an answer. */
  maxAnswerBytes?: number;
  /** The pause before a request's first retry; it doubles each time. */
  firstPauseMs?: number;
}

const defaultTimeoutMs = 120_000;
const everywhere = { supportsAllDrives: true, includeItemsFromAllDrives: true };

/** A client that loads googleapis at its first call. */
export function createDriveClient(options: DriveClientOptions): DriveClient {
  const { requestTimeoutMs = defaultTimeoutMs, firstPauseMs = 500 } = options;
  const maxContentLength = options.maxAnswerBytes ?? maxAnswerBytes;
  let requests = 0;
  let opening: Promise<Api> | undefined;

  /** @param isAnswer whether an answer has the expected shape: a proxy may answer something else */
  async function call<T>(
    send: (api: Api) => Promise<{ data: T; headers: unknown }>,
    isAnswer: (data: T, headers: unknown) => boolean,
  ): Promise<T> {
    opening ??= openApi(options);
    const api = await opening;
    return retryTransient(
      async () => {
        requests += 1;
        try {
          const { data, headers } = await send(api);
          if (isAnswer(data, headers)) return data;
        } catch (error) {
          options.signal?.throwIfAborted();
          if (isTooLong(error)) throw tooLong('Google Drive’s', maxContentLength);
          throw toKnownError(error);
        }
        throw new DocPilotError('upstream_unavailable', 'Google Drive sent an unexpected answer.');
      },
      {
        retries: 4,
        firstPauseMs,
        longestWaitMs: () => (options.deadline ?? Date.now() + 60_000) - Date.now(),
        signal: options.signal,
      },
    );
  }

  const isBytes = (data: unknown) => data instanceof ArrayBuffer;
  const bytesOf = (data: unknown) => new Uint8Array(data as ArrayBuffer);
  const transport = {
    timeout: requestTimeoutMs,
    maxContentLength,
    retry: false,
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const binary = { ...transport, responseType: 'arraybuffer' as const };

  return {
    get requests() {
      return requests;
    },
    async listFiles({ q, pageToken, driveId }) {
      const data = await call(
        (api) =>
          api.files.list(
            {
              q,
              pageSize: 1000,
              fields: `nextPageToken,incompleteSearch,files(${fileFields})`,
              ...everywhere,
              ...inDrive(driveId),
              ...(pageToken === undefined ? {} : { pageToken }),
            },
            transport,
          ),
        // An answer without a list does not mean an empty folder.
        ({ files }) => Array.isArray(files),
      );
      return {
        files: (data.files ?? []).map(toDriveFile),
        incomplete: data.incompleteSearch === true,
        ...(data.nextPageToken ? { nextPageToken: data.nextPageToken } : {}),
      };
    },
    getFile: async (fileId) =>
      toDriveFile(
        await call(
          (api) =>
            api.files.get({ fileId, fields: fileFields, supportsAllDrives: true }, transport),
          ({ id }) => id === fileId,
        ),
      ),
    async driveName(driveId) {
      const { name } = await call(
        (api) => api.drives.get({ driveId, fields: 'name' }, transport),
        (data) => Boolean(data.name),
      );
      return storable(name ?? '');
    },
    async startPageToken(driveId) {
      const data = await call(
        (api) =>
          api.changes.getStartPageToken(
            { supportsAllDrives: true, ...(driveId === undefined ? {} : { driveId }) },
            transport,
          ),
        ({ startPageToken }) => Boolean(startPageToken),
      );
      return data.startPageToken ?? '';
    },
    async listChanges(pageToken, driveId) {
      const data = await call(
        (api) =>
          api.changes.list(
            {
              pageToken,
              pageSize: 1000,
              includeRemoved: true,
              fields: `nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file(${fileFields}))`,
              ...everywhere,
              ...(driveId === undefined ? {} : { driveId }),
            },
            transport,
          ),
        ({ changes, nextPageToken, newStartPageToken }) =>
          Array.isArray(changes) && Boolean(nextPageToken ?? newStartPageToken),
      );
      return {
        changes: (data.changes ?? []).flatMap((change) =>
          change.fileId
            ? [
                {
                  fileId: change.fileId,
                  removed: change.removed === true,
                  ...(change.file ? { file: toDriveFile(change.file) } : {}),
                },
              ]
            : [],
        ),
        ...(data.nextPageToken ? { nextPageToken: data.nextPageToken } : {}),
        ...(data.newStartPageToken ? { newStartPageToken: data.newStartPageToken } : {}),
      };
    },
    download: async (fileId) =>
      bytesOf(
        await call(
          (api) => api.files.get({ fileId, alt: 'media', supportsAllDrives: true }, binary),
          isBytes,
        ),
      ),
    exportFile: async (fileId, mediaType) =>
      bytesOf(
        await call(
          (api) => api.files.export({ fileId, mimeType: mediaType }, binary),
          (data, headers) => isBytes(data) && !isJson(headers),
        ),
      ),
  };
}

/** An export has no size or checksum to check, but it is never JSON. */
function isJson(headers: unknown): boolean {
  return readHeader(headers, 'content-type')?.includes('json') ?? false;
}

function inDrive(driveId: string | undefined) {
  return driveId === undefined ? {} : { driveId, corpora: 'drive' };
}
