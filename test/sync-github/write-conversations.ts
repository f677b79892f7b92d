import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MadeConversations } from './made-conversations.ts';

/** Writes conversations into the folder beside a clone, as gh api does. */
export function writeConversations(cloneFolder: string, made: MadeConversations): void {
  const folder = `${cloneFolder}.github`;
  mkdirSync(folder, { recursive: true });
  const { issues, comments, reviewComments, releases, discussions } = made;
  const lists = { issues, comments, 'review-comments': reviewComments, releases, discussions };
  for (const [name, list] of Object.entries(lists)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(list));
  }
}
