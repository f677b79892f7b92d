import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const links = (kind: string, target: string) =>
  `<Relationships><Relationship Id="r" Type="${type}/${kind}" Target="${target}"/></Relationships>`;

test('a chart on a slide is read by its titles and labels', async () => {
  const bytes = makeZip(
    Object.entries({
      '_rels/.rels': links('officeDocument', 'ppt/p.xml'),
      'ppt/p.xml': '<p><p:sldId r:id="r"/></p>',
      'ppt/_rels/p.xml.rels': links('slide', 'slides/s.xml'),
      'ppt/slides/s.xml': '<p:sld><p:graphicFrame/></p:sld>',
      'ppt/slides/_rels/s.xml.rels': links('chart', '../charts/c.xml'),
      'ppt/charts/c.xml':
        '<c:chart><c:title><a:p><a:r><a:t>Schiffe im Mai</a:t></a:r></a:p></c:title><c:ser><c:tx><c:strCache><c:pt><c:v>Fähren</c:v></c:pt></c:strCache></c:tx></c:ser></c:chart>',
    }).map(([name, content]) => ({ name, content })),
  );
  expect(await extractText(bytes, { name: 'a.pptx' })).toMatchObject({
    text: '## Slide 1\n\nChart: Schiffe im Mai; Fähren\n',
  });
});

test('categories on levels, in numbers and dates are read, but no values', async () => {
  const pt = (value: string) => `<c:pt><c:v>${value}</c:v></c:pt>`;
  const levels = `<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>${pt('Jan')}${pt('Feb')}</c:lvl><c:lvl>${pt('2025')}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>`;
  const numbers = (code: string, value: string) =>
    `<c:cat><c:numRef><c:numCache><c:formatCode>${code}</c:formatCode>${pt(value)}</c:numCache></c:numRef></c:cat>`;
  const values = `<c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode>${pt('17')}</c:numCache></c:numRef></c:val>`;
  const diagram = (text: string) => `<d:pt><a:p><a:r><a:t>${text}</a:t></a:r></a:p></d:pt>`;
  const link = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`;
  const bytes = makeZip(
    Object.entries({
      '_rels/.rels': links('officeDocument', 'ppt/p.xml'),
      'ppt/p.xml': '<p><p:sldId r:id="r"/></p>',
      'ppt/_rels/p.xml.rels': links('slide', 's.xml'),
      'ppt/s.xml':
        '<p:sld><p:pic><p:cNvPr descr="The lock gate"/></p:pic><p:pic><p:cNvPr descr="image1.png"/></p:pic></p:sld>',
      'ppt/_rels/s.xml.rels': `<Relationships>${link('a', 'diagramData', 'a.xml')}${link('b', 'diagramData', 'b.xml')}${link('c', 'chart', 'c.xml')}</Relationships>`,
      'ppt/a.xml': diagram('Dredge'),
      'ppt/b.xml': diagram('Dock'),
      'ppt/c.xml': `<c:chart>${levels}${numbers('General', '1999')}${numbers('yyyy-mm-dd', '46083')}${values}</c:chart>`,
    }).map(([name, content]) => ({ name, content })),
  );
  expect(await extractText(bytes, { name: 'a.pptx' })).toMatchObject({
    text: '## Slide 1\n\nThe lock gate\n\nDredge\n\nDock\n\nChart: Jan; Feb; 2025; 1999; 2026-03-02\n',
  });
});
