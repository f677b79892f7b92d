import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'talks.md':
      '# Talks\n\nA budget review, the budget review, every budget review. The harbour pilot is a harbour pilot. Bilan annuel, le bilan annuel: bilan annuel.\n',
    'b/review.md': '# Budget review of the spring\n\nLamps and masts.\n',
    'b/notes_harbour-pilot_north.md': 'Bring a rope.\n',
    'b/bilan.md': '# Le bilan annuel du port\n\nDes mâts.\n',
    'b/may.md': '# May closure\n\nThe office is closed in the last week.\n',
    'b/polite.md': '# Manners\n\nYou may ask the mate, and he may answer.\n',
    'b/style.md':
      '# Icons\n\nUse `::before` on icons, and `a:not(.x)` on links. `git add --all` adds them; in R, `x %in% y`.\n',
    'b/words.md': '# Words\n\nBefore all others, not in the morning, we will sail.\n',
    'b/schalter.md': '# Schalter\n\nDer Schalter heißt an/aus, und er ist rot.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

describe('a phrase that is part of a title', () => {
  test.each([
    ['"budget review"', 'b/review.md'],
    ['find me the "Budget Review" lamps', 'b/review.md'],
    ['"harbour pilot"', 'b/notes_harbour-pilot_north.md'],
    ['mast «bilan annuel»', 'b/bilan.md'],
  ])('ranks its document first: %s', async (query, path) => {
    const { results, notes } = await docPilot.ask(query);
    expect([results[0]?.path, notes]).toEqual([path, undefined]);
    expect(results.map((result) => result.path)).toContain('talks.md');
  });
});

describe('stop words alone', () => {
  test.each([
    ['May', 'b/may.md', 'strong'],
    ['in May', 'b/may.md', 'weak'],
    ['::before', 'b/style.md', 'strong'],
    [':not', 'b/style.md', 'strong'],
    ['--all', 'b/style.md', 'strong'],
    ['%in%', 'b/style.md', 'strong'],
    ['will', 'b/words.md', 'weak'],
    ['an/aus', 'b/schalter.md', 'strong'],
  ])('find the text that has them as they are written: %s', async (query, path, evidence) => {
    const answer = await docPilot.ask(query);
    expect(answer.results.map((result) => result.path)).toEqual([path]);
    expect(answer).toMatchObject({ evidence });
    expect(answer.notes).toBeUndefined();
  });

  test.each(['::after', '--when', 'Where'])('find nothing else: %s', async (query) => {
    const { results, notes } = await docPilot.ask(query);
    expect(results).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('No title has these words')]);
  });
});
