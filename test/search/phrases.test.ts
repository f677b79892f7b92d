import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'conges.md':
      '# Congés\n\nLes congés payés commencent à l’été, et chacun les demande au bureau.\n',
    'client.md': '# Accueil\n\nLe client est dans la salle, et nous sommes avec lui.\n',
    'east.md': '# Ost\n\nDer Hafen liegt im Osten, est sagt hier niemand, und das ist gut.\n',
    'time.md': '# Party\n\nThe party time is eight, and each client comes.\n',
    'paint.md': '# Art\n\nA client of ours paints; paint dries slowly.\n',
    'bands.md': '# Bands\n\nEach party hires a band in time.\n',
    'code.md':
      '# Code\n\nCall `my-get-static-paths` once, `app.setHandler(run)` twice and `my-loadPage` never.\n',
    'get.ts': 'export const getStaticPaths = 1;\nexport const setHandler = loadPage;\n',
    '数据.md': '# 存储\n\n我们使用PostgreSQL数据库来存储文档。\n',
    'wrapped.md': '# Wrapped\n\n> The lantern is lit\n> at dusk by **two keepers**, always.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function paths(query: string): Promise<string[]> {
  return (await docPilot.ask(query)).results.map(({ path }) => path);
}

describe('a phrase in quotes', () => {
  test.each([
    ['in any case', '"CONGÉS PAYÉS"', 'conges.md'],
    ['without its accents', '"conges payes"', 'conges.md'],
    ['with accents of another form', '"conge\u0301s paye\u0301s"', 'conges.md'],
    ['with the other apostrophe', '"commencent à l\'été"', 'conges.md'],
    ['over the end of a line, through quoting and emphasis', '"lit at dusk by two"', 'wrapped.md'],
    ['beside a word that a part of it holds', 'art "party time"', 'time.md'],
    ['with what is a stop word there', 'the of "client est"', 'client.md'],
    ['of a name that is joined to more', '"get-static-paths"', 'code.md'],
    ['of a member that is joined to its object', '"setHandler(run)"', 'code.md'],
    ['of humps behind a hyphen', '"loadPage"', 'code.md'],
    ['within a text without spaces', '"数据库"', '数据.md'],
  ])('is found %s', async (_, query, path) => {
    expect(await paths(query)).toContain(path);
  });

  test.each(['"client comes"', '"client comes" what is the', 'who is "client comes"'])(
    'is all that is asked for beside stop words: %s',
    async (query) => {
      expect(await paths(query)).toEqual(['time.md']);
    },
  );

  test.each(['party time', 'the "party time"', 'é"party', 'get-the-static paths'])(
    'is looked for where a filter leaves few documents, too: %s',
    async (query) => {
      const { results } = await docPilot.ask(query, { filters: { glob: '*.{md,ts}' } });
      expect(results.length).toBeGreaterThan(0);
    },
  );

  test.each([
    ['other accents', '"congès payés"'],
    ['a part of a word', '"anter is lit"'],
    ['a word more between', '"lantern lit"'],
    ['marks that are missing there', '"setHandler[run]"'],
    ['what a pattern would match', '"l.t at d.sk"'],
  ])('is not found by %s', async (_, query) => {
    const { notes } = await docPilot.ask(query);
    expect(notes).toEqual([expect.stringContaining(query.slice(1, -1))]);
  });
});
