import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const filesPerFolder = 100;

/** Makes a bare repository with one commit of small pages, which git reads from a stream. */
export async function makeRepository(files: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-huge-'));
  await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main']);
  await git(folder, ['remote', 'add', 'origin', 'https://github.com/acme/huge.git']);
  await git(folder, ['fast-import', '--quiet'], commit(files));
  return folder;
}

/** Commits another text of one page. */
export async function changePage(folder: string, number: number): Promise<void> {
  const text = `${page(number)}\nChanged.\n`;
  await git(
    folder,
    ['fast-import', '--quiet'],
    [
      `commit refs/heads/main\ncommitter Bench <bench@example.com> ${1767225601 + number} +0000\ndata 6\nChange\nfrom refs/heads/main^0\n`,
      `M 100644 inline ${pathOf(number)}\ndata ${Buffer.byteLength(text)}\n${text}\n\n`,
    ],
  );
}

function pathOf(page: number): string {
  const chapter = Math.floor(page / filesPerFolder);
  return `part-${Math.floor(chapter / 100)}/chapter-${chapter}/page-${page}.md`;
}

function* commit(files: number): Iterable<string> {
  yield 'commit refs/heads/main\ncommitter Bench <bench@example.com> 1767225600 +0000\ndata 5\nWrite\n';
  for (let i = 0; i < files; i++) {
    const text = page(i);
    const path = pathOf(i);
    yield `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  }
  yield '\n';
}

/** About 1,500 characters in three sections, with words repeated about as often as in real text. */
function page(number: number): string {
  const word = (n: number) => `word${Math.floor(5_000 * ((n * 0.618_034) % 1) ** 2)}`;
  const sentence = (n: number) => Array.from({ length: 12 }, (_, i) => word(n + i * i)).join(' ');
  const section = (n: number) =>
    `## Section ${n}\n\n${[0, 1, 2, 3, 4].map((i) => `${sentence(number * 31 + n * 7 + i)}.`).join('\n')}\n`;
  return `# Page ${number}\n\n${[1, 2, 3].map(section).join('\n')}`;
}

async function git(folder: string, args: string[], input: Iterable<string> = []): Promise<void> {
  const child = spawn('git', args, { cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  for (const piece of input) {
    if (!child.stdin.write(piece)) await new Promise((ready) => child.stdin.once('drain', ready));
  }
  child.stdin.end();
  if ((await exited) !== 0) throw new Error(`git ${args[0]} failed`);
}
