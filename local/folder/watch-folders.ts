import { type FSWatcher, watch } from 'node:fs';
import { type Executions, startExecution } from '../start-execution.ts';

/** A folder is synced when nothing has changed in it for so long. */
const quietMs = 300;

interface Watched {
  folder: string;
  /** The sources that are in it, by their name in the workflow's argument. */
  sources: { local_folders: string[] } | { conversations: string[] };
}

/**
 * Syncs the sources of a folder after each change in it.
 * @returns a function that stops it
 */
export function watchFolders(
  folders: readonly Watched[],
  executions: Executions,
  onError: (error: unknown) => void,
): () => void {
  const watchers = folders.map((folder) => watchFolder(folder, executions, onError));
  return () => {
    for (const stop of watchers) stop();
  };
}

function watchFolder(
  { folder, sources }: Watched,
  executions: Executions,
  onError: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const sync = () => {
    startExecution(executions, {
      trigger: 'watch',
      repositories: [],
      folders: [],
      sites: [],
      local_folders: [],
      ...sources,
    }).catch(onError);
  };
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(sync, quietMs);
    });
    watcher.on('error', onError);
  } catch (error) {
    onError(error);
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
