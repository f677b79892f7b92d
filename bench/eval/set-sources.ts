import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  conversationsBeside,
  hasConversations,
} from '../../local/github/conversations/conversations-folder.ts';
import { readWebPage } from '../../shared/src/reader/read-web-page.ts';
import { githubConversations } from '../../shared/src/sources/conversations/github-conversations.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import { siteSource } from '../../shared/src/sources/web/site.ts';
import { serveSite } from '../../test/support/site-server.ts';
import { serveThreads } from '../many-threads/serve-threads.ts';
import { corpusSource } from './corpus-source.ts';
import type { JudgedSet } from './judged-set.ts';

/** What a set may have beside its files, and be measured without. */
export const besideFiles = ['conversations', 'web'] as const;
export type BesideFiles = (typeof besideFiles)[number];

export interface SetSources {
  sources: readonly Source[];
  /** Stops the servers that the sources read from. */
  close(): Promise<void>;
}

interface Served {
  source: Source;
  close(): Promise<void>;
}

/** The files of a judged set, and its conversations and site if it has them, as a sync reads them. */
export async function openSetSources(
  set: JudgedSet,
  { without }: { without: readonly BesideFiles[] },
): Promise<SetSources> {
  const served: Served[] = [];
  if (!without.includes('conversations')) served.push(...(await openConversations(set)));
  if (!without.includes('web')) served.push(...(await openSite(set)));
  return {
    sources: [corpusSource(set), ...served.map(({ source }) => source)],
    close: async () => {
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}

/** Those in the folder repository.github, in the form that those beside a clone have. */
async function openConversations({ name, folder }: JudgedSet): Promise<Served[]> {
  const beside = join(folder, 'repository');
  if (!(await hasConversations(beside))) return [];
  const repository = `judged/${name}`;
  const { url: apiUrl, close } = await serveThreads(
    repository,
    await conversationsBeside(beside)(),
  );
  const token = 'a-token';
  const deadline = Number.MAX_SAFE_INTEGER;
  return [{ source: githubConversations(repository, { apiUrl, token, deadline }), close }];
}

/** The pages in the folder site; index.html is the start page. */
async function openSite({ folder }: JudgedSet): Promise<Served[]> {
  const pages = join(folder, 'site');
  if (!existsSync(pages)) return [];
  const site = await serveSite();
  for (const path of globSync('**/*.html', { cwd: pages })) {
    const body = readFileSync(join(pages, path), 'utf8');
    site.pages.set(`/${path === 'index.html' ? '' : path}`, { body });
  }
  const source = siteSource(site.url, { readPage: readWebPage, privateHosts: ['127.0.0.1'] });
  return [{ source, close: site.close }];
}
