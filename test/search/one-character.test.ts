import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'ja/server.md': '# 設定\n\nｻｰﾊﾞｰの設定は管理画面で行う。ＡＰＩキーは１２３４です。\n',
    'ja/data.md': '# 再起動\n\nデータベースを再起動する。ﾊﾟｽﾜｰﾄﾞは秘密。\n',
    'ja/tea.md': '# 会議室\n\n棚に茶があります。\n',
    'zh/leave.md': '# 请假\n\n病假需要医生证明。\n',
    'ko/books.md': '# 안내\n\n책을 반납하세요. 문 앞에 차가 있다.\n',
    'en/wide.md': '# Note\n\nThe ＬＡＭＰ costs ５００ yen.\n',
    'en/kettle.md': '# Kettle\n\nA kettle stands in the kitchen.\n',
    // As macOS names and writes it: the marks of voiced Kana are characters of their own.
    'ja/decomposed.md': `# 案内\n\n${'ガイドはこちら'.normalize('NFD')}。\n`,
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['茶', 'ja/tea.md'],
  ['茶はどこ', 'ja/tea.md'],
  ['秘', 'ja/data.md'],
  ['病', 'zh/leave.md'],
  ['책', 'ko/books.md'],
  ['차', 'ko/books.md'],
])('%s is found, which is one character', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('weak');
});

test.each(['犬', '집', 'ぬ'])('%s is nowhere', async (query) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results).toEqual([]);
  expect(evidence).toBe('none');
});

test.each([
  ['サーバー', 'ja/server.md'],
  ['ｻｰﾊﾞｰ', 'ja/server.md'],
  ['"サーバーの設定"', 'ja/server.md'],
  ['パスワード', 'ja/data.md'],
  ['ﾃﾞｰﾀﾍﾞｰｽ', 'ja/data.md'],
  ['ガイド', 'ja/decomposed.md'],
  ['APIキー', 'ja/server.md'],
  ['1234', 'ja/server.md'],
  ['lamp', 'en/wide.md'],
  ['500', 'en/wide.md'],
  ['ｋｅｔｔｌｅ', 'en/kettle.md'],
])('%s is found in narrow, full and wide forms', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});
