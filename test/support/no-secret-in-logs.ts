// Runs with every test file: whatever it logs, no key, token or password of its settings is in it.
import { afterAll, expect } from 'vitest';
import { takeLeaks } from './watched-log.ts';

afterAll(() => {
  expect(takeLeaks(), 'lines of the log with a key, a token or a password').toEqual([]);
});
