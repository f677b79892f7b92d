import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function textOf(css: string, body: string): Promise<string> {
  const page = `<html><head><style>${css}</style></head><body><p>Harbour.</p>${body}</body></html>`;
  const read = await extractText(new TextEncoder().encode(page), { name: 'a.html' });
  if ('skip' in read) throw new Error(read.skip);
  return read.text;
}

describe('white text whose dark ground a style sheet sets is shown', () => {
  test.each([
    ['the page', 'body{background:#111}', '<p style="color:#fff">SEEN</p>'],
    [
      'the page by its root',
      ':root{background-color:#0b1020;color:#eee}',
      '<p style="color:white">SEEN</p>',
    ],
    ['a class', '.hero{background:#036;color:#fff}', '<div class="big hero"><h2>SEEN</h2></div>'],
    [
      'an element in another',
      '.card > header{background:navy}',
      '<div class="card"><header><b style="color:#fff">SEEN</b></header></div>',
    ],
    [
      'an id',
      '#top{background-image:url(sea.jpg)}',
      '<div id="top"><p style="color:#fefefe">SEEN</p></div>',
    ],
    [
      'a custom property',
      ':root{--dark:#222}.x{background:var(--dark);color:white}',
      '<p class="x">SEEN</p>',
    ],
    [
      'a gradient in letters',
      '.g{background:linear-gradient(90deg,#f00,#00f);-webkit-background-clip:text;color:transparent}',
      '<h2 class="g">SEEN</h2>',
    ],
    [
      'a gradient in letters, by fill',
      'h2{background-image:linear-gradient(red,blue);background-clip:text;-webkit-text-fill-color:transparent}',
      '<h2><span>SEEN</span></h2>',
    ],
    [
      'some rows',
      'tr:nth-child(even){background:#333}td{color:#fff}',
      '<table><tr><td>a</td></tr><tr><td>SEEN</td></tr></table>',
    ],
    ['what it stands on', '.caption{position:absolute;color:#fff}', '<p class="caption">SEEN</p>'],
  ])('%s', async (_, css, body) => {
    expect(await textOf(css, body)).toContain('SEEN');
  });

  test('another sheet, perhaps', async () => {
    const sheet = '<link rel="stylesheet" href="site.css">';
    expect(await textOf('.x{color:#fff}', `${sheet}<p class="x">SEEN</p>`)).toContain('SEEN');
  });
});

describe('what a style sheet hides is left out', () => {
  test.each([
    ['white on white', '.x{color:#fff}', '<p class="x">ORDER</p>'],
    ['white on a white page', 'body{background:#fff}p.x{color:#fefefe}', '<p class="x">ORDER</p>'],
    [
      'white on a white card of a dark page',
      'body{background:#111}.card{background:#fff}',
      '<div class="card"><p style="color:#fff">ORDER</p></div>',
    ],
    [
      'white on a card that a later rule makes white',
      '.card{background:#000}.card{background-color:white}',
      '<p class="card" style="color:#fff">ORDER</p>',
    ],
    [
      'white on some children that are white',
      'body{background:#000}p:nth-child(n){background:#fff}',
      '<p style="color:#fff">ORDER</p>',
    ],
    ['black on black', '#x{background:#000;color:#000}', '<p id="x">ORDER</p>'],
    [
      'white in a white gradient',
      '.g{background:linear-gradient(#fff,white);color:#fff}',
      '<p class="g">ORDER</p>',
    ],
    [
      'letters cut out of white',
      '.g{background:linear-gradient(#fff,#fff);background-clip:text;color:transparent}',
      '<p class="g">ORDER</p>',
    ],
    [
      'letters cut out of nothing',
      '.g{background-clip:text;color:transparent}',
      '<p class="g">ORDER</p>',
    ],
    [
      'a ground that only another element has',
      '.a .b{background:#000}',
      '<p class="b" style="color:#fff">ORDER</p>',
    ],
    ['a ground under the pointer', 'p:hover{background:#000}', '<p style="color:#fff">ORDER</p>'],
    ['no display', 'body{background:#111}.x{display:none}', '<p class="x">ORDER</p>'],
  ])('%s', async (_, css, body) => {
    const text = await textOf(css, body);
    expect(text).toContain('Harbour.');
    expect(text).not.toContain('ORDER');
  });
});
