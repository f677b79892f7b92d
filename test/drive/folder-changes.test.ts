import { readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { folderStore } from '../../local/drive/folder-store.ts';
import { closeAll, serve } from './serve.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

afterAll(async () => {
  removeTemporaryFolders();
  await closeAll();
});

const files = { 'a.md': 'a', 'sub/b.md': 'b', 'sub/deep/c.md': 'c', 'other/d.md': 'd' };

/** Starts a server over the folder, as each `npm start` does. */
async function start(folder: string, stateFile?: string) {
  const { client, get, api } = await serve(
    folderStore(folder, stateFile === undefined ? {} : { stateFile }),
  );
  const token = async () => (await client.changes.getStartPageToken()).data.startPageToken ?? '';
  /** The names of what changed, `-` for what is gone. */
  const told = async (pageToken: string) => {
    const { data } = await client.changes.list({ pageToken });
    return (data.changes ?? []).map(({ file }) => file?.name ?? '-').sort();
  };
  const refused = async (pageToken: string) =>
    (await get(`changes?pageToken=${pageToken}`)).status === 400;
  return { client, token, told, refused, api };
}

describe('a folder’s log', () => {
  const { folder, at, write } = temporaryFolder(files);

  const mutations: Array<[string, () => void, string[]]> = [
    ['nothing', () => {}, []],
    ['a new file, not the folder it came into', () => write('sub/new.md', 'n'), ['new.md']],
    ['new content', () => write('a.md', 'more'), ['a.md']],
    [
      'new content of the same size, at once',
      () => {
        write('a.md', 'less');
      },
      ['a.md'],
    ],
    [
      'new content under the old date',
      () => {
        utimesSync(at('sub/b.md'), 1_700_000_000, 1_700_000_000);
        write('sub/b.md', 'B');
        utimesSync(at('sub/b.md'), 1_700_000_000, 1_700_000_000);
      },
      ['b.md'],
    ],
    ['a renamed file', () => renameSync(at('a.md'), at('z.md')), ['z.md']],
    ['a renamed folder alone', () => renameSync(at('sub'), at('submarine')), ['submarine']],
    ['a moved folder alone', () => renameSync(at('submarine'), at('other/sub')), ['sub']],
    ['a link', () => symlinkSync('../z.md', at('other/link')), ['link']],
    ['a deleted file', () => rmSync(at('other/d.md')), ['-']],
    ['all of a deleted folder', () => rmSync(at('other'), { recursive: true }), Array(7).fill('-')],
    ['a hidden file not at all', () => write('.notes', 'x'), []],
    [
      'what came and went between two looks not at all',
      () => {
        write('short.md', 'x');
        rmSync(at('short.md'));
      },
      [],
    ],
  ];

  test('tells what one look finds other than the last', async () => {
    const { token, told } = await start(folder);
    for (const [what, mutate, wanted] of mutations) {
      const before = await token();
      mutate();
      expect([what, await told(before)]).toEqual([what, wanted]);
      expect(await told(await token())).toEqual([]);
    }
  });
});

describe('page tokens', () => {
  test('outlive a restart by the state file: unchanged, it costs one request', async () => {
    const { folder } = temporaryFolder(files);
    const stateFile = temporaryFolder().at('drive.json');
    const first = await start(folder, stateFile);
    const token = await first.token();
    const second = await start(folder, stateFile);
    expect(await second.told(token)).toEqual([]);
    expect(second.api.requests).toBe(1);
  });

  test('tell of what changed before, between and after', async () => {
    const { folder, at, write } = temporaryFolder(files);
    const stateFile = temporaryFolder().at('drive.json');
    const first = await start(folder, stateFile);
    const token = await first.token();
    write('early.md', 'x');
    const early = await first.token();
    renameSync(at('sub'), at('renamed'));
    rmSync(at('a.md'));
    const second = await start(folder, stateFile);
    expect(await second.told(token)).toEqual(['-', 'early.md', 'renamed']);
    expect(await second.told(early)).toEqual(['-', 'renamed']);
    write('late.md', 'x');
    expect(await second.told(early)).toEqual(['-', 'late.md', 'renamed']);
    const third = await start(folder, stateFile);
    expect(await third.told(await second.token())).toEqual([]);
  });

  test('end with the process without one', async () => {
    const { folder } = temporaryFolder(files);
    const token = await (await start(folder)).token();
    expect(await (await start(folder)).refused(token)).toBe(true);
  });

  test('end when the state file is broken, gone, or another folder’s', async () => {
    const { folder } = temporaryFolder(files);
    const other = temporaryFolder(files);
    const stateFile = temporaryFolder().at('drive.json');
    const token = await (await start(folder, stateFile)).token();
    const state = readFileSync(stateFile, 'utf8');
    for (const broken of [
      '',
      '{}',
      'null',
      '[]',
      state.slice(0, -10),
      state.replace(/"known":\[.*?\]\]/, '"known":7'),
    ]) {
      writeFileSync(stateFile, broken);
      expect(await (await start(folder, stateFile)).refused(token)).toBe(true);
    }
    rmSync(stateFile);
    expect(await (await start(folder, stateFile)).refused(token)).toBe(true);
    writeFileSync(stateFile, state);
    expect(await (await start(other.folder, stateFile)).refused(token)).toBe(true);
  });
});
