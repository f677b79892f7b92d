import { expect, test } from 'vitest';
import { openPglite } from '../../local/database/open-pglite.ts';
import { createLogger } from '../../shared/src/log.ts';
import { keepSecret, takeLeaks, watchedLog } from '../support/watched-log.ts';

test('an error of the embedded database is logged without the values of its statement', async () => {
  const lines: string[] = [];
  const log = createLogger('test', { destination: { write: (line) => void lines.push(line) } });
  const database = await openPglite();
  const failing = database.query('select $1::int', ['the text of a document']);
  await failing.catch((error: unknown) => log.error({ error }, 'failed'));
  await database.close();
  expect(lines.join('')).toContain('invalid input syntax');
  expect(JSON.parse(lines[0] ?? '').error).not.toHaveProperty('params');
  expect(JSON.parse(lines[0] ?? '').error).not.toHaveProperty('query');
});

test('a line of the suite’s log that holds a key is noted, wherever it stands', () => {
  const key = 'dp_a-key-that-was-logged';
  keepSecret(key);
  const log = watchedLog('test');
  log.debug({ headers: { authorization: `Bearer ${key}` } }, 'asked');
  log.info(new Error(`refused ${key}`));
  log.info('without it');
  expect(takeLeaks()).toHaveLength(2);
});
