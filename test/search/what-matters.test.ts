import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'house.md': '# Cold\n\nThe house is cold. Contracts are signed twice. Parsing takes long.\n',
    'keller.md': '# Keller\n\nIm Keller steht der Schrank, und die Tonne ist daneben.\n',
    'voile.md': '# Voiles\n\nLa voile est pliée avant la tempête, puis le mât est couché.\n',
    'events.md': '# Events\n\nEvent ID 1074 says who shut the machine down.\n',
    'compiler.md': '# Compiler\n\nTS2345: the argument of that type is not assignable.\n',
    'flights.md': '# Flights\n\nThe flight LH 1234 leaves at noon, ORA-01017 is its gate.\n',
    'hosts.md': '# Hosts\n\nThe router is 10.20.0.1 and the printer is 10.20.0.53.\n',
    'storage.md': '# Storage\n\nS3 answers AccessDenied to PutObject without a key.\n',
    'budget.md': '# Budget\n\nThe error budget is counted per month.\n',
    'verbose.md': '# Compare\n\nCompare x -v with y: quiet vs verbose.\n',
    'walrus.md': '# Operators\n\nThe walrus operator gives a value a name; a && b is both.\n',
    'prices.md': '# Prices\n\nThe mooring costs 1,250.00 a year, due on 12.03.2026, less 15 %.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

describe('a word that nobody wrote', () => {
  test.each([
    ['mouse', 'house'],
    ['contacts', 'contracts'],
    ['parking', 'parsing'],
    ['Kelner', 'keller'],
    ['tempète voilr', 'voile'],
    ['contrcts', 'contracts'],
  ])('is at most weak evidence, and said to be another one: %s', async (query, read) => {
    const { results, evidence, notes } = await docPilot.ask(query);
    expect(results.length).toBeGreaterThan(0);
    expect(evidence).not.toBe('strong');
    expect(notes).toEqual([expect.stringMatching(`No text has the word .*“${read}”`)]);
  });

  test.each(['house', 'contract', 'voiles'])('is none that somebody did: %s', async (query) => {
    const { evidence, notes } = await docPilot.ask(query);
    expect([evidence, notes]).toEqual(['strong', undefined]);
  });
});

describe('evidence', () => {
  test.each([
    ...['Event ID 1076', 'event 107', 'TS2322 argument type', 'flight LH1243', 'flight LH 123'],
    ...['10.20.53.1', 'the printer 10.20.0.5', 'ORA-01031 gate', 'mooring costs 1,350.00'],
    ...['S3 AccessDenied GetObject', 'AccessDenied putObjectAcl', 'mooring due 12.04.2026'],
    ...['"error budget" "per year"', 'counted "per the month"', 'house of Lindqvist is cold'],
    ...['=== vs verbose', '?? operator', 'walrus || operator'],
  ])('is not strong where what matters is missing: %s', async (query) => {
    const { evidence } = await docPilot.ask(query);
    expect(evidence).not.toBe('strong');
  });

  test.each([
    ...['Event ID 1074', 'event-id 1074', 'TS2345', 'TS-2345 argument', 'flight LH1234'],
    ...['flight lh-1234', 'printer 10.20.0.53', 'ORA-01017', 'ORA-1017', 'mooring costs 1250'],
    ...['mooring 1 250,00', 'due 2026-03-12', 'less 15%', 'S3 AccessDenied PutObject'],
    ...['put_object AccessDenied', '"error budget" "per month"', 'the operator &&'],
    ...['Where is the Keller', 'when are Contracts signed', 'Compare Quiet Vs Verbose'],
  ])('is strong where it is there in any form: %s', async (query) => {
    const { evidence } = await docPilot.ask(query);
    expect(evidence).toBe('strong');
  });

  test('of a phrase beside AND asks for no name of it', async () => {
    const { evidence } = await docPilot.ask('"error budget" AND month');
    expect(evidence).toBe('strong');
  });
});
