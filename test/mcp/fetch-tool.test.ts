import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { type ConnectedClient, clients } from './connect-client.ts';

const sections = Array.from(
  { length: 60 },
  (_, number) => `## Part ${number}\n\n${`The rule number ${number} of the house. `.repeat(12)}\n`,
);
const long = `# Rules\n\n${sections.join('\n')}`;
const minified = `var everything=${JSON.stringify('one two three '.repeat(8_000))};\n`;

let docPilot: RunningDocPilot;
let client: ConnectedClient;
let ids: Record<string, string>;

beforeAll(async () => {
  const clone = temporaryClone({ name: 'rules', origin: 'https://github.com/acme/rules.git' });
  const sha = clone.commit('Write', {
    'rules.md': long,
    'windows.txt': 'One.\r\nTwo.\r\n\r\n',
    'short.md': '# Short\n\nOne.\n\n## Two\n\nThree about flamingos.\n',
    'app.min.txt': minified,
  });
  clone.git('update-ref', 'refs/remotes/origin/main', sha);
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
  client = await clients['the 1.x client'](docPilot);
  const rows = await docPilot.database.query<{ key: string; path: string }>(
    'select key, path from documents',
  );
  ids = Object.fromEntries(rows.map(({ key, path }) => [path, key]));
});
afterAll(async () => {
  await client.close();
  await docPilot.close();
  removeTemporaryFolders();
});

async function fetchDocument(input: Record<string, unknown>) {
  const { isError, content } = await client.call('fetch', input);
  const text = content[0]?.text ?? '';
  return isError ? { error: text } : JSON.parse(text);
}

describe('fetch', () => {
  test('returns the requested lines, with a link to them', async () => {
    const read = await fetchDocument({ id: ids['rules.md'], start_line: 3, end_line: 5 });
    expect(read).toMatchObject({
      text: long.split('\n').slice(2, 5).join('\n'),
      start_line: 3,
      end_line: 5,
      total_lines: long.trimEnd().split('\n').length,
      truncated: true,
      url: expect.stringMatching(/\/rules\.md\?plain=1#L3-L5$/),
    });
  });

  test('starts a long document at the passage that was found', async () => {
    const [found] = await docPilot.search('rule number 41', { limit: 1 });
    const read = await fetchDocument({ id: found?.id });
    expect(read.start_line).toBe(found?.start_line);
    expect(read.start_line).toBeGreaterThan(100);
    const first = await fetchDocument({ id: ids['rules.md'] });
    expect(first.next).toMatch(/^Call fetch with id \S{22} and start_line \d+\.$/);
  });

  test('refuses to end before the passage that was found', async () => {
    const [found] = await docPilot.search('rule number 41', { limit: 1 });
    const { error } = await fetchDocument({ id: found?.id, end_line: 3 });
    expect(error).toContain(`The passage starts at line ${found?.start_line}, after end_line`);
    const read = await fetchDocument({ id: found?.id, start_line: 1, end_line: 3 });
    expect(read).toMatchObject({ start_line: 1, end_line: 3 });
  });

  test('counts the lines of a text from Windows like any other’s', async () => {
    const read = await fetchDocument({ id: ids['windows.txt'] });
    expect(read).toMatchObject({ text: 'One.\nTwo.', end_line: 2, total_lines: 2 });
  });

  test('returns a short document as a whole, whichever passage was found', async () => {
    const [found] = await docPilot.search('flamingos', { limit: 1 });
    const read = await fetchDocument({ id: found?.id });
    expect(read).toMatchObject({ start_line: 1, truncated: false });
    expect(read).not.toHaveProperty('next');
    expect(read.url).toMatch(/\/short\.md$/);
  });

  test('cuts a line that is longer than the budget', async () => {
    const read = await fetchDocument({ id: ids['app.min.txt'], max_tokens: 500 });
    expect(read).toMatchObject({ start_line: 1, end_line: 1, total_lines: 1 });
    expect(minified.startsWith(read.text)).toBe(true);
    expect(read.text.length).toBeGreaterThan(100);
    expect(read.text.length).toBeLessThan(3_000);
  });

  test.each([
    [{ start_line: 10_000 }, /The document has \d+ lines: start_line must be at most that/],
    [{ start_line: 3_000_000_000 }, /start_line must be at most that/],
    [{ start_line: 9, end_line: 3 }, /end_line must not be before start_line/],
    [{ start_line: 0 }, /start_line: must be at least 1/],
    [{ max_tokens: 10 }, /max_tokens: must be at least 500/],
  ])('refuses %j with what to do', async (input, said) => {
    const { error } = await fetchDocument({ id: ids['rules.md'], ...input });
    expect(error).toMatch(said);
  });

  test('returns nothing from a source that is no longer configured', async () => {
    await docPilot.database.query('update sources set hidden_at = now()');
    expect((await fetchDocument({ id: ids['short.md'] })).error).toMatch(/There is no document/);
    await docPilot.database.query('update sources set hidden_at = null');
  });
});
