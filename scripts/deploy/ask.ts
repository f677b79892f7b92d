import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Interrupted } from './command.ts';
import { UsageError } from './options.ts';

/**
 * Asks on the terminal until the answer is valid.
 * @param problem says what is wrong with an answer
 */
export async function ask(
  question: string,
  {
    fallback = '',
    problem = () => undefined,
  }: {
    fallback?: string;
    problem?: (answer: string) => string | undefined | Promise<string | undefined>;
  } = {},
): Promise<string> {
  requireTerminal();
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const hint = fallback === '' ? '' : ` [${fallback}]`;
      const answer = (await answerTo(terminal, `${question}${hint}: `)).trim() || fallback;
      const wrong = await problem(answer);
      if (wrong === undefined) return answer;
      console.log(wrong);
    }
  } finally {
    terminal.close();
  }
}

/** Asks for a secret, without echoing it. */
export async function askSecret(question: string): Promise<string> {
  requireTerminal();
  process.stdout.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return (await answerTo(terminal, '')).trim();
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}

/** @throws Interrupted at Ctrl-C and at the end of the input, after which no answer can come */
async function answerTo(terminal: Interface, question: string): Promise<string> {
  const ending = new AbortController();
  const end = () => ending.abort();
  terminal.once('SIGINT', end).once('close', end);
  try {
    return await terminal.question(question, { signal: ending.signal });
  } catch (error) {
    throw ending.signal.aborted ? new Interrupted() : error;
  }
}

function requireTerminal(): void {
  if (!process.stdin.isTTY) {
    throw new UsageError('This command asks questions: run it in a terminal, or with --dry-run.');
  }
}
