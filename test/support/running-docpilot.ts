import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@docpilot/shared/config';
import type { Database } from '@docpilot/shared/database';
import { openData } from '../../local/database/open-database.ts';
import { type Report, reportOf } from '../../local/report.ts';
import { runSync } from '../../local/run-sync.ts';
import { startDocPilot } from '../../local/start-docpilot.ts';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import { openTestDatabase } from './test-database.ts';
import { keepSecret, keepSecretsOf, watchLines } from './watched-log.ts';

/** DocPilot as `npm start` runs it, on the worker's database. */
export interface RunningDocPilot {
  readonly url: string;
  readonly key: string;
  readonly webhookSecret: string;
  readonly database: Database;
  /** Syncs every repository over HTTP, and returns the report. */
  sync(force?: boolean): Promise<Report>;
  search(query: string, more?: object): Promise<SearchResponse['results']>;
  /** Sends a request with the key and the headers of `init`. */
  request(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** Does what `npm start -- --watch` does after the first sync. */
  keepFresh(): Promise<void>;
  /** The log so far. */
  log(): string;
  close(): Promise<void>;
}

export async function runDocPilot(
  repos: string[],
  {
    drive = null,
    folders = [],
    sites = [],
    environment = {},
  }: {
    drive?: string | null;
    folders?: string[];
    sites?: string[];
    environment?: Environment;
  } = {},
): Promise<RunningDocPilot> {
  const database = await openTestDatabase();
  const data = mkdtempSync(join(tmpdir(), 'docpilot-data-'));
  const options = {
    repos,
    drive,
    folders,
    sites,
    port: 0,
    data,
    once: false,
    watch: true,
    force: false,
    reset: false,
    help: false,
    version: false,
    startedIn: data,
  };
  // No limit of requests, unless a test sets one.
  const settings = { LOG_LEVEL: 'debug', RATE_LIMIT_PER_MINUTE: '0', ...environment };
  const opened = openData(options, settings, async () => database);
  const docPilot = await startDocPilot(options, settings, opened);
  const { url, apiKey, webhookSecret } = docPilot;
  keepSecret(apiKey, webhookSecret);
  keepSecretsOf(environment);
  const log = () => readFileSync(join(data, 'docpilot.log'), 'utf8');
  const request = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { 'x-api-key': apiKey, ...headers } });
  const post = (path: string, body: unknown) =>
    request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  return {
    url,
    key: apiKey,
    webhookSecret,
    database,
    request,
    post,
    sync: async (force = false) =>
      reportOf(await runSync(docPilot, { force, untilEnded: true }, () => {}), docPilot.sources, 0),
    search: async (query, more = {}) => {
      const response = await post('/search', { query, ...more });
      if (!response.ok) throw new Error(`search answered ${response.status}`);
      return ((await response.json()) as SearchResponse).results;
    },
    keepFresh: docPilot.keepFresh,
    log,
    close: async () => {
      await docPilot.close();
      watchLines(log());
      rmSync(data, { recursive: true, force: true });
    },
  };
}
