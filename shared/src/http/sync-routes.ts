import * as z from 'zod';
import { answerKeyFile } from '../answer-key/answer-key-file.ts';
import { measureRecall } from '../answer-key/measure-recall.ts';
import { type Environment, optionalSetting } from '../config.ts';
import type { SourceKind } from '../document.ts';
import type { Embedder } from '../embed/embedder.ts';
import { DocPilotError } from '../errors.ts';
import { changedPatterns, chosenPatterns } from '../ingest/choose/changed-patterns.ts';
import { defaultMaxFileBytes } from '../ingest/choose/path-rules.ts';
import { repeatedRepositories } from '../ingest/repeated-repositories.ts';
import { purge } from '../ingest/slice/purge.ts';
import { type EmbeddingSliceReport, syncAndEmbed } from '../ingest/sync-and-embed.ts';
import { searchIndex } from '../search/rank/search-index.ts';
import type { Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import { hideUnconfigured } from '../store/sync/sources.ts';
import { synonymsFile } from '../synonyms/synonyms-file.ts';
import { validate } from '../validate.ts';
import type { Route } from './route.ts';

/** The default length of a slice; the workflow's calls time out after 1,800 s. */
const defaultSliceSeconds = 25 * 60;

const call = z.strictObject({
  execution_id: z.string().min(1).max(200),
  trigger: z.string().min(1).max(100).default('manual'),
  force: z.boolean().default(false),
});

/** What differs between the kinds of source: the names of settings and fields. */
const kinds = {
  github: { setting: 'repositories', listField: 'repositories', nameField: 'repository' },
  conversations: { setting: 'repositories', listField: 'conversations', nameField: 'repository' },
  drive: { setting: 'driveFolders', listField: 'folders', nameField: 'folder' },
  web: { setting: 'sites', listField: 'sites', nameField: 'site' },
  folder: { setting: 'localFolders', listField: 'local_folders', nameField: 'folder' },
} as const satisfies Record<SourceKind, object>;

export interface SyncRoutesOptions {
  kind: SourceKind;
  /** What the routes' paths begin with; empty: nothing. */
  below?: string;
  database: Database;
  environment: Environment;
  /** Null for search by words only. */
  embedder: Embedder | null;
  /** What the setting means where it holds more than names; the list is what there is now. */
  names?: { list(): Promise<string[]>; includes(name: string): boolean };
  /** Opens the source of that name; the deadline is in milliseconds since the epoch. */
  openSource(name: string, limits: { deadline: number; signal: AbortSignal }): Source;
  /** Those of the configured names that are sources of their own, with notes on the others. */
  distinct?(configured: readonly string[]): Promise<{ names: string[]; notes: string[] }>;
}

/** The routes that the workflow calls to sync the sources of one kind. */
export function syncRoutes(options: SyncRoutesOptions): Route[] {
  const configured = optionalSetting(options.environment, kinds[options.kind].setting) ?? [];
  const {
    names = { list: async () => configured, includes: (name) => configured.includes(name) },
  } = options;
  return [planRoute(options, names.list), sliceRoute(options, names.includes)];
}

/** Answers the sources to sync, and hides those from search that are no longer configured. */
function planRoute(
  { kind, below = '', database, environment, distinct }: SyncRoutesOptions,
  list: () => Promise<string[]>,
): Route {
  const notes = [
    ...(kind === 'conversations' ? [] : changedPatterns(environment)),
    ...(kind === 'github' ? repeatedRepositories(environment) : []),
  ];
  return {
    method: 'POST',
    path: `${below}/plan`,
    auth: 'platform',
    // A long list of repositories, or a rate limit that is soon over.
    timeoutMs: 300_000,
    handle: async ({ log }) => {
      const configured = await list();
      const found = (await distinct?.(configured)) ?? { names: configured, notes: [] };
      for (const note of [...notes, ...found.notes]) log.warn(note);
      await hideUnconfigured(database, kind, found.names);
      await purge(database, log);
      return { body: { [kinds[kind].listField]: found.names } };
    },
  };
}

/** Runs one time slice of one source. The answer only contains counts. */
function sliceRoute(
  { kind, below = '', database, environment, embedder, openSource }: SyncRoutesOptions,
  isConfigured: (name: string) => boolean,
): Route {
  const { nameField } = kinds[kind];
  const request = callOf(nameField);
  const settings = {
    // INCLUDE and EXCLUDE choose files.
    ...(kind === 'conversations' ? { include: [], exclude: [] } : chosenPatterns(environment)),
    maxFileBytes: optionalSetting(environment, 'maxFileBytes') ?? defaultMaxFileBytes,
    hiddenCells: optionalSetting(environment, 'hiddenCells') ?? 'omit',
  };
  const monthlyCharacters = optionalSetting(environment, 'embedMonthlyCharacters');
  const index = searchIndex(database, embedder, optionalSetting(environment, 'embedWeight'));
  const sliceSeconds = optionalSetting(environment, 'sliceSeconds') ?? defaultSliceSeconds;
  return {
    method: 'POST',
    path: below || '/',
    auth: 'platform',
    timeoutMs: 1_790_000,
    handle: async ({ body, log }) => {
      const { name, execution_id: executionId, trigger, force } = validate(request, body);
      if (!isConfigured(name)) {
        throw new DocPilotError('not_found', `The ${nameField} ${name} is not configured.`);
      }
      const deadline = Date.now() + sliceSeconds * 1000;
      const abort = new AbortController();
      const source = openSource(name, { deadline, signal: abort.signal });
      const report = await syncAndEmbed(
        database,
        source,
        { executionId, trigger, force },
        { deadline, settings, configFiles: [answerKeyFile, synonymsFile], log, abort },
        embedder && { embedder, monthlyCharacters },
      );
      log.info({ [nameField]: name, ...report }, 'slice');
      if (report.done) await measureRecall(database, index, source, executionId, log);
      return { body: answerOf(report) };
    },
  };
}

/** A call's body, whose source is in a field that is named after its kind. */
function callOf(nameField: string) {
  return z
    .strictObject({ ...call.shape, [nameField]: z.string() })
    .transform((body: z.output<typeof call> & Record<string, unknown>) => ({
      ...body,
      name: String(body[nameField]),
    }));
}

function answerOf({ retryAfterSeconds, pendingEmbeddings, ...counts }: EmbeddingSliceReport) {
  return {
    ...counts,
    ...(pendingEmbeddings === undefined ? {} : { pending_embeddings: pendingEmbeddings }),
    ...(retryAfterSeconds === undefined ? {} : { retry_after_seconds: retryAfterSeconds }),
  };
}
