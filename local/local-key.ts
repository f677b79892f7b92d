import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The API key of this machine's DocPilot: made once, kept in the data folder, readable by its owner only. */
export function localKey(dataFolder: string): string {
  const file = join(dataFolder, 'api-key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const key = `dp_${randomBytes(24).toString('base64url')}`;
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
