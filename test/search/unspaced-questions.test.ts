import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'zh/password.md':
      '# 密码\n\n如何重置您的密码：打开设置页面，点击重置。忘记密码请联系管理员。\n',
    'zh/leave.md': '# 请假\n\n员工申请年假需提前一周，由主管批准。报销单据交给财务部。\n',
    'ja/costs.md':
      '# 経費\n\nパスワードを忘れた場合は、管理者に連絡してください。経費精算は月末までに行います。\n',
    'ja/leave.md': '# 休暇\n\n有給休暇の申請は上司の承認が必要です。\n',
    'th/password.md': '# รหัสผ่าน\n\nหากลืมรหัสผ่าน ให้ติดต่อผู้ดูแลระบบ\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['怎么重置密码', 'zh/password.md'],
  ['密码忘了', 'zh/password.md'],
  ['如何申请年假', 'zh/leave.md'],
  ['在哪里报销', 'zh/leave.md'],
  ['パスワードを忘れた場合はどうすればいいですか', 'ja/costs.md'],
  ['有給休暇を申請するには', 'ja/leave.md'],
  ['ลืมรหัสผ่านทำอย่างไร', 'th/password.md'],
])('%s is answered by the text with its words', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});

test.each(['怎么删除密码', '打印机坏了', 'パスワードを削除する手順', '年假改期怎么办'])(
  '%s is not answered by a text that lacks one of its words',
  async (query) => {
    expect((await docPilot.ask(query)).evidence).not.toBe('strong');
  },
);
