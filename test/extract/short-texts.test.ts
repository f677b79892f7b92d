import { describe, expect, test } from 'vitest';
import { decodeText } from '../../shared/src/extract/decode/decode-text.ts';
import { encode } from './encode-text.ts';

const code = (said: string) => `#include <stdio.h>

/* ${said} */
int uart_init(unsigned int baudrate, int parity)
{
    int divisor = CLOCK / baudrate;
    UART->CR1 |= UART_ENABLE;
    return 0;
}
`;
const table = (said: string) =>
  `id,name,email,department,location\n1,${said},someone@example.com,Engineering,Main office\n2,Brown,brown@example.com,Marketing,Second office\n`;
const settings = (said: string) =>
  `[main]\ntitle=${said}\npath=C:\\Reports\\Monthly\\Output\\Directory\nserver=database.example.com\n`;
const kinds = { code, table, settings };

/** What people write, by the charsets in which they wrote it. */
const said: readonly [charsets: string, texts: string[]][] = [
  [
    'windows-1252',
    [
      'Schlüssel',
      'Grüße aus der Werft',
      'Clé à la réception',
      'Réunion reportée à l’été',
      'Contraseña',
      '¿Cuándo abre el almacén?',
      'Não há informação',
      'Perché è così',
      'Åtgärder för hög last',
      'Køb færgebilletter på havnen',
      'Tämä on hyvä päivä',
      'Það er góður dagur',
      'Lykillinn er í skúffunni, þökk sé þér',
      'It’s the “quay” – said Ann…',
      'Keep below 4 °C, ± 0.5 mm',
      '50 € per day, © 2019',
      'soft\u00ADhyphen and 10\u00A0km',
    ],
  ],
  [
    'windows-1250 iso-8859-2',
    [
      'Łódź i Gdańsk',
      'Proszę sprawdzić załącznik',
      'Příliš žluťoučký kůň',
      'Řešení',
      'Ještě žádné škody',
      'Kérjük, ellenőrizze a mellékletet',
      'Şedinţă',
    ],
  ],
  ['windows-1254', ['Toplantı tutanağı', 'Çağrı merkezi', 'Güncelleştirme başarısız oldu']],
  ['windows-1257', ['Lūdzu pārbaudiet pielikumu', 'Prašome patikrinti priedą']],
  ['windows-1251 koi8-r iso-8859-5', ['Инициализация порта', 'Ключ лежит в ящике', 'скорость']],
  ['windows-1251 koi8-u', ['Договір підписано', 'Ключ у шухляді, її і ґанок є']],
  ['windows-1253 iso-8859-7', ['Αρχικοποίηση θύρας', 'ταχύτητα']],
  ['windows-1255', ['פרוטוקול ישיבה', 'מפתח']],
  ['windows-1256', ['محضر الاجتماع', 'مفتاح']],
  ['windows-874', ['กุญแจ', 'กรุณาตรวจสอบเอกสาร']],
  ['shift_jis', ['シリアルポートの初期化', '山田', 'ボーレート設定']],
  ['euc-jp', ['シリアルポートの初期化', 'ファイルを開く']],
  ['gb18030', ['初始化串口', '设置波特率', '请检查附件并返回']],
  ['big5', ['初始化串列埠', '設定鮑率', '請檢查附件']],
  ['euc-kr', ['직렬 포트 초기화', '속도 설정', '오류']],
];
const rows = said.flatMap(([charsets, texts]) =>
  charsets.split(' ').flatMap((charset) => texts.map((text) => [charset, text] as const)),
);

describe('a few words in a file of ASCII come out as they were written', () => {
  test.each(rows)('%s: %s', async (charset, text) => {
    const wrong: string[] = [];
    for (const [kind, write] of Object.entries(kinds)) {
      const source = write(text);
      const decoded = await decodeText(encode(source, charset));
      if (decoded?.text !== source) wrong.push(`${kind}: ${decoded?.charset}`);
    }
    expect(wrong).toEqual([]);
  });
});
