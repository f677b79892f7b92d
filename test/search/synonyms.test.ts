import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListResponse } from '../../shared/src/search/list/list-request.ts';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const file = '.docpilot/synonyms.yaml';
const synonyms = `
k8s: kubernetes
dpo: délégué à la protection des données
rssi: responsable de la sécurité
boss: { one_way: [manager, team lead] }
数据保护官: privacy officer
`;
let handbook: TemporaryClone;
let travel: TemporaryClone;
let docPilot: RunningDocPilot;

beforeAll(async () => {
  handbook = temporaryClone({ name: 'handbook', origin: 'https://github.com/acme/handbook.git' });
  handbook.commit('Write', {
    'cluster.md': '# Cluster\n\nKubernetes starts our containers again.\n',
    'nodes.md': '# Nodes\n\nEach k8s node has a name.\n',
    'leave.md': '# Leave\n\nYour manager says yes to your holidays.\n',
    'promotion.md': '# Promotion\n\nThe boss decides once a year.\n',
    'privacy.md': '# Vie privée\n\nÉcrivez au délégué à la protection des données de la société.\n',
    'backup.md':
      '# Sauvegardes\n\nLes données sont gardées sous protection par le délégué du site.\n',
    'guard.md': '# Gardien\n\nLa sécurité est affaire de chaque responsable.\n',
    'form.md': '# Formulaire\n\nÀ remettre au DPO avant mardi.\n',
    'officer.md': '# Officer\n\nAsk the privacy officer on the second floor.\n',
    [file]: synonyms,
  });
  travel = temporaryClone({ name: 'travel', origin: 'https://github.com/acme/travel.git' });
  travel.commit('Write', {
    'trains.md': '# Trains\n\nBook the railway early.\n',
    [file]: 'train ticket: railway\n',
  });
  docPilot = await runDocPilot([handbook.folder, travel.folder], {
    environment: { INCLUDE: '**/*.md' },
  });
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function answerTo(query: string): Promise<SearchResponse> {
  const answer = await docPilot.post('/search', { query, explain: true });
  return (await answer.json()) as SearchResponse;
}

async function pathsFor(query: string): Promise<string[]> {
  return (await docPilot.search(query)).map(({ path }) => path).sort();
}

test('a word finds its synonym, and the other way round', async () => {
  expect(await pathsFor('k8s')).toEqual(['cluster.md', 'nodes.md']);
  expect(await pathsFor('Kubernetes')).toEqual(['cluster.md', 'nodes.md']);
});

test('a synonym counts as one word with the word it stands for', async () => {
  const { explanation, evidence } = await answerTo('k8s containers');
  const terms = explanation?.query?.terms ?? [];
  const about = ({ token, word, synonym }: (typeof terms)[number]) => [token, word, synonym];
  expect(terms.map(about)).toEqual(
    expect.arrayContaining([
      ['k8s', 'k8s', false],
      ['kubernet', 'k8s', true],
    ]),
  );
  const weights = terms.filter(({ word }) => word === 'k8s').map((term) => term.passage_weight);
  expect(new Set(weights).size).toBe(1);
  expect(evidence).toBe('strong');
});

test('what is one way is not found the other way round', async () => {
  expect(await pathsFor('boss')).toEqual(['leave.md', 'promotion.md']);
  expect(await pathsFor('manager')).toEqual(['leave.md']);
});

test('a synonym of several words is looked for as a phrase', async () => {
  const { results, evidence, explanation } = await answerTo('dpo');
  expect(results.map(({ path }) => path).sort()).toEqual(['form.md', 'privacy.md']);
  expect(evidence).toBe('strong');
  expect(explanation?.query?.synonym_phrases).toEqual(['délégué à la protection des données']);
});

test('a phrase is found for a word that no document has', async () => {
  expect(await pathsFor('数据保护官')).toEqual(['officer.md']);
});

test('the words of a phrase are no evidence alone', async () => {
  const { results, evidence } = await answerTo('rssi');
  expect([results, evidence]).toEqual([[], 'none']);
});

test('a query that says a phrase finds the word for it, but not one that says its words apart', async () => {
  expect(await pathsFor('le délégué à la protection des données')).toContain('form.md');
  expect(await pathsFor('protection des données par le délégué')).not.toContain('form.md');
});

test('the synonyms of all sources are united', async () => {
  expect(await pathsFor('train tickets')).toContain('trains.md');
  expect((await answerTo('train ticket')).evidence).toBe('strong');
});

test('the file itself is no result', async () => {
  expect(await pathsFor('docpilot synonyms one_way')).toEqual([]);
});

test('a file that cannot be read is a problem that says why, and the sync succeeds', async () => {
  handbook.commit('Break', { [file]: 'k8s: 3\n' });
  const { sources } = await docPilot.sync();
  expect(sources[0]).toMatchObject({ outcome: 'succeeded', skipped: { bad_synonyms: 1 } });
  const { problems } = (await (
    await docPilot.request('/list?view=problems')
  ).json()) as ListResponse;
  expect(problems?.find(({ path }) => path === file)).toMatchObject({
    reason: 'bad_synonyms',
    detail: '“k8s” must be a word or phrase, a list of 1 to 20, or one_way with these.',
  });
  expect(await pathsFor('k8s')).toEqual(['nodes.md']);
  handbook.commit('Mend', { [file]: synonyms });
  await docPilot.sync();
  expect(await pathsFor('k8s')).toEqual(['cluster.md', 'nodes.md']);
});

test('synonyms are gone with their file', async () => {
  handbook.git('rm', '--quiet', file);
  handbook.commit('Delete', {});
  await docPilot.sync();
  expect(await pathsFor('k8s')).toEqual(['nodes.md']);
});
