import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'lag/uppsagning.md':
      '# Uppsägning\n\nEnligt 14 § hyreslagen gäller tre månader. Se 9 a § också.\n',
    'lag/annat.md':
      '# Annat\n\nDet tar 14 dagar, ibland 14 veckor, och 14 personer. I 9 § står annat.\n',
    'laki/vuokra.md': '# Vuokra\n\nIrtisanomisaika on 52 § 2 momentin mukaan kuukausi.\n',
    'recht/miete.md':
      '# Miete\n\nNach § 536 BGB mindert sich die Miete. Siehe Art. 5 Abs. 2 des Vertrags.\n',
    'recht/art.md':
      '# Artikel\n\nArt. 7 Abs. 2 und Art. 5 Abs. 3 gelten auch, Artikel um Artikel, Absatz um Absatz.\n',
    'spec/spec.md':
      '# Spec\n\n## Section 4.2.1\n\nThe frame has a header.\n\n## Section 4.2\n\nFrames.\n',
    'spec/other.md':
      '# Section\n\nSee section 4 and section 2 and section 1. The section has 4.2 pages.\n',
    'api/limits.md': '# Limits\n\nToo many requests are answered by HTTP 429. Wait a minute.\n',
    'api/http.md': '# HTTP\n\nHTTP is used. HTTP 404 means missing; HTTP 500 is a bug.\n',
    'ops/codes.md':
      '# Codes\n\n| Exit code | Meaning |\n|---|---|\n| 225 | no lamp |\n| 226 | no namespace |\n',
    'ops/exit.md':
      '# Exit code\n\nA job ends with an exit code. Exit code 1 is common, exit code 2 is rare: read the exit code.\n',
    'db/port.md': '# Database\n\nPostgres listens on port 5432.\n',
    'db/ports.md': '# Port\n\nA port is opened. Port 6379 is Redis, a port.\n',
    'win/denied.md': '# Windows\n\nError 0x80070005 means access denied.\n',
    'win/setup.md': '# Setup\n\nThe installer stops with 80070643.\n',
    'win/error.md': '# Error\n\nError 0x80070002 means not found: error, error.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['14 §', 'lag/uppsagning.md'],
  ['14§', 'lag/uppsagning.md'],
  ['§ 14', 'lag/uppsagning.md'],
  ['§14', 'lag/uppsagning.md'],
  ['paragraf 14', 'lag/uppsagning.md'],
  ['9 a §', 'lag/uppsagning.md'],
  ['§ 9a', 'lag/uppsagning.md'],
  ['52 §', 'laki/vuokra.md'],
  ['§ 52', 'laki/vuokra.md'],
  ['536 §', 'recht/miete.md'],
  ['Paragraph 536', 'recht/miete.md'],
  ['Art. 5 Abs. 2', 'recht/miete.md'],
  ['Section 4.2.1', 'spec/spec.md'],
  ['§ 4.2.1', 'spec/spec.md'],
  ['HTTP 429', 'api/limits.md'],
  ['HTTP status 429', 'api/limits.md'],
  ['exit code 226', 'ops/codes.md'],
  ['what does exit code 225 mean', 'ops/codes.md'],
  ['port 5432', 'db/port.md'],
  ['port: 5432', 'db/port.md'],
  ['error 0x80070005', 'win/denied.md'],
  ['error 80070005', 'win/denied.md'],
  ['80070005', 'win/denied.md'],
  ['0X80070643', 'win/setup.md'],
])('%s finds the page with that number of that thing', async (query, path) => {
  expect((await docPilot.search(query))[0]?.path).toBe(path);
});

test.each(['HTTP 418', 'exit code 227', 'port 5433', 'error 0x80070006', '15 §', 'Section 4.2.9'])(
  '%s is nowhere, and the evidence is not strong',
  async (query) => {
    expect((await docPilot.ask(query)).evidence).not.toBe('strong');
  },
);
