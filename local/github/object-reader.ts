import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type Git, GitError, startFailure } from './git.ts';

export interface ObjectInfo {
  sha: string;
  type: string;
  sizeBytes: number;
}

/**
 * Git objects by name, from two processes that live as long as the reader. They look at the refs
 * and packs anew for each name, so what was committed a moment ago is found.
 */
export interface ObjectReader {
  /** null when nothing has this name, or several objects do. A name never holds a line break. */
  find(name: string): Promise<ObjectInfo | null>;
  read(sha: string): Promise<(ObjectInfo & { bytes: Buffer }) | null>;
}

export function createObjectReader(git: Git): ObjectReader {
  const check = openBatch(git, '--batch-check');
  const contents = openBatch(git, '--batch');
  return {
    find: async (name) => (await check(name))?.info ?? null,
    read: async (sha) => {
      const answer = await contents(sha);
      return answer && { ...answer.info, bytes: answer.bytes };
    },
  };
}

interface BatchAnswer {
  info: ObjectInfo;
  bytes: Buffer;
}

interface Waiting {
  name: string;
  resolve(answer: BatchAnswer | null): void;
  reject(error: Error): void;
}

/** `git cat-file --batch`: names in, answers out in the same order. Started when first needed. */
function openBatch(git: Git, mode: '--batch' | '--batch-check') {
  let child: ChildProcessWithoutNullStreams | undefined;
  let waiting: Waiting[] = [];

  function start(): ChildProcessWithoutNullStreams {
    const process = git.start(['cat-file', mode]);
    const parse = createParser(mode === '--batch', (answer) => waiting.shift()?.resolve(answer));
    process.stdout.on('data', parse);
    let complaint = '';
    process.stderr.on('data', (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(-1000);
    });
    const end = (error: Error) => {
      if (child !== process) return;
      child = undefined;
      const left = waiting;
      waiting = [];
      // git gives up at a name whose object a partial clone left with its remote.
      if (complaint.includes('promisor remote')) {
        left.shift()?.resolve(null);
        for (const { name, resolve, reject } of left) ask(name).then(resolve, reject);
      } else {
        for (const { reject } of left) reject(error);
      }
    };
    process.once('error', (error) => end(startFailure(error)));
    process.once('close', () => end(new GitError('git cat-file ended unexpectedly')));
    return process;
  }

  function ask(name: string): Promise<BatchAnswer | null> {
    if (/[\n\r\0]/.test(name)) return Promise.resolve(null);
    child ??= start();
    const { stdin } = child;
    return new Promise((resolve, reject) => {
      waiting.push({ name, resolve, reject });
      stdin.write(`${name}\n`);
    });
  }

  return ask;
}

/** Cuts the stream into answers: `SHA TYPE SIZE`, and with contents as many bytes and a line feed. */
function createParser(withContents: boolean, emit: (answer: BatchAnswer | null) => void) {
  let chunks: Buffer[] = [];
  let heldBytes = 0;
  let header: ObjectInfo | undefined;

  function take(count: number): Buffer {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = all.length > count ? [all.subarray(count)] : [];
    heldBytes -= count;
    return all.subarray(0, count);
  }

  function takeAnswer(): boolean {
    if (header === undefined) {
      if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
      const lineEnd = chunks[0]?.indexOf(0x0a) ?? -1;
      if (lineEnd < 0) return false;
      const line = take(lineEnd + 1).toString('latin1', 0, lineEnd);
      const [, sha, type, size] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(line) ?? [];
      if (sha === undefined || type === undefined) emit(null);
      else if (!withContents) {
        emit({ info: { sha, type, sizeBytes: Number(size) }, bytes: Buffer.alloc(0) });
      } else header = { sha, type, sizeBytes: Number(size) };
      return true;
    }
    if (heldBytes < header.sizeBytes + 1) return false;
    const bytes = take(header.sizeBytes + 1).subarray(0, header.sizeBytes);
    emit({ info: header, bytes });
    header = undefined;
    return true;
  }

  return (chunk: Buffer) => {
    chunks.push(chunk);
    heldBytes += chunk.length;
    while (takeAnswer());
  };
}
