import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './options.ts';

/** Asks on the terminal until the answer holds. @param problem what is wrong with an answer */
export async function ask(
  question: string,
  {
    fallback = '',
    problem = () => undefined,
  }: {
    fallback?: string;
    problem?: (answer: string) => string | undefined;
  } = {},
): Promise<string> {
  requireTerminal();
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const shown = fallback === '' ? '' : ` [${fallback}]`;
      const answer = (await terminal.question(`${question}${shown}: `)).trim() || fallback;
      const wrong = problem(answer);
      if (wrong === undefined) return answer;
      console.log(wrong);
    }
  } finally {
    terminal.close();
  }
}

/** Asks for a secret: what is typed is not shown. */
export async function askSecret(question: string): Promise<string> {
  requireTerminal();
  process.stdout.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return (await terminal.question('')).trim();
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}

function requireTerminal(): void {
  if (!process.stdin.isTTY) {
    throw new UsageError('This asks questions: run it in a terminal, or with --dry-run.');
  }
}
