import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import { drainEmbeddings } from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import { createLogger } from '../../shared/src/log.ts';
import { type SearchIndex, searchIndex } from '../../shared/src/search/rank/search-index.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import { rankingCorpus } from './ranking-corpus.ts';
import { syncOnce } from './sync-memory.ts';
import { openTestDatabase } from './test-database.ts';

export interface RankingIndex {
  database: Database;
  /** Searches by words and by meaning. */
  index: SearchIndex;
  close(): Promise<void>;
}

/** The corpus of docs/ranking.md, indexed and embedded. */
export async function openRankingIndex(): Promise<RankingIndex> {
  const database = await openTestDatabase();
  const fake = await startFakeOpenAi(64);
  await syncOnce(database, rankingCorpus().source());
  const embedder = openEmbedder({
    EMBED_PROVIDER: 'openai',
    EMBED_URL: `${fake.url}/v1`,
    EMBED_MODEL: 'fake',
  });
  if (embedder === null) throw new Error('there is no embedder');
  await drainEmbeddings(database, {
    embedder,
    holder: 'test',
    deadline: Date.now() + 60_000,
    monthlyCharacters: null,
    log: createLogger('test', { level: 'silent' }),
  });
  return { database, index: searchIndex(database, embedder), close: () => fake.close() };
}
