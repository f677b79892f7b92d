import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

test.each([
  [
    'Markdown',
    {
      'text/markdown': ['**Tide** tables'],
      'text/plain': ['<IPython.core.display.Markdown object>'],
    },
    '**Tide** tables',
  ],
  ['a page', { 'text/html': ['<p>Tide tables</p>'] }, 'Tide tables'],
  [
    'a page in place of an object',
    { 'text/html': '<b>Tide</b>', 'text/plain': '<plotly.graph>' },
    'Tide',
  ],
  ['plain text beside a page', { 'text/html': '<b>Tide</b>', 'text/plain': '  high' }, '  high'],
  ['an object alone', { 'text/plain': '<map at 0x7f>' }, '<map at 0x7f>'],
  [
    'a page of a script',
    { 'text/html': '<script>x</script>', 'text/plain': '<a.Plot object>' },
    '<a.Plot object>',
  ],
])('an output of a notebook is read that is %s', async (_, data, text) => {
  const cell = {
    cell_type: 'code',
    source: 'show()',
    outputs: [{ output_type: 'display_data', data }],
  };
  const bytes = new TextEncoder().encode(JSON.stringify({ nbformat: 4, cells: [cell] }));
  const read = await extractText(bytes, { name: 'a.ipynb' });
  expect('text' in read && read.text).toBe(
    `\`\`\`\nshow()\n\`\`\`\n\n\`\`\`output\n${text}\n\`\`\`\n`,
  );
});
