import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MemoryRepository, memoryRepository } from './memory-source.ts';

const folder = join(import.meta.dirname, '../fixtures/ranking');
const parts = ['router', 'logger', 'parser', 'plugin loader', 'cache', 'test client', 'proxy'];
const changes = [
  'no longer keeps the body of a request after the reply',
  'reads the body of a request in pieces',
  'logs each request with its duration',
  'gives up a request that takes longer than a minute',
  'closes idle connections when the server stops',
  'counts the bytes of a body before it is parsed',
];
const reasons = [
  'Memory had grown with every call until the process was restarted.',
  'Teams with many small services had asked for it since the first version.',
  'The old behaviour stays available behind a flag until the next major version.',
];

const validation = 'Headers and cookies are validated with the rest of the call from now on.';

/** A handbook of a few pages beside a changelog of 1,200 entries that say its words, too. */
export function rankingCorpus(): MemoryRepository {
  const repository = memoryRepository('acme/handbook');
  for (const name of readdirSync(folder))
    repository.files.set(name, readFileSync(join(folder, name), 'utf8'));
  for (let year = 0; year < 6; year++) {
    const entries = Array.from({ length: 200 }, (_, entry) => changelogEntry(year * 200 + entry));
    repository.files.set(
      `changelog/${2020 + year}.md`,
      `# ${2020 + year}\n\n${entries.join('\n')}`,
    );
  }
  return repository;
}

/** About 250 characters, so that each entry is a passage of its own. */
function changelogEntry(number: number): string {
  const part = parts[number % parts.length];
  const first = changes[number % changes.length];
  const second = changes[Math.floor(number / 3) % changes.length];
  const reason = number % 40 === 7 ? validation : reasons[Math.floor(number / 7) % reasons.length];
  return `## Version ${number}\n\nThe ${part} ${first}. It also ${second}. ${reason} Thanks to contributor ${number} for the report and the patch.\n`;
}
