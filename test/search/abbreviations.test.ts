import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'us.md':
      '# Payroll\n\nThe U.S. payroll is run on Friday. Offices in the U.S.A. close at five.\n',
    'let.md': '# Let us\n\nLet us pay you; the roll is up to us. Who asks?\n',
    'nato.md': '# Alliance\n\nNATO was founded in 1949.\n',
    'who.md': '# Health\n\nThe W.H.O. advises on masks.\n',
    'verein.md': '# Verein\n\nDer Förderverein Leuchtturm e.V. sammelt Spenden am Hafen.\n',
    'thesis.md': '# Thesis\n\nPh.D. students and those with an M.Sc. meet J.P. Morgan.\n',
    'apis.md': '# Interfaces\n\nOur APIs are versioned. PRs need a review.\n',
    'kpi.md': "# Goals\n\nThe KPI's are set in May.\n",
    'node.md': '# Servers\n\nNode.js serves pages, Vue.js renders them.\n',
    'tree.md': '# Tree\n\nA node of the tree, and other nodes.\n',
    'net.md': '# Net\n\nThe net is wide. Net, net.\n',
    'desktop.md': '# Desktop\n\nC# runs on .NET.\n',
    'departments.md':
      '# Departments\n\nR&D sits on floor three. AT&T runs our lines. The Q&A is on Tuesday.\n',
    'letters.md': '# Letters\n\nR is a letter, D and Q another. A, T.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['US payroll', 'us.md'],
  ['USA', 'us.md'],
  ['u.s.a.', 'us.md'],
  ['offices in the USA', 'us.md'],
  ['N.A.T.O.', 'nato.md'],
  ['n.a.t.o', 'nato.md'],
  ['WHO', 'who.md'],
  ['W.H.O.', 'who.md'],
  ['eV', 'verein.md'],
  ['e.V.', 'verein.md'],
  ['PhD', 'thesis.md'],
  ['PhD students', 'thesis.md'],
  ['MSc', 'thesis.md'],
  ['JP Morgan', 'thesis.md'],
  ['API', 'apis.md'],
  ['APIs', 'apis.md'],
  ['PR', 'apis.md'],
  ["PR's", 'apis.md'],
  ['KPI', 'kpi.md'],
  ['KPI’s', 'kpi.md'],
  ['nodejs', 'node.md'],
  ['NodeJS', 'node.md'],
  ['node js', 'node.md'],
  ['Node.js', 'node.md'],
  ['vuejs', 'node.md'],
  ['.NET', 'desktop.md'],
  ['R&D', 'departments.md'],
  ['at&t', 'departments.md'],
  ['Q&A', 'departments.md'],
])('%s is found however it is written', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});
