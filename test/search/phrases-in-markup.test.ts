import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'tags.md':
      '# Costs\n\nThe <span class="term" data-x="1">error</span> budget is small.\n\n<p align="center">blue <a href="https://x.example/a b">green</a> switch</p>\n',
    'spaces.md':
      '# Waits\n\nWe reply within&nbsp;48&nbsp;hours of work. The red&#160;line is thin.\n',
    'breaks.md':
      '# Address\n\nThe harbour office<br>North Pier<br />Tower street is here.\nOn two\nlines of text\n',
    'list.md':
      '# Steps\n\n- open the\n  main valve\n- close the tap\n\n1. first boil\n2. then cool\n',
    'table.md': '# Rates\n\n| Item | Price |\n|---|---|\n| storm lantern | 40 EUR |\n',
    'page.html':
      '<html><head><title>P</title></head><body><main><h1>Page</h1><p>The <em class="x">copper</em> <strong>kettle</strong>&nbsp;sings<br/>at noon</p></main></body></html>\n',
    'guide.adoc': '= Guide\n\nThe *strong* wind of https://x.example[the west coast] blows.\n',
    'quote.md':
      '# Quoting\n\n> the long\n> winter night\n\n**Deep** *blue* sea; `git` push; R&amp;D costs.\n',
    'words.md':
      '# Words\n\nThe error is in the budget, green, a switch is blue. Hours within, 48 of them; line, red; office, harbour; valve, main: open. Lantern, storm: 40. Boil, first. Kettle of copper. Wind, strong: coast, west. Night, winter: long. Sea, blue. Push git.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['error budget is small', 'tags.md'],
  ['blue green switch', 'tags.md'],
  ['within 48 hours', 'spaces.md'],
  ['red line', 'spaces.md'],
  ['harbour office North Pier', 'breaks.md'],
  ['North Pier Tower street', 'breaks.md'],
  ['two lines of text', 'breaks.md'],
  ['open the main valve', 'list.md'],
  ['main valve close the tap', 'list.md'],
  ['first boil then cool', 'list.md'],
  ['storm lantern 40 EUR', 'table.md'],
  ['copper kettle sings at noon', 'page.html'],
  ['strong wind of the west coast blows', 'guide.adoc'],
  ['the long winter night', 'quote.md'],
  ['deep blue sea', 'quote.md'],
  ['git push', 'quote.md'],
])('“%s” is found across what readers do not see', async (phrase, path) => {
  const { results, evidence, notes } = await docPilot.ask(`"${phrase}"`);
  expect(results.map((result) => result.path)).toEqual([path]);
  expect(evidence).toBe('strong');
  expect(notes).toBeUndefined();
});
