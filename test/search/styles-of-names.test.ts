import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

/** Files by the words of their names. */
const named = {
  'src/PaymentService.java': 'payment service',
  'docs/order-queue.md': 'order queue',
  'lib/retry_policy.py': 'retry policy',
  'web/signUpForm.tsx': 'sign up form',
  'docs/Liste des clients.md': 'liste des clients',
  'docs/öppet-hus.md': 'öppet hus',
};

beforeAll(async () => {
  docPilot = await searchable({
    ...Object.fromEntries(Object.keys(named).map((path) => [path, 'Lamps stand here.\n'])),
    'docs/talk.md':
      '# Talk\n\nOrders wait in a queue, a payment needs a service, a policy says when to retry. Sign the form, and go up. Un client de la liste. Ett hus är öppet.\n',
    'docs/popup.md': '# Windows\n\nA popup may be closed with escape.\n',
    'docs/blocking.md': '# Blocking\n\nPop-ups are blocked.\n',
    'docs/kiosk.md': '# Kiosk\n\nThe pop-up shows the price.\n',
    'docs/hours.md': '# Hours\n\nThe timezone is that of Oslo.\n',
    'docs/clocks.md': '# Clocks\n\nEach time zone has a clock.\n',
    'docs/zones.md': '# Zones\n\nTime-zones differ by an hour.\n',
    'docs/signup.md': '# Joining\n\nThe signup takes a minute.\n',
    'docs/weekly.md': '# Weekly\n\nSign-ups are counted on Monday.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const styles: Record<string, (words: string[]) => string> = {
  'with spaces': (words) => words.join(' '),
  'in kebab case': (words) => words.join('-'),
  'in snake case': (words) => words.join('_'),
  'in capitals': (words) => words.join('_').toUpperCase(),
  'in camel case': ([first = '', ...others]) => first + others.map(capital).join(''),
  'in Pascal case': (words) => words.map(capital).join(''),
};
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

describe.each(Object.entries(named))('%s', (path, words) => {
  test.each(Object.entries(styles))('is found %s', async (_, inStyle) => {
    const { results, evidence } = await docPilot.ask(inStyle(words.split(' ')));
    expect(results[0]?.path).toBe(path);
    expect(evidence).toBe('strong');
  });
});

test.each([
  ['paymentservice', 'src/PaymentService.java'],
  ['paymentservice.java', 'src/PaymentService.java'],
  ['where is the orderqueue?', 'docs/order-queue.md'],
  ['orderqueue', 'docs/order-queue.md'],
  ['orderqueue.md', 'docs/order-queue.md'],
  ['retrypolicy', 'lib/retry_policy.py'],
])('%s is found as one word in small letters', async (query, path) => {
  expect((await docPilot.search(query))[0]?.path).toBe(path);
});

test.each([
  ['popup', ['docs/popup.md', 'docs/blocking.md', 'docs/kiosk.md']],
  ['popups', ['docs/popup.md', 'docs/blocking.md', 'docs/kiosk.md']],
  ['pop-up', ['docs/popup.md', 'docs/blocking.md', 'docs/kiosk.md']],
  ['timezone', ['docs/hours.md', 'docs/clocks.md', 'docs/zones.md']],
  ['time zones', ['docs/hours.md', 'docs/clocks.md', 'docs/zones.md']],
  ['signups', ['docs/signup.md', 'docs/weekly.md']],
  ['sign ups', ['docs/signup.md', 'docs/weekly.md']],
])('%s finds the pages that have it as one word and those that have two', async (query, paths) => {
  const found = (await docPilot.search(query)).map(({ path }) => path);
  expect(found).toEqual(expect.arrayContaining(paths));
});

test('a word beside others is found in both forms, too', async () => {
  const { results, evidence } = await docPilot.ask('popup blocked');
  expect(results[0]?.path).toBe('docs/blocking.md');
  expect(evidence).toBe('strong');
});
