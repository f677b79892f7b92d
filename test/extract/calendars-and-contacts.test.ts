import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function read(name: string, source: string | Uint8Array) {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const extracted = await extractText(bytes, { name });
  if ('skip' in extracted) throw new Error(`${extracted.skip}: ${extracted.detail}`);
  return extracted;
}
const textOf = async (name: string, source: string | Uint8Array) => (await read(name, source)).text;
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

describe('a calendar', () => {
  test('gives its events with time, place, people and text', async () => {
    const source = calendar(
      'X-WR-CALNAME:Hafen',
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:STANDARD',
      'DTSTART:19701025T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'DTSTART;TZID=Europe/Berlin:20260504T100000',
      'DTEND;TZID=Europe/Berlin:20260504T113000',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20261231T225959Z',
      'EXDATE;TZID=Europe/Berlin:20260518T100000',
      'SUMMARY:Prüfung\\, Lam',
      ' pe und Horn',
      'LOCATION:Turm\\; oben',
      'ORGANIZER;CN="Janßen, Imke":mailto:imke@a.example',
      'ATTENDEE;CN=Ole;PARTSTAT=ACCEPTED:mailto:ole@a.example',
      'ATTENDEE:mailto:tomma@a.example',
      'DESCRIPTION:Erst die Lampe.\\n\\nDann das Horn: https://a.example/x',
      'BEGIN:VALARM',
      'DESCRIPTION:hidden alarm',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'SUMMARY:Fest',
      'DTSTART;VALUE=DATE:20260601',
      'DTEND;VALUE=DATE:20260603',
      'STATUS:CANCELLED',
      'END:VEVENT',
    );
    const { text, format, locations } = await read('hafen.ics', source);
    expect(text).toBe(
      '# Hafen\n\n## Prüfung, Lampe und Horn\n\nWhen: 2026-05-04 10:00 to 11:30 (Europe/Berlin)\nRepeats: every 2 weeks on Monday and Friday until 2026-12-31\nExcept: 2026-05-18 10:00\nWhere: Turm; oben\nOrganizer: Janßen, Imke <imke@a.example>\nAttendees: Ole <ole@a.example>, tomma@a.example\n\nErst die Lampe.\n\nDann das Horn: https://a.example/x\n\n## Fest\n\nWhen: 2026-06-01 to 2026-06-02\nStatus: cancelled\n',
    );
    expect(format).toBe('calendar');
    const fest = text.split('\n').indexOf('## Fest') + 1;
    const at = locations?.starts.find(({ line }) => line === fest)?.at;
    expect(source.split('\r\n')[Number(at)]).toBe('SUMMARY:Fest');
  });

  test.each([
    ['FREQ=DAILY;COUNT=3', 'every day 3 times'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1', 'every month on the first Monday and Tuesday'],
    ['FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1', 'every year on the last day in March and October'],
  ])('says of the rule %s: %s', async (rule, words) => {
    const source = calendar('BEGIN:VEVENT', 'SUMMARY:a', `RRULE:${rule}`, 'END:VEVENT');
    expect(await textOf('a.ics', source)).toBe(`## a\n\nRepeats: ${words}\n`);
  });

  test('gives tasks, notes in HTML, and what stands after a broken line', async () => {
    const source = calendar(
      'BEGIN:VTODO',
      'SUMMARY:Зажечь лампу',
      'this is no property',
      'DUE:20260501T170000Z',
      'DTSTART:20260501T160000Z',
      'DURATION:PT1H30M',
      'CATEGORIES:свет,маяк',
      'DESCRIPTION:<p>Сначала <b>дверь</b></p><ul><li>ключ</li></ul>',
      'END:VTODO',
      'BEGIN:VEVENT',
      'SUMMARY:unfinished',
    );
    expect(await textOf('a.ics', source)).toBe(
      '## Зажечь лампу\n\nWhen: 2026-05-01 16:00 (UTC) for 1 h 30 min\nDue: 2026-05-01 17:00\nCategories: свет, маяк\n\nСначала дверь\n\n- ключ\n\n## unfinished\n',
    );
  });
});

describe('contacts', () => {
  test('of vCard 2.1, in quoted-printable, without pictures', async () => {
    const source =
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jan=C3=9Fen;Imke\r\nTEL;WORK;VOICE:+49 40 1\r\nTEL;CELL:+49 170 2\r\nEMAIL;PREF;INTERNET:imke@a.example\r\nADR;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:;;Hafenstra=DFe 1;Kiel=\r\n;;24103;\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/\r\n 2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoH\r\n\r\nEND:VCARD\r\n';
    expect(await textOf('imke.vcf', source)).toBe(
      '# Imke Janßen\n\nPhone (work): +49 40 1\nPhone (cell): +49 170 2\nMail: imke@a.example\nAddress (work): Hafenstraße 1, Kiel, 24103\n',
    );
  });

  test('of vCard 3 and 4, several in a file, each under its name', async () => {
    const source = `BEGIN:VCARD
VERSION:3.0
FN:Łukasz Żak
ORG:Latarnia\\, Sp.;Dział świateł
TITLE:Latarnik
item1.EMAIL;type=INTERNET;type=pref:l@a.example
item1.X-ABLabel:_$!<Other>!$_
NOTE:Pierwszy\\nDrugi
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:山田 太郎
TEL;VALUE=uri;TYPE="voice,home":tel:+81-3-1
KEY:data:application/pgp-keys;base64,AAAA
END:VCARD
BEGIN:VCARD
VERSION:3.0
ORG:Harbour
END:VCARD
`;
    expect(await textOf('people.vcf', source)).toBe(
      '## Łukasz Żak\n\nOrganization: Latarnia, Sp., Dział świateł\nTitle: Latarnik\nMail: l@a.example\nNote: Pierwszy Drugi\n\n## 山田 太郎\n\nPhone (home): +81-3-1\n\n## Harbour\n',
    );
  });

  test('are not what genomes are', async () => {
    const source = '##fileformat=VCFv4.2\n#CHROM\tPOS\nchr1\t12\n';
    expect(await read('a.vcf', source)).toMatchObject({ text: source, lines: 'own' });
  });
});

test('both are read where they are attached to mail', async () => {
  const mail = `From: a@b.c
Subject: Einladung
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

Kommt!
--x
Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=invite.ics
Content-Disposition: attachment; filename=invite.ics

${calendar('BEGIN:VEVENT', 'SUMMARY:Feier', 'LOCATION:Turm', 'END:VEVENT')}
--x
Content-Type: text/x-vcard; name=card

BEGIN:VCARD
FN:Ole
TEL:1
END:VCARD
--x
Content-Type: application/ms-tnef; name=winmail.dat
Content-Transfer-Encoding: base64

eJ8+IgEAAAA=
--x--
`;
  const text = await textOf('a.eml', mail);
  expect(text).toContain('## Attachment: invite.ics\n\n## Feier\n\nWhere: Turm\n');
  expect(text).toContain('# Ole\n\nPhone: 1\n');
});

test('what Outlook packs into winmail.dat is skipped, and the reason is said', async () => {
  const bytes = new Uint8Array([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1, 6, 0x90, 8, 0, 4]);
  expect(await extractText(bytes, { name: 'winmail.dat' })).toEqual({
    skip: 'unsupported',
    detail: "It holds attachments in Outlook's own form (TNEF).",
  });
});
