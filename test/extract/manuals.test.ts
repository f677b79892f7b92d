import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function read(text: string, name: string) {
  const extracted = await extractText(new TextEncoder().encode(text), { name });
  if ('skip' in extracted) throw new Error(extracted.skip);
  return extracted;
}

test('a manual page is read without the marks of its type', async () => {
  const page = String.raw`.\" A comment
'\" t
.de Vb
.ft CW
..
.if \n[.g] \{\
.  am URL
.    ad l
.  .
.\}
.TH LAMP 1 "May 2026" "Harbour" "User Commands"
.SH NAME
lamp \- light the \(lqgreat\(rq lamp
.SH SYNOPSIS
.B lamp
[\fI\,OPTION\/\fR]... \fIFILE\fR
.SH "EXIT STATUS"
.TP
\fB\-q\fR, \fB\-\-quiet\fR
say nothing; see
.BR horn (8).
.IP \(bu 2
never at noon
.PP
For instance\*(Aqs sake:
.nf
lamp \-\-quiet \\
  north.conf
.fi
.SS Caf\[u00E9]
Open.
`;
  const { text, contentType, lines, locations } = await read(page, 'man/lamp.1');
  expect(text).toBe(
    "# lamp(1)\n\n## NAME\n\nlamp - light the “great” lamp\n\n## SYNOPSIS\n\nlamp\n[OPTION]... FILE\n\n## EXIT STATUS\n\n\\-q, --quiet\nsay nothing; see\nhorn(8).\n\nnever at noon\n\nFor instance's sake:\n\n```\nlamp --quiet \\\n  north.conf\n```\n\n### Café\n\nOpen.\n".replace(
      '\\-q',
      '-q',
    ),
  );
  expect({ contentType, lines }).toEqual({ contentType: 'text/troff', lines: 'derived' });
  const own = page.split('\n');
  for (const { line, at } of locations?.starts ?? []) {
    const word = /\p{L}{3,}/u.exec(text.split('\n')[line - 1] ?? '')?.[0] ?? '';
    const there = own.slice(Number(at) - 1, Number(at) + 1).join(' ');
    expect(there.toLowerCase().replace('\\[u00e9]', 'é')).toContain(word.toLowerCase());
  }
});

test('a manual page of BSD is read, too', async () => {
  const { text } = await read(
    '.Dd May 1, 2026\n.Dt HORN 8\n.Os\n.Sh NAME\n.Nm horn\n.Nd blow in fog\n.Sh DESCRIPTION\nSee\n.Xr lamp 1 .\n.Bl -tag\n.It Fl v Ar file\nWrite to\n.Pa /var/log/horn .\n.El\n',
    'horn.8',
  );
  expect(text).toBe(
    '# horn(8)\n\n## NAME\n\nhorn\n– blow in fog\n\n## DESCRIPTION\n\nSee\nlamp(1).\n\n-v file\nWrite to\n/var/log/horn.\n',
  );
});

describe('what only looks like a manual page by its name', () => {
  test.each(['notes-1.2', 'CHANGES.3', 'libfog.so.1'])('%s stays text', async (name) => {
    const text = 'Version two\n\n- a lamp\n';
    expect(await read(text, name)).toMatchObject({ text, format: 'text', lines: 'own' });
  });
});

test('a manual of GNU Info is text, with the marks of its index left out', async () => {
  const { text } = await read(
    'This is lamp.info, produced by makeinfo.\n\n\x1f\nFile: lamp.info,  Node: Top\n\nLight it.\n\0\b[index\0\b]\n* Menu:\n',
    'lamp.info',
  );
  expect(text).toContain('Light it.\n\n* Menu:\n');
  expect(text).not.toContain('\0');
});

test('a template of translations is text', async () => {
  expect(await read('msgid "lamp"\nmsgstr ""\n', 'lamp.pot')).toMatchObject({ lines: 'own' });
});
