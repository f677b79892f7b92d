import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type ConnectedClient, clients } from '../mcp/connect-client.ts';
import { runs } from '../support/long-runs.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;
let assistant: ConnectedClient;

beforeAll(async () => {
  docPilot = await searchable({
    'docs/tides.md': '# Tides\n\nThe harbour fills twice a day, said the “pilot”.\n',
    'été/[a].md': '# Été\n\nLe port 港 se remplit. 🦆\n',
  });
  assistant = await clients['the 1.x client'](docPilot);
});
afterAll(async () => {
  await assistant.close();
  await docPilot.close();
  removeTemporaryFolders();
});

// Characters that are special in quotes, patterns, statements and encodings.
const oddity = fc.constantFrom(
  ...['"', '“', '«', "'", '’', '\\', '*', '**/', '?', '[', ']', '[!', '{', '}', ',', '-', '^', '$'],
  ...['(', ')', '|', '+', '.', '/', '%', '_', '&', ':', ';', '<->', '--', '\0', '\u200b', '\ud800'],
  ...['\n', '\t', ' ', '🦆', '港', 'é', 'e\u0301', 'ß', 'the', 'harbour', 'pilot', 'z-a', '<mark>'],
);
const odd = fc.array(oddity, { maxLength: 12 }).map((parts) => parts.join(''));
const oddTime = fc.oneof(
  odd,
  fc
    .tuple(fc.nat(9_999), fc.constantFrom('-01-01', '-12-31', '-02-29'))
    .map(([year, day]) => `${String(year).padStart(4, '0')}${day}`),
  fc.constantFrom('0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '2026-06-30T23:59:60Z'),
);
const oddValue = fc.oneof(odd, fc.constantFrom(null, true, -1, 0.5, 2 ** 31, 1e300, [], {}));
/** Rarely invalid, so that a request with odd values elsewhere is not refused for this field. */
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const search = fc.record({
  query: odd,
  cursor: seldom(odd),
  filters: fc.record({
    repository: seldom(odd),
    path_prefix: seldom(odd),
    glob: seldom(odd),
    type: seldom(odd),
    changed_after: seldom(oddTime),
    changed_before: seldom(oddTime),
  }),
  limit: seldom(oddValue),
  expand: seldom(fc.constantFrom('neighbours', 'section', 'all')),
});
const list = fc.record({
  view: fc.constantFrom('documents', 'runs', 'problems', 'sources'),
  cursor: seldom(odd),
  repository: fc.option(odd, { nil: undefined }),
  path_prefix: fc.option(odd, { nil: undefined }),
  limit: seldom(oddValue),
});
const bounded = { numRuns: runs(75, 500), interruptAfterTimeLimit: runs(15_000, 110_000) };
const failed = 'Something went wrong';

describe('with any input', () => {
  test('a search finds something or says what is not valid, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(search, async (asked) => {
        const response = await docPilot.post('/search', asked);
        expect([200, 400], await response.text()).toContain(response.status);
      }),
      bounded,
    );
  });

  test('a listing lists or says what is not valid, over HTTP and to an assistant', async () => {
    await fc.assert(
      fc.asyncProperty(list, async (asked) => {
        const given = Object.entries(asked).filter(([, value]) => value !== undefined);
        const texts = given.map(([name, value]): [string, string] => [name, String(value)]);
        const response = await docPilot.request(`/list?${new URLSearchParams(texts)}`);
        expect([200, 400], await response.text()).toContain(response.status);
        const { content } = await assistant.call('list_documents', Object.fromEntries(given));
        expect(content[0]?.text).not.toContain(failed);
      }),
      { ...bounded, numRuns: runs(15, 100) },
    );
  });
});

describe('the character NUL, which no stored text has, is refused', () => {
  const forged = Buffer.from('{"repository":"\\u0000","path":"a","key":"b"}').toString('base64url');

  test.each([
    ['query', { query: '"har\0bour"' }],
    ['filters.repository', { query: 'harbour', filters: { repository: '\0' } }],
  ])('in %s', async (field, request) => {
    const { status, message } = await docPilot.refusal(request);
    expect([status, message]).toEqual([
      400,
      `The request is not valid. ${field}: must not contain the character NUL`,
    ]);
  });

  test.each([
    ['path_prefix=%00', 'path_prefix: must not contain the character NUL'],
    [`cursor=${forged}`, 'cursor is not one of this listing'],
  ])('in a listing: %s', async (query, message) => {
    const response = await docPilot.request(`/list?${query}`);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  test('when resources are read and completed', async () => {
    const [, file = ''] = (await assistant.listResourceTemplates()).map((each) => each.uriTemplate);
    const refused = /must not contain the character NUL/;
    await expect(assistant.readResource('docpilot://document/\0')).rejects.toThrow(refused);
    await expect(assistant.complete(file, 'repository', '\0')).rejects.toThrow(refused);
    const encoded = 'docpilot://file/acme%2Frepository-1/%00';
    await expect(assistant.readResource(encoded)).rejects.toThrow(/not found/);
  });
});

test.each([
  ['0000-01-01', 'must be in the years 1 to 9999'],
  ['9999-12-31T23:59:59-14:00', 'must be in the years 1 to 9999'],
  ['2026-01-31T12:00:00', 'must be a date, or a time with its zone'],
])('a time that cannot be compared is refused: %s', async (time, message) => {
  for (const field of ['changed_after', 'changed_before']) {
    const refusal = await docPilot.refusal({ query: 'harbour', filters: { [field]: time } });
    expect(refusal).toMatchObject({ status: 400 });
    expect(refusal.message).toContain(`filters.${field}: ${message}`);
  }
});

describe('half of a surrogate pair, which Postgres does not store, fails nothing', () => {
  const half = '\ud83d';
  const forged = Buffer.from(`{"repository":"\\ud83d","path":"a","key":"b"}`).toString('base64url');

  test.each([
    ['the query', { query: `harbour ${half}` }],
    ['a phrase', { query: `"harbour ${half}"` }],
    ['a filter', { query: 'harbour', filters: { path_prefix: half, repository: half } }],
    ['a pattern', { query: 'harbour', filters: { glob: `${half}*` } }],
  ])('in %s', async (_, request) => {
    const response = await docPilot.post('/search', request);
    expect([200, 400], await response.text()).toContain(response.status);
    const { content } = await assistant.call('search_documents', request);
    expect(content[0]?.text).not.toContain(failed);
  });

  test('in a cursor', async () => {
    expect((await docPilot.request(`/list?cursor=${forged}`)).status).toBe(400);
  });
});
