import type { Locations } from '../../document.ts';
import { ownWords } from './own-words.ts';
import { setBelow } from './set-below.ts';
import { type Author, type Comment, inOrder, type Thread } from './thread.ts';

/** Lines of a diff that a comment on code shows; the last one is the one it stands at. */
const shownCode = 8;

export interface ThreadText {
  markdown: string;
  /** Where each comment begins, by its anchor on the thread's page. */
  locations: Locations;
  /** Whether people wrote anything in it. */
  isWritten: boolean;
}

/**
 * A thread as Markdown: its title, what it is, its text, then each comment under a heading that says
 * by whom and when. What bots write and what templates put there is left out.
 * @param isBot whether what an author writes is left out
 */
export function threadMarkdown(
  thread: Thread,
  title: string,
  isBot: (author: Author) => boolean,
): ThreadText {
  const lines: string[] = [];
  const starts: Locations['starts'] = [];
  const add = (text: string) => lines.push(...text.split('\n'), '');
  // Release notes are worth reading whoever publishes them: mostly an action does.
  const isLeftOut = thread.type !== 'release' && isBot(thread.author);
  const body = isLeftOut ? '' : ownWords(thread.body);
  add(`# ${oneLine(title)}`);
  add(about(thread));
  if (body !== '') add(setBelow(1, body));
  let written = body === '' ? 0 : 1;
  for (const comment of inOrder(thread.comments)) {
    const said = isBot(comment.author) ? '' : ownWords(comment.body);
    if (said === '') continue;
    written += 1;
    starts.push({ line: lines.length + 1, at: anchorOf(comment.url) });
    add(`## ${headingOf(comment)}`);
    if (comment.code && comment.parent === undefined) add(codeOf(comment.code));
    add(setBelow(2, said));
  }
  return {
    markdown: lines.join('\n'),
    locations: { kind: 'section', starts },
    isWritten: written > 0 || !isLeftOut,
  };
}

const names = {
  issue: 'Issue',
  pull: 'Pull request',
  discussion: 'Discussion',
  release: 'Release',
};

function about({ type, state, labels, author, createdAt }: Thread): string {
  const parts = [
    state === null ? names[type] : `${names[type]}, ${state}`,
    `by ${author.login} on ${dayOf(createdAt)}`,
    ...(labels.length === 0 ? [] : [`labels: ${labels.map(oneLine).join(', ')}`]),
  ];
  return `${parts.join('; ')}.`;
}

function headingOf({ author, at, note, code }: Comment): string {
  const line = code?.line ? `, line ${code.line}` : '';
  const place = code ? ` on ${oneLine(code.path)}${line}` : '';
  const remark = note === undefined ? '' : ` (${note})`;
  return `${author.login}${place}, ${dayOf(at)}${remark}`;
}

function codeOf({ hunk }: NonNullable<Comment['code']>): string {
  const lines = hunk.split('\n').filter((line) => !line.startsWith('@@'));
  const shown = lines.slice(-shownCode).join('\n');
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${shown}\n${fence}`;
}

function anchorOf(url: string): string {
  return url.slice(url.indexOf('#') + 1);
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
