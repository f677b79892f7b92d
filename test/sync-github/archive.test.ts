import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Database } from '@docpilot/shared/database';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../shared/src/sources/source.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { Killed } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { serveGithub } from './serve-github.ts';

type Intercept = NonNullable<NonNullable<Parameters<typeof serveGithub>[1]>['intercept']>;

const name = 'acme/handbook';
/** In digits, which are one word. */
const hashOf = (text: string) =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex')}`).toString();
const pages = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`docs/${i}.md`, `# Page ${i}\n`]));
let database: Database;
let clone: TemporaryClone;
let github: Awaited<ReturnType<typeof serveGithub>> | undefined;

beforeEach(async () => {
  database = await openTestDatabase();
  clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
});
afterEach(() => github?.close());
afterAll(removeTemporaryFolders);

async function serve(options: Parameters<typeof serveGithub>[1] = {}) {
  github = await serveGithub([clone.folder], options);
  return github;
}

describe('a repository that is new', () => {
  test('of 420 files costs three requests, a download, and nine queries for the dates', async () => {
    clone.commit('Write', pages(420));
    const { source, takeRequests } = await serve({ token: 'a-token' });
    const report = await syncOnce(database, source(name));
    expect(report).toMatchObject({ done: true, seen: 420, indexed: 420, failed: 0 });
    expect(takeRequests()).toEqual({ head: 1, tree: 1, tarball: 1, download: 1, dates: 9 });
  });

  test('asks one by one for what the archive leaves out or rewrites', async () => {
    clone.commit('Write', {
      ...pages(12),
      '.gitattributes': 'left-out.md export-ignore\nrewritten.md export-subst\n',
      'left-out.md': 'Not in the archive.',
      'rewritten.md': 'The commit is $Format:%H$.',
      'a folder of a very long name/with another one of a very long name in it/and one more to be sure/ünï ✓.md':
        'A path no plain header holds.',
    });
    const { source, takeRequests } = await serve();
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 16, failed: 0 });
    // .gitattributes itself is read first, since it chooses among the others.
    expect(takeRequests()).toMatchObject({ tarball: 1, download: 1, blob: 3 });
    const [rewritten] = await database.query(
      `select text from documents where path = 'rewritten.md'`,
    );
    expect(rewritten).toEqual({ text: 'The commit is $Format:%H$.' });
  });

  test('is read by blob where most of it is not to be indexed', async () => {
    clone.commit('Write', { ...pages(12), 'video.mp4': Buffer.alloc(8_000_000) });
    const { source, takeRequests } = await serve();
    await syncOnce(database, source(name));
    const { date: _, ...others } = takeRequests();
    expect(others).toEqual({ head: 1, tree: 1, blob: 12 });
  });

  test('in SHA-256 is read from its archive, too', async () => {
    clone = temporaryClone({
      init: ['--object-format=sha256'],
      origin: 'https://github.com/acme/handbook.git',
    });
    clone.commit('Write', pages(12));
    const { source, takeRequests } = await serve();
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 12, failed: 0 });
    expect(takeRequests().blob).toBeUndefined();
  });
});

describe('an archive', () => {
  /** A download server on an address of its own, as codeload is. */
  async function elsewhere(bytes: Buffer) {
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer(({ headers }, response) => {
      seen.push(headers);
      response.end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const intercept: Intercept = ({ url: asked = '' }, response) => {
      if (!asked.includes('/tarball/')) return false;
      response.writeHead(302, { location: url }).end();
      return true;
    };
    return { seen, intercept, close: () => server.close() };
  }

  test('on another host is fetched without the token', async () => {
    clone.commit('Write', pages(12));
    const other = await elsewhere(gzipSync('no tar'));
    const { source } = await serve({ intercept: other.intercept, token: 'the-token' });
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 12, failed: 0 });
    expect(other.seen).toHaveLength(1);
    expect(other.seen[0]).not.toHaveProperty('authorization');
    other.close();
  });

  test.each([
    ['no gzip', Buffer.from('no gzip at all')],
    ['an empty one', gzipSync(Buffer.alloc(1024))],
    ['one of other files', gzipSync(Buffer.alloc(4096, 'x'))],
  ])('that is none costs nothing but its request: %s', async (_, bytes) => {
    clone.commit('Write', pages(12));
    const other = await elsewhere(bytes);
    const { source, takeRequests } = await serve({ intercept: other.intercept });
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 12, failed: 0 });
    expect(takeRequests()).toMatchObject({ blob: 12 });
    other.close();
  });

  test('ends with the slice, and the next slice reads on', async () => {
    clone.commit('Write', pages(60));
    const { source, takeRequests } = await serve();
    const executionId = 'slices';
    const first = await syncOnce(database, source(name), { executionId, forMs: -1 });
    expect(first).toMatchObject({ done: false, seen: 60 });
    expect(first.indexed).toBeLessThan(60);
    expect(takeRequests().blob).toBeUndefined();
    const second = await syncOnce(database, source(name), { executionId });
    expect(second).toMatchObject({ done: true, indexed: 60 });
    expect(takeRequests().blob).toBeUndefined();
  });

  /** Ends the connection of each download after so much of it, as a proxy with a limit does. */
  function cutOff(after: () => number): Intercept {
    return ({ url: asked = '' }, response) => {
      if (!asked.startsWith('/codeload/')) return false;
      let left = after();
      const { write } = response;
      response.write = ((piece: Buffer, ...rest: unknown[]) => {
        const part = piece.subarray(0, left);
        left -= part.length;
        const isWritten = Reflect.apply(write, response, [part, ...rest]);
        if (left === 0) response.socket?.end();
        return isWritten;
      }) as typeof response.write;
      return false;
    };
  }

  /** Of 2 kB each in the archive. A client may lose the last 64 kB before a cut. */
  const noise = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `docs/${i}.md`,
        Array.from({ length: 66 }, (_, part) => hashOf(`${i} ${part}`)).join(' '),
      ]),
    );

  test('that is cut off gives what came of it, and another one the rest', async () => {
    clone.commit('Write', noise(200));
    const sizes = [150_000, 220_000];
    const { source, takeRequests } = await serve({
      intercept: cutOff(() => sizes.pop() ?? Number.POSITIVE_INFINITY),
      token: 'a-token',
    });
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 200, failed: 0 });
    const { tarball, blob = 0 } = takeRequests();
    // The second one gave no more than the first, so the third is not asked for.
    expect({ tarball, isCheaper: blob < 190 }).toEqual({ tarball: 2, isCheaper: true });
  });

  test('that is cut off later each time is asked for while that is cheaper', async () => {
    clone.commit('Write', noise(200));
    const sizes = [390_000, 270_000, 150_000];
    const { source, takeRequests } = await serve({
      intercept: cutOff(() => sizes.pop() ?? Number.POSITIVE_INFINITY),
      token: 'a-token',
    });
    expect(await syncOnce(database, source(name))).toMatchObject({ indexed: 200, failed: 0 });
    expect(takeRequests()).toMatchObject({ tarball: 4, download: 4 });
  });
});

/** What a kill costs is listing the repository again, and another archive of it. */
test('five kills of a first sync cost four requests each, and no file is asked for by itself', async () => {
  clone.commit('Write', pages(150));
  const { source, takeRequests } = await serve({ token: 'a-token' });
  expect(await syncOnce(database, source(name))).toMatchObject({ done: true, indexed: 150 });
  const undisturbed = takeRequests();
  database = await openTestDatabase();
  for (let kill = 0; kill < 5; kill++) {
    const killed = killedAfter(source(name), 20 + kill);
    await expect(syncOnce(database, killed)).rejects.toThrow(Killed);
  }
  expect(await syncOnce(database, source(name))).toMatchObject({ done: true, seen: 150 });
  const disturbed = takeRequests();
  expect(disturbed).toEqual({ ...undisturbed, head: 6, tree: 6, tarball: 6, download: 6 });
});

function killedAfter(source: Source, files: number): Source {
  return Object.create(source, {
    fetchMany: {
      async *value(...given: Parameters<NonNullable<Source['fetchMany']>>) {
        let left = files;
        for await (const file of source.fetchMany?.(...given) ?? []) {
          if (left === 0) throw new Killed();
          left -= 1;
          yield file;
        }
      },
    },
  });
}
