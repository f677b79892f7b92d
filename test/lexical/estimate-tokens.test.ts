import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { estimateTokens } from '../../shared/src/lexical/estimate-tokens.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync(
  ['test/fixtures/markdown/*', 'shared/src/*/*.ts', '*.md', 'package-lock.json', 'workflows/*'],
  { cwd: root },
);

describe('the estimate is never too low, and not much too high', () => {
  test('for prose, code and data, as they are and as JSON', () => {
    const ratios = files.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8').slice(0, 20_000);
      return [text, JSON.stringify({ text })].map(
        (each) => estimateTokens(each) / countTokens(each),
      );
    });
    expect(files.length).toBeGreaterThan(50);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeLessThan(1.4);
  });

  test.each([
    ['French', 'Si la connexion à la base de données échoue, vérifiez l’adresse et le port.'],
    ['German', 'Donaudampfschifffahrtsgesellschaft: die Verbindung zur Datenbank schlägt fehl.'],
    ['Russian', 'Если не удаётся подключиться к базе данных, проверьте адрес и порт.'],
    ['Arabic', 'إذا تعذر الاتصال بقاعدة البيانات، فتحقق من العنوان والمنفذ.'],
    ['Chinese', '数据库连接失败时，请检查配置文件中的地址和端口是否正确。'],
    ['Japanese', 'データベースに接続できない場合は、設定ファイルのアドレスを確認してください。'],
    ['Thai', 'หากไม่สามารถเชื่อมต่อฐานข้อมูลได้ ให้ตรวจสอบที่อยู่และพอร์ต'],
    ['a hash', '615deb6af9b067008ad154f01998d0774788ffea316b9da119d2bc801ac4c2'],
    ['a table', '| a | b | c |\n|---|---|---|\n| 1.25 | -3 | 10,000 |\n'],
  ])('for %s', (_, text) => {
    const ratio = estimateTokens(text) / countTokens(text);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(2.7);
  });
});
