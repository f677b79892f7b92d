import { runs } from '../support/long-runs.ts';
import type { Hostile } from './hostile-documents.ts';
import { bytesOf } from './make-documents.ts';

/** Hostile pages, tables, notebooks, mail and plain text. */
export const hostileTexts: readonly Hostile[] = [
  {
    what: 'a page of nested elements',
    name: 'a.html',
    make: () => bytesOf('<div>'.repeat(40_000)),
    skip: 'too_complex',
  },
  {
    what: 'a page of cells that span others',
    name: 'a.html',
    make: () => bytesOf(`<table>${'<tr><td rowspan=200 colspan=200>a'.repeat(7_000)}`),
    skip: 'too_large',
  },
  {
    what: 'a page of tags that never end',
    name: 'a.html',
    make: () => bytesOf(`a${'<a href="x" '.repeat(20_000)}`),
    skip: null,
  },
  {
    what: 'a large page of open links and code',
    name: 'a.html',
    make: () => bytesOf(`<p>${'<a href=x><code>`'.repeat(15_000)}`),
    skip: 'too_complex',
  },
  {
    what: 'a table of quotes that never close',
    name: 'a.csv',
    make: () => bytesOf(`a,b\n${'"a"b,"'.repeat(40_000)}`),
    skip: null,
  },
  {
    what: 'a notebook of nested lists',
    name: 'a.ipynb',
    make: () => bytesOf(`{"cells":${'['.repeat(9_000_000)}`),
    skip: 'too_complex',
  },
  {
    what: 'a notebook of very many cells',
    name: 'a.ipynb',
    make: () => bytesOf(`{"cells":[${'{"a":[]},'.repeat(2_000_000)}{}]}`),
    skip: 'too_complex',
  },
  {
    what: 'a notebook of embedded images',
    name: 'a.ipynb',
    make: () =>
      bytesOf(
        JSON.stringify({
          cells: [{ cell_type: 'markdown', source: 'data:a;base64'.repeat(300_000) }],
        }),
      ),
    skip: null,
  },
  {
    what: 'a saved page of very many pages',
    name: 'a.mht',
    make: () =>
      bytesOf(
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n${'--x\r\nContent-Type: text/html\r\n\r\n<p>a\r\n'.repeat(5_000)}`,
      ),
    skip: null,
  },
  {
    what: 'a notebook of very many pages that show nothing',
    name: 'a.ipynb',
    make: () =>
      bytesOf(
        JSON.stringify({
          cells: [
            {
              cell_type: 'code',
              source: 'a',
              outputs: Array.from({ length: 20_000 }, () => ({
                data: { 'text/html': `<script>${'<'.repeat(400)}` },
              })),
            },
          ],
        }),
      ),
    skip: null,
  },
  {
    what: 'a message of messages in messages',
    name: 'a.eml',
    make: () => bytesOf('From: a@b\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(2_000)),
    skip: null,
  },
  {
    what: 'a message of very many messages',
    name: 'a.eml',
    make: () =>
      bytesOf(
        `Content-Type: multipart/digest; boundary=x\r\n\r\n${'--x\r\n\r\nFrom: a@b\r\n\r\n'.repeat(runs(5_000, 50_000))}`,
      ),
    skip: 'too_complex',
    longRun: 'larger file',
  },
  {
    what: 'a message of parts in parts',
    name: 'a.eml',
    make: () =>
      bytesOf(
        Array.from(
          { length: 20_000 },
          (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
        ).join(''),
      ),
    skip: 'broken',
  },
  {
    what: 'a message of very many parts',
    name: 'a.eml',
    make: () =>
      bytesOf(
        `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: image/png\n\na\n'.repeat(200_000)}`,
      ),
    skip: 'broken',
  },
  {
    what: 'a message whose head never ends',
    name: 'a.eml',
    make: () => bytesOf(`Subject: ${'=?utf-8?Q?=41?= '.repeat(900_000)}`),
    skip: 'broken',
  },
  {
    what: 'a message of one long base64 text',
    name: 'a.eml',
    make: () =>
      bytesOf(
        `Content-Transfer-Encoding: base64\n\n${'YWFh\n'.repeat(runs(1_500_000, 3_000_000))}`,
      ),
    skip: 'too_large',
    longRun: 'larger file',
  },
  {
    what: 'an mbox of empty messages',
    name: 'a.mbox',
    make: () => bytesOf('From a@b.c Mon Mar  2 10:00:00 2026\n\n'.repeat(400_000)),
    skip: 'too_large',
  },
  {
    what: 'a message of Outlook that leads back to itself',
    name: 'a.msg',
    make: () => {
      const bytes = new Uint8Array(8_192).fill(0);
      bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
      bytes.set([62, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0], 24);
      return bytes;
    },
    skip: 'broken',
  },
  {
    what: 'a manual with entities of entities',
    name: 'a.xml',
    make: () =>
      bytesOf(
        `<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook" "d" [<!ENTITY a0 "${'long '.repeat(1_000)}">${Array.from({ length: 7 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(20)}">`).join('')}]><book><para>&a7;</para></book>`,
      ),
    skip: 'too_complex',
  },
  {
    what: 'a manual whose entity holds itself',
    name: 'a.xml',
    make: () => bytesOf('<!DOCTYPE book PUBLIC "DocBook" "d" [<!ENTITY a "&a;">]><book><para>&a;'),
    skip: 'too_complex',
  },
  {
    what: 'a manual nested without end',
    name: 'a.xml',
    make: () => bytesOf(`<chapter><para>a</para>${'<section><title>a</title>'.repeat(40_000)}`),
    skip: 'too_complex',
  },
  {
    what: 'a manual of very many elements and references',
    name: 'a.xml',
    make: () =>
      bytesOf(
        `<chapter><para>a</para>${'<para id="a">&a;<xref linkend="a"/><![CDATA[<!--]]></para>\n'.repeat(runs(20_000, 60_000))}`,
      ),
    skip: null,
    longRun: 'larger file',
  },
  {
    what: 'a manual on one line',
    name: 'a.xml',
    make: () => bytesOf(`<chapter><para>a</para>${'<para>a</para>'.repeat(100_000)}`),
    skip: null,
  },
  {
    what: 'a manual of comments and sections that never end',
    name: 'a.xml',
    make: () => bytesOf(`<chapter><para>a</para>${'<!-- &a; <![CDATA[ '.repeat(100_000)}`),
    skip: null,
  },
  {
    what: 'a manual of cells that reach over others',
    name: 'a.xml',
    make: () =>
      bytesOf(
        `<chapter><para>a</para><table><tgroup><colspec colname="a"/><colspec colnum="900" colname="b"/><tbody>${'<row><entry namest="a" nameend="b" morerows="900">a</entry></row>'.repeat(9_000)}`,
      ),
    skip: 'too_large',
  },
  {
    what: 'a manual of Perl of codes in codes',
    name: 'a.pod',
    make: () =>
      bytesOf(
        `=head1 A\n\n${'B<C<< L<'.repeat(100_000)}\n\n${'=over\n\n=item a\n\n'.repeat(20_000)}`,
      ),
    skip: null,
  },
  {
    what: 'a text of data: URIs that hold nothing',
    name: 'a.md',
    make: () => bytesOf('data:a/b;c=d,'.repeat(300_000)),
    skip: null,
  },
  {
    what: 'a text of written line ends and edges of armour',
    name: 'a.json',
    make: () =>
      bytesOf(
        `${'\\n'.repeat(300_000)}\n${'-----BEGIN X-----\nbegin 644 a\n'.repeat(30_000)}${'\\'.repeat(500_000)}`,
      ),
    skip: null,
  },
  {
    what: 'a text of quoted data: URIs that never close',
    name: 'a.md',
    make: () => bytesOf('"data:,'.repeat(300_000)),
    skip: null,
  },
  {
    what: 'a text of declarations of charsets',
    name: 'a.html',
    make: () => new Uint8Array(Buffer.from(`${'<meta '.repeat(30_000)}\xe9`, 'latin1')),
    skip: 'no_text',
  },
];
