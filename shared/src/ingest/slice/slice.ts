import type { Logger } from '../../log.ts';
import type { Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import type { Lease } from '../../store/sync/leases.ts';
import type { SourceRow } from '../../store/sync/sources.ts';
import type { ConfigFile } from '../choose/config-file.ts';
import type { ContentSettings } from '../choose/path-rules.ts';
import { ruleFile } from '../choose/rule-files.ts';
import { contentFingerprint } from './fingerprint.ts';
import { type FilesToRead, readFiles } from './read-files.ts';
import { writeBatches } from './write-batches.ts';

export interface SliceRequest {
  /** The workflow's execution, which holds the lease; the same for all runs of one sync. */
  executionId: string;
  trigger: string;
  /** Lists everything anew, and may delete more than the guard allows. */
  force: boolean;
}

export interface SliceOptions {
  /** Milliseconds of the epoch; the slice ends itself before. */
  deadline: number;
  settings: ContentSettings;
  /** The files that configure DocPilot, in whichever source they are. */
  configFiles?: readonly ConfigFile[];
  log: Logger;
  /** Aborted when the lease is lost; the source's requests listen to it. */
  abort: AbortController;
}

/** One source for one time slice, and what its parts have in common. */
export interface Slice {
  database: Database;
  source: Source;
  request: SliceRequest;
  options: SliceOptions;
  row: SourceRow;
  lease: Lease;
  runId: number;
}

/** The run, if a person started it; else null. */
export function runByHand({ runId, request }: Slice): number | null {
  return request.force || request.trigger === 'manual' ? runId : null;
}

/** Reads files and stores them in batches. @returns false when time is up */
export function readAndWrite(
  slice: Slice,
  files: Omit<FilesToRead, 'configFiles' | 'settings'>,
): Promise<boolean> {
  const { database, lease, source, options } = slice;
  const { settings } = options;
  const wanted = { ...files, configFiles: configFilesOf(slice), settings };
  return write(slice, readFiles(database, lease.sourceId, source, wanted));
}

export function configFilesOf({ options }: Slice): readonly ConfigFile[] {
  return [...(options.configFiles ?? []), ruleFile];
}

/** Stores what is read, or what a rule skips. @returns false when time is up */
export function write(
  { database, lease, runId, options }: Slice,
  files: Parameters<typeof writeBatches>[2],
): Promise<boolean> {
  const stop = () => options.abort.signal.aborted || Date.now() >= options.deadline;
  const fingerprint = contentFingerprint(options.settings);
  return writeBatches(database, { lease, runId, fingerprint }, files, {
    stop,
    log: options.log,
  });
}
