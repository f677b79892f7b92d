import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportText } from '../../local/report.ts';
import type { ListResponse } from '../../shared/src/search/list/list-request.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { clients } from '../mcp/connect-client.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const documents = {
  'bees.md': '# Bees\n\nThe queen lays two thousand eggs a day.\n',
  'honey.md': '# Honey\n\nHoney below twenty per cent of water keeps for years.\n',
  'wax.md': '# Wax\n\nMelt the cappings over hot water.\n',
};
const key = `
How many eggs does a queen lay?: bees.md
How long does honey keep?: [shelf.md, honey.md]
What is melted over hot water?: wax.md
`;
let clone: TemporaryClone;
let docPilot: RunningDocPilot;

beforeEach(async () => {
  clone = temporaryClone({ name: 'apiary', origin: 'https://github.com/acme/apiary.git' });
  clone.commit('Write', { ...documents, '.docpilot/eval.yaml': key });
  docPilot = await runDocPilot([clone.folder], { environment: { INCLUDE: '**/*.md' } });
});
afterEach(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function list(query: string): Promise<ListResponse> {
  return (await docPilot.request(`/list?${query}`)).json() as Promise<ListResponse>;
}

async function lastRecall() {
  const { runs = [] } = await list('view=runs&limit=1');
  return runs[0]?.recall;
}

test('each sync asks the key of its repository, whatever INCLUDE says, and shows the recall', async () => {
  const report = await docPilot.sync();
  const all = {
    questions: 3,
    asked: 3,
    found: 3,
    recall10: 1,
    mrr10: 1,
    missed: [],
    unknown_paths: ['shelf.md'],
    degraded: false,
  };
  expect(await lastRecall()).toEqual(all);
  const { sources } = await list('view=sources');
  expect(sources).toMatchObject([{ last_run: { recall: all } }]);
  const client = await clients['the 1.x client'](docPilot);
  const { structuredContent } = await client.call('sync_status', {});
  await client.close();
  expect(structuredContent).toMatchObject({ sources: [{ last_run: { recall: all } }] });
  expect(reportText(report)).toContain(
    'answer key: 3 of 3 questions found (recall@10 1, MRR@10 1)\n      no such document: shelf.md',
  );
  expect(report).toMatchObject({ seen: 4, indexed: 4, failed: {} });
});

test('a question whose document is deleted is missed, in syncs of unchanged repositories too', async () => {
  await docPilot.sync();
  clone.git('rm', '--quiet', 'wax.md');
  clone.commit('Delete', {});
  for (let time = 0; time < 2; time++) {
    await docPilot.sync();
    expect(await lastRecall()).toMatchObject({
      found: 2,
      recall10: 0.6667,
      mrr10: 0.6667,
      missed: ['What is melted over hot water?'],
      unknown_paths: ['shelf.md', 'wax.md'],
    });
  }
});

test('the key itself is no result, though it says every question word for word', async () => {
  await docPilot.sync();
  const results = await docPilot.search('How many eggs does a queen lay?');
  expect(results.map(({ path }) => path)).not.toContain('.docpilot/eval.yaml');
  const { documents: listed = [] } = await list('path_prefix=.docpilot/');
  expect(listed).toMatchObject([{ path: '.docpilot/eval.yaml', passages: 0 }]);
});

test('a key that cannot be read is a problem that says why, and the sync succeeds', async () => {
  await docPilot.sync();
  clone.commit('Break the key', { '.docpilot/eval.yaml': 'Where is the honey?: 3\n' });
  const { sources } = await docPilot.sync();
  expect(sources).toMatchObject([{ outcome: 'succeeded', skipped: { bad_answer_key: 1 } }]);
  expect(await lastRecall()).toBeNull();
  const { problems } = await list('view=problems');
  expect(problems).toMatchObject([
    {
      path: '.docpilot/eval.yaml',
      reason: 'bad_answer_key',
      detail: '“Where is the honey?” must be a path, or a list of at least one path.',
    },
  ]);
  clone.commit('Mend the key', { '.docpilot/eval.yaml': key });
  await docPilot.sync();
  expect(await lastRecall()).toMatchObject({ found: 3 });
});

test('a key is gone with its file', async () => {
  await docPilot.sync();
  clone.git('rm', '--quiet', '.docpilot/eval.yaml');
  clone.commit('Delete the key', {});
  await docPilot.sync();
  expect(await lastRecall()).toBeNull();
});

test('an answer key whose recall cannot be written fails no sync', async () => {
  await docPilot.database.query(
    `create function refuse() returns trigger language plpgsql as
       $$ begin raise exception 'no recall today'; end $$;
     create trigger refuse before update of recall on sync_runs
       for each row execute function refuse();`,
  );
  expect(await docPilot.sync()).toMatchObject({ sources: [{ outcome: 'succeeded' }] });
  expect(await lastRecall()).toBeNull();
});

test('of a long key the first 200 questions are asked, and 20 that are missed are named', async () => {
  const questions = Array.from({ length: 230 }, (_, n) => `Where is zeppelin ${n}?: none.md\n`);
  clone.commit('Ask more', { '.docpilot/eval.yaml': questions.join('') });
  await docPilot.sync();
  const recall = await lastRecall();
  expect(recall).toMatchObject({ questions: 230, asked: 200, found: 0, recall10: 0, mrr10: 0 });
  expect(recall?.missed).toHaveLength(20);
  expect(recall?.unknown_paths).toEqual(['none.md']);
});
