import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Environment, optionalSetting } from '@docpilot/shared/config';
import { ConfigError } from '@docpilot/shared/errors';
import { githubName } from './github/repository-name.ts';

export interface Options {
  /** Folders of git clones; empty: GH_REPOS, else, without another source, the clone around `startedIn`. */
  repos: string[];
  /** A folder to serve as a Google Drive folder; null: GDRIVE_FOLDER_ID, if any. */
  drive: string | null;
  /** Folders to index as they are. */
  folders: string[];
  /** Addresses of documentation sites; empty: SITES, if any. */
  sites: string[];
  port: number;
  data: string;
  /** Sync, print the report as JSON, and end. */
  once: boolean;
  /** Send a push webhook whenever the branch of a clone moves. */
  watch: boolean;
  /** List everything anew, and delete what is gone, however much. */
  force: boolean;
  /** Delete the index in the data folder first. */
  reset: boolean;
  help: boolean;
  version: boolean;
  /** What relative folders are relative to: where the command was typed, not where npm runs it. */
  startedIn: string;
}

export const usage = `npm start -- [--repo DIR]... [--drive DIR] [--folder DIR]... [--site URL]... [--port 8080] [--data DIR] [--watch] [--once] [--force] [--reset]

  --repo DIR   a local git clone to index; may be given several times
               (without it: the repositories in GH_REPOS, else, without --drive, --folder and --site, the clone you stand in)
  --drive DIR  a folder to serve as a Google Drive folder and to index
  --folder DIR a folder of any files to index; may be given several times
  --site URL   a documentation site to index: its pages at this address and below; may be given several times
               (without it: the sites in SITES)
  --port N     where to answer, on this machine alone (8080; 0 takes a free one)
  --data DIR   where the index and the API key are kept (.docpilot in DocPilot's folder)
  --watch      sync a clone within seconds of each commit; a --folder, and a clone's conversations, of each change
  --once       sync, print the report as one line of JSON, and end
  --force      list everything anew, and delete what is gone, however much
  --reset      forget the index in the data folder first
  -h, --help   this text
  --version    the version of DocPilot`;

/**
 * Reads the command line.
 * @throws ConfigError with one line that says what to do
 */
export function parseOptions(argv: readonly string[], environment: Environment): Options {
  const startedIn = environment.INIT_CWD ?? process.cwd();
  const values = readValues(argv);
  return {
    repos: (values.repo ?? []).map((folder) => readFolder(folder, startedIn)),
    drive: values.drive === undefined ? null : resolve(startedIn, values.drive),
    folders: (values.folder ?? []).map((folder) => resolve(startedIn, folder)),
    sites: (values.site ?? []).map(readSite),
    port: readPort(values.port ?? environment.PORT ?? '8080'),
    data: values.data
      ? resolve(startedIn, values.data)
      : resolve(import.meta.dirname, '..', '.docpilot'),
    once: values.once ?? false,
    watch: values.watch ?? false,
    force: values.force ?? false,
    reset: values.reset ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
    startedIn,
  };
}

function readValues(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        repo: { type: 'string', multiple: true },
        drive: { type: 'string' },
        folder: { type: 'string', multiple: true },
        site: { type: 'string', multiple: true },
        port: { type: 'string' },
        data: { type: 'string' },
        watch: { type: 'boolean' },
        once: { type: 'boolean' },
        force: { type: 'boolean' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\. |\n/);
    throw new ConfigError(`${problem}. See npm start -- --help.`);
  }
}

/** `https://host/…`, or `user@host:path` as git takes it too. */
const urlPattern = /^(?:[a-z][a-z0-9+.-]*:\/\/|[^@/\s]+@[^:/\s]+:)/i;

function readFolder(text: string, startedIn: string): string {
  if (!urlPattern.test(text)) return resolve(startedIn, text);
  const name = githubName(text);
  const instead = name ? `, or set GH_REPOS=${name.owner}/${name.repo} and GH_PAT` : '';
  throw new ConfigError(
    `--repo takes a folder, not a URL: clone the repository and name the clone's folder${instead}.`,
  );
}

function readSite(text: string): string {
  const [site] = optionalSetting({ SITES: text }, 'sites') ?? [];
  if (site !== undefined) return site;
  throw new ConfigError(
    '--site takes the address of a documentation site, for example https://docs.example.com/guide/.',
  );
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError(`--port ${text} is not a port: give a number from 0 to 65535.`);
}
