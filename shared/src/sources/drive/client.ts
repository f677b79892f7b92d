import { DocPilotError } from '../../errors.ts';
import { retryTransient } from '../../retry.ts';
import { readHeader, toKnownError } from './drive-errors.ts';
import { type DriveFile, fileFields, toDriveFile } from './drive-file.ts';
import { type Api, openApi } from './open-api.ts';

/** The calls a sync makes of Google Drive v3, by their names in its discovery document. */
export interface DriveClient {
  readonly requests: number;
  listFiles(parameters: { q: string; pageToken?: string; driveId?: string }): Promise<FilePage>;
  getFile(fileId: string): Promise<DriveFile>;
  /** What people call a shared drive. */
  driveName(driveId: string): Promise<string>;
  startPageToken(driveId: string | undefined): Promise<string>;
  listChanges(pageToken: string, driveId: string | undefined): Promise<ChangePage>;
  download(fileId: string): Promise<Uint8Array>;
  exportFile(fileId: string, mediaType: string): Promise<Uint8Array>;
}

export interface FilePage {
  files: DriveFile[];
  nextPageToken?: string;
  /** Drive did not search everywhere: something may be missing. */
  incomplete: boolean;
}

export interface Change {
  fileId: string;
  /** Deleted, or no longer to be seen by this account. */
  removed: boolean;
  file?: DriveFile;
}

export interface ChangePage {
  changes: Change[];
  nextPageToken?: string;
  newStartPageToken?: string;
}

export interface DriveClientOptions {
  /** A fixed token; without one the service account the function runs as. */
  accessToken?: string | undefined;
  /** Elsewhere than https://www.googleapis.com. */
  apiUrl?: string | undefined;
  /** Until when (milliseconds of the epoch) a rate limit may be waited for. */
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
  /** How long a request may take. */
  requestTimeoutMs?: number;
  /** The first pause before a request is tried again; it doubles. */
  firstPauseMs?: number;
}

const defaultTimeoutMs = 120_000;
const everywhere = { supportsAllDrives: true, includeItemsFromAllDrives: true };

/** Drive's client of googleapis, loaded by the first call. */
export function createDriveClient(options: DriveClientOptions): DriveClient {
  const { requestTimeoutMs = defaultTimeoutMs, firstPauseMs = 500 } = options;
  let requests = 0;
  let opening: Promise<Api> | undefined;

  /** @param isAnswer whether it is what was asked for: anything else came from something in between */
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
          throw toKnownError(error);
        }
        throw new DocPilotError(
          'upstream_unavailable',
          'Google Drive sent an answer that cannot be understood.',
        );
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
        // What lacks its list is no empty folder.
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
      return name ?? '';
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

/** An export has no size and no checksum, but is never JSON. */
function isJson(headers: unknown): boolean {
  return readHeader(headers, 'content-type')?.includes('json') ?? false;
}

function inDrive(driveId: string | undefined) {
  return driveId === undefined ? {} : { driveId, corpora: 'drive' };
}
