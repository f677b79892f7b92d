import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { conversationsBeside } from '../../local/github/conversations/conversations-folder.ts';
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
    sources: [...repositories(set).map(corpusSource), ...served.map(({ source }) => source)],
    close: async () => {
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}

/** A set may have files of several repositories, in which no two paths may be the same. */
function repositories({ name, documents }: JudgedSet) {
  const byName = Map.groupBy(documents, ({ repository }) => repository ?? name);
  return [...byName].map(([each, files]) => ({ name: each, documents: files }));
}

/**
 * Those in the folder repository.github, in the form that those beside a clone have; if the set has
 * several repositories, in one folder for each, such as shop.github. No number may be in two.
 */
async function openConversations({ name, folder }: JudgedSet): Promise<Served[]> {
  const beside = globSync('*.github', { cwd: folder }).map((found) => basename(found, '.github'));
  return Promise.all(
    beside.map(async (each) => {
      const repository = `judged/${each === 'repository' ? name : each}`;
      const threads = await conversationsBeside(join(folder, each))();
      const { url: apiUrl, close } = await serveThreads(repository, threads);
      const deadline = Number.MAX_SAFE_INTEGER;
      const source = githubConversations(repository, { apiUrl, token: 'a-token', deadline });
      return { source, close };
    }),
  );
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
