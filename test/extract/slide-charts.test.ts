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
