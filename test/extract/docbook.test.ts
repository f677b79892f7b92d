import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function read(name: string, source: string) {
  const extracted = await extractText(new TextEncoder().encode(source), { name });
  if ('skip' in extracted) throw new Error(`${extracted.skip}: ${extracted.detail}`);
  return extracted;
}
const textOf = async (name: string, source: string) => (await read(name, source)).text;

describe('a manual in DocBook', () => {
  test('4: a reference page has its name and purpose as its title', async () => {
    const source = `<?xml version='1.0'?>
<!DOCTYPE refentry PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd" [
  <!ENTITY lamp "the <command>lamp</command>">
]>
<!-- SPDX-License-Identifier: LGPL-2.1-or-later -->
<refentry id="lamp" xmlns:xi="http://www.w3.org/2001/XInclude">
  <refentryinfo><title>lamp</title><productname>Harbour</productname></refentryinfo>
  <refmeta><refentrytitle>lamp</refentrytitle><manvolnum>1</manvolnum></refmeta>
  <refnamediv><refname>lamp</refname><refname>lampd</refname>
    <refpurpose>Light the great lamp</refpurpose></refnamediv>
  <refsynopsisdiv><cmdsynopsis><command>lamp</command>
    <arg choice="opt" rep="repeat">OPTIONS</arg>
    <group choice="req"><arg choice="plain">on</arg><arg choice="plain"><option>--file=<replaceable>F</replaceable></option></arg></group>
  </cmdsynopsis></refsynopsisdiv>
  <refsect1><title>Options</title>
    <indexterm><primary>secret word</primary></indexterm>
    <para>&lamp; burns &mdash; see
      <citerefentry><refentrytitle>horn</refentrytitle><manvolnum>8</manvolnum></citerefentry>.</para>
    <variablelist>
      <varlistentry><term><option>--quiet</option></term><term><option>-q</option></term>
        <listitem><para>Say <emphasis>nothing</emphasis>.</para><para>At all.</para></listitem></varlistentry>
      <xi:include href="standard-options.xml" xpointer="help"/>
    </variablelist>
  </refsect1>
</refentry>
`;
    const { text, locations, format, lines } = await read('man/lamp.xml', source);
    expect(text).toBe(
      '# lamp(1) – Light the great lamp\n\nlamp, lampd\n\n## Synopsis\n\n```\nlamp [OPTIONS]... {on | --file=F}\n```\n\n## Options\n\nthe `lamp` burns — see horn(8).\n\n- `--quiet`, `-q`: Say nothing.\n    - At all.\n    - Includes standard-options.xml#help.\n',
    );
    expect({ format, lines, kind: locations?.kind }).toEqual({
      format: 'docbook',
      lines: 'derived',
      kind: 'line',
    });
    const own = source.split('\n');
    const placeOf = (word: string) => {
      const line = text.split('\n').findIndex((one) => one.includes(word)) + 1;
      const at = locations?.starts.filter((start) => start.line <= line).at(-1)?.at;
      return own[Number(at) - 1];
    };
    expect(placeOf('--quiet')).toContain('<option>--quiet');
    expect(placeOf('burns')).toContain('&lamp; burns');
  });

  test('5: a book’s parts, tables, notes, code, links and footnotes', async () => {
    const source = `<book xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink" version="5.0">
<info><title>Hafenbuch</title><author><personname><firstname>Imke</firstname> <surname>Janßen</surname></personname><email>i@a.example</email></author><keywordset><keyword>hidden</keyword></keywordset></info>
<chapter xml:id="c1"><title>Feuer und <command>lamp</command></title>
<para>Siehe <xref linkend="t1"/> und <link xlink:href="https://a.example/x">die Karte</link><footnote><para>Nur bei Nacht.</para></footnote>.</para>
<warning><title>Achtung</title><para>Heiß!</para><para>Sehr.</para></warning>
<note><para>Kurz.</para></note>
<table xml:id="t1"><title>Kennungen</title><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
<thead><row><entry>Name</entry><entry namest="b" nameend="c">Farbe</entry></row></thead>
<tbody><row><entry morerows="1">Nord</entry><entry>rot</entry><entry>grün</entry></row><row><entry>weiß</entry><entry><para>gelb</para></entry></row></tbody></tgroup></table>
<programlisting language="python"><![CDATA[if a < b:
    lamp()]]></programlisting>
<section><title>Schritte</title>
<procedure><step><para>Öffnen.</para></step><step><para>Zünden.</para><itemizedlist><listitem><para>mit Holz</para></listitem></itemizedlist></step></procedure>
<mediaobject><imageobject><imagedata fileref="a.png"/></imageobject><textobject><phrase>Der Turm</phrase></textobject></mediaobject>
<qandaset><qandaentry><question><para>Warum?</para></question><answer><para>Darum.</para></answer></qandaentry></qandaset>
</section></chapter></book>`;
    expect(await textOf('hafen.dbk', source)).toBe(
      '# Hafenbuch\n\nImke Janßen\n\n## Feuer und `lamp`\n\nSiehe Kennungen und [die Karte](https://a.example/x) (Nur bei Nacht.).\n\n> Warning: Achtung: Heiß!\n\n> Sehr.\n\n> Note: Kurz.\n\nKennungen\n\n| Name | Farbe |  |\n| --- | --- | --- |\n| Nord | rot | grün |\n| Nord | weiß | gelb |\n\n```python\nif a < b:\n    lamp()\n```\n\n### Schritte\n\n1. Öffnen.\n2. Zünden.\n    - mit Holz\n\n[image: Der Turm]\n\n#### Warum?\n\nDarum.\n',
    );
  });

  test('in parts without a document type, as PostgreSQL’s', async () => {
    const source = `<!-- doc/src/sgml/feu.sgml -->
<chapter id="feu">
 <title>Le feu de <application>psql</application></title>
 <para>La fonction <function>allumer(<type>int</type>)</function> existe&nbsp;; &inconnu; reste.</para>
 <synopsis>
allumer <replaceable>n</replaceable>
 </synopsis>
 <funcsynopsis><funcprototype><funcdef>int <function>allumer</function></funcdef><paramdef>int <parameter>n</parameter></paramdef><paramdef>char *<parameter>s</parameter></paramdef></funcprototype></funcsynopsis>
</chapter>`;
    expect(await textOf('feu.sgml', source)).toBe(
      '# Le feu de psql\n\nLa fonction `allumer(int)` existe ; &inconnu; reste.\n\n```\nallumer n\n```\n\n```\nint allumer(int n, char *s);\n```\n',
    );
  });

  test('in files that its document type names', async () => {
    const source = `<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.2//EN" "d.dtd" [
<!ENTITY % common SYSTEM "common.ent"> %common;
<!ENTITY chap SYSTEM "chapters/one.xml"> <!-- it's one -->
<!ENTITY deep "&deeper; &deeper;"><!ENTITY deeper '&#65;'>
]>
<book><title>B</title><chapter><title>C &deep;</title><para>x</para></chapter>&chap;</book>`;
    expect(await textOf('book.xml', source)).toBe(
      '# B\n\n## C A A\n\nx\n\nIncludes chapters/one.xml.\n',
    );
  });
});

describe('a topic in DITA', () => {
  test('a task and its steps', async () => {
    const source = `<?xml version="1.0"?><!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd">
<task id="a"><title>Zapalanie</title><shortdesc>Jak zapalić.</shortdesc><prolog><metadata><keywords><keyword>ukryte</keyword></keywords></metadata></prolog>
<taskbody><prereq>Klucz.</prereq><steps><step><cmd>Otwórz <uicontrol>drzwi</uicontrol>.</cmd><info>Powoli, <codeph>--slow</codeph>.</info></step><step><cmd>Zapal.</cmd></step></steps>
<example><title>Przykład</title><codeblock outputclass="bash">lamp --on</codeblock></example></taskbody>
<related-links><link href="horn.dita"><linktext>Róg</linktext></link></related-links></task>`;
    expect(await textOf('zapal.dita', source)).toBe(
      '# Zapalanie\n\nJak zapalić.\n\nKlucz.\n\n1. Otwórz drzwi.\n    - Powoli, `--slow`.\n2. Zapal.\n\n## Przykład\n\n```bash\nlamp --on\n```\n\n- [Róg](horn.dita)\n',
    );
  });

  test('a reference with its tables, definitions and notes', async () => {
    const source = `<reference id="r"><title>Options</title><refbody><section><title>List</title>
<simpletable><sthead><stentry>Key</stentry><stentry>Use</stentry></sthead><strow><stentry>max_age</stentry><stentry>seconds</stentry></strow></simpletable>
<parml><plentry><pt><parmname>max_age</parmname></pt><pd>How long<fn>At least 1</fn>.</pd></plentry></parml>
<note type="tip">Short. <image href="a.png"><alt>A tower</alt></image></note><p conref="other.dita#x/y"/></section></refbody></reference>`;
    expect(await textOf('r.xml', source)).toBe(
      '# Options\n\n## List\n\n| Key | Use |\n| --- | --- |\n| max_age | seconds |\n\n- `max_age`: How long (At least 1).\n\n> Tip: Short. [image: A tower]\n\nIncludes other.dita#x/y\n',
    );
  });

  test('a map is the list of its topics', async () => {
    const source = `<!DOCTYPE map PUBLIC "-//OASIS//DTD DITA Map//EN" "map.dtd">
<map><title>Harbour</title><topicref href="a.dita" navtitle="Lamp"><topicref href="b.dita"><topicmeta><navtitle>x</navtitle></topicmeta></topicref></topicref><topichead navtitle="Horns"><topicref href="c.dita"/></topichead></map>`;
    expect(await textOf('m.ditamap', source)).toBe(
      '# Harbour\n\n- [Lamp](a.dita)\n    - b.dita\n- Horns\n    - c.dita\n',
    );
  });
});

test('a page in Maven’s xdoc is read, too', async () => {
  const source = `<document xmlns="http://maven.apache.org/XDOC/2.0"><properties><title>Lamp</title></properties><body>
<section name="Use"><p>See <a href="b.html">this</a> and <code>on()</code>.</p><source>lamp.on();</source>
<subsection name="More"><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></subsection></section></body></document>`;
  expect(await textOf('src/site/xdoc/use.xml', source)).toBe(
    '# Lamp\n\n## Use\n\nSee [this](b.html) and `on()`.\n\n```\nlamp.on();\n```\n\n### More\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n',
  );
});

test.each([
  ['pom.xml', '<project><modelVersion>4.0.0</modelVersion><name>lamp</name></project>'],
  ['articles.xml', '<article><title>News</title><body>text</body></article>'],
  ['feed.xml', '<?xml version="1.0"?><rss><channel><title>a</title></channel></rss>'],
  ['table.xml', '<table><row><entry>a</entry></row></table>'],
  ['map.xml', '<map><entry key="a"/></map>'],
])('other XML stays as it is: %s', async (name, source) => {
  expect(await read(name, source)).toMatchObject({ text: source, format: 'text', lines: 'own' });
});
