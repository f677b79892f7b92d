import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';

const filler = 'Der Wärter notiert die Windstärke und den Stand der Tide. '.repeat(5);
/** The heading path of the chunk that says this. */
const pathOf = (name: string, text: string, said: string) =>
  chunkDocument(name, text).chunks.find((chunk) => chunk.text.includes(said))?.headingPath;
const titleOf = (name: string, text: string) => chunkDocument(name, text).title;
const headingsOf = (name: string, text: string) => chunkDocument(name, text).headings;

describe('AsciiDoc', () => {
  const manual = `// a comment\n= Kestrel Manual\nAuthor <a@example.org>\n:toc:\n:product: Kestrel\n\n${filler}\n\n== Installing {product}\n\n${filler}\n\n=== Choosing *the* \`queue\` folder\n\nPick a large disk. ${filler}\n\n== Retention\n\nNine days. ${filler}\n`;

  it('has its title and the headings above each passage', () => {
    expect(titleOf('a.adoc', manual)).toBe('Kestrel Manual');
    expect(pathOf('a.adoc', manual, 'Pick a')).toEqual([
      'Kestrel Manual',
      'Installing Kestrel',
      'Choosing the queue folder',
    ]);
    expect(pathOf('a.asciidoc', manual, 'Nine days')).toEqual(['Kestrel Manual', 'Retention']);
  });

  it('may underline its titles', () => {
    const text = `Handbuch\n========\n\n${filler}\n\nEinrichten\n----------\n\nZuerst. ${filler}`;
    expect(pathOf('a.adoc', text, 'Zuerst')).toEqual(['Handbuch', 'Einrichten']);
  });

  it('has no titles inside blocks', () => {
    const text =
      '= A\n\n----\n== no\n----\n\n[source,sh]\n....\n= no\n....\n\n```\n## no\n```\n\n====\n== no\n====\n\n////\n== no\n////\n\n== Yes <<here,or here>> link:x[there] [[id]]\n';
    expect(headingsOf('a.adoc', text)).toEqual(['A', 'Yes or here there']);
  });

  it('goes on when a block never ends, and names what it includes', () => {
    const text = '= A\n\n----\n\n== B\n\ninclude::chapters/tides.adoc[]\n';
    expect(headingsOf('a.adoc', text)).toEqual(['A', 'B']);
    expect(chunkDocument('a.adoc', text).chunks[0]?.text).toContain('chapters/tides.adoc');
  });

  it('may have front matter', () => {
    expect(titleOf('a.adoc', '---\ntitle: Marées\ntags: [eau]\n---\n\n== B\n\ntext')).toBe(
      'Marées',
    );
  });
});

describe('Org', () => {
  const rota = `#+TITLE: Duty Rota\n#+TODO: OPEN | SHUT\n\n* TODO [#A] Who sits at the desk :people:\n${filler}\n** OPEN Swapping [[https://x.io][a shift]] [1/2]\nAsk a colleague. ${filler}\n* =tide= tables\nEbb. ${filler}\n`;

  it('has its title and the headings above each passage', () => {
    expect(titleOf('a.org', rota)).toBe('Duty Rota');
    expect(pathOf('a.org', rota, 'Ask a colleague')).toEqual([
      'Duty Rota',
      'Who sits at the desk',
      'Swapping a shift',
    ]);
    expect(pathOf('a.org', rota, 'Ebb')).toEqual(['Duty Rota', 'tide tables']);
  });

  it('without a title is called by its first headline', () => {
    expect(titleOf('a.org', '* Journal de bord\nRien.\n** Lundi\n')).toBe('Journal de bord');
  });

  it('has no headlines inside blocks', () => {
    const text = '#+title: A\n#+BEGIN_SRC org\n* no\n#+END_SRC\n* Yes\n#+begin_example\n* also\n';
    expect(headingsOf('a.org', text)).toEqual(['Yes', 'also']);
  });
});

describe('LaTeX', () => {
  const paper = `\\documentclass{article}\n\\title{Drift of \\emph{Tide} Gauges\\thanks{Paid.}}\n\\begin{document}\n\\maketitle\n\\section{Calibration}\\label{s:c}\n${filler}\n\\subsection*{Temperature \\& salt}\nLower the reading. ${filler}\n\\input{chapters/end}\n`;

  it('has its title and the headings above each passage', () => {
    expect(titleOf('a.tex', paper)).toBe('Drift of Tide Gauges');
    expect(pathOf('a.tex', paper, 'Lower the')).toEqual([
      'Drift of Tide Gauges',
      'Calibration',
      'Temperature & salt',
    ]);
  });

  it.each([
    ['\\section[short]{A long\n  title}', 'A long title'],
    ['\\chapter{Fl\\"u\\ss{}e und \\\'Etudes}', 'Flüße und Études'],
    ['\\begin{frame}[fragile]{Ebb and flow}', 'Ebb and flow'],
    ['\\frametitle{$O(n)$~steps}', 'O(n) steps'],
    ['\\section{\\texorpdfstring{$x$}{x} axis}', 'x axis'],
    ['\\section{The \\LaTeX{} of Things}', 'The LaTeX of Things'],
    [
      '\\section{\\LaTeXe\\ for \\BibTeX, \\XeLaTeX{} and \\TeX}',
      'LaTeX2e for BibTeX, XeLaTeX and TeX',
    ],
  ])('reads %s', (source, heading) => {
    expect(headingsOf('a.tex', source)).toEqual([heading]);
  });

  it('has no headings in comments and verbatim text', () => {
    const text =
      '% \\section{no}\n\\begin{verbatim}\n\\section{no}\n\\end{verbatim}\n\\section{Yes} % \\section{no}\n\\begin{lstlisting}\n\\section{open}\n';
    expect(headingsOf('a.tex', text)).toEqual(['Yes', 'open']);
  });
});

describe('Markdown of other programs', () => {
  it.each(['a.Rmd', 'a.qmd', 'a.mdc'])('%s is read as Markdown', (name) => {
    const text = `---\ntitle: "Catch"\n---\n\n# Smoothing\n\n\`\`\`{r}\n# no\n\`\`\`\n\nNine days.`;
    const { title, headings } = chunkDocument(name, text);
    expect({ title, headings }).toEqual({ title: 'Catch', headings: ['Smoothing'] });
  });
});

describe('reStructuredText', () => {
  it.each([
    ['an overline', '.. _top:\n\n####\nFlut\n####\n\nText\n', 'Flut'],
    ['a label right above', '.. _top:\nGezeiten\n========\n\nText\n', 'Gezeiten'],
    ['a short underline', 'Übersicht der Häfen\n=========\n\nText\n', 'Übersicht der Häfen'],
    ['the directive', '.. title:: Marées\n\nIntro\n=====\n', 'Marées'],
    ['a field', ':title: Tides\n:author: A\n\nIntro\n=====\n', 'Tides'],
    [
      'the header of a PEP',
      'PEP: 484\nTitle: Type Hints\nStatus: Final\n\nAbstract\n====\n',
      'PEP 484 – Type Hints',
    ],
  ])('has its title by %s', (_, text, title) => {
    expect(titleOf('a.rst', text)).toBe(title);
  });
});

describe('HTML in Markdown', () => {
  it('has headings of every level', () => {
    const text = `<h1 align="center">\n  <img src="x.png" alt="Tern">\n  Pumps\n</h1>\n\n${filler}\n\n<h3 id="b">Öl &amp; Wasser</h3>\n\nWechseln. ${filler}\n\n<div><h6>Fin</h6></div>\n`;
    const { title, headings } = chunkDocument('README.md', text);
    expect(title).toBe('Tern Pumps');
    expect(headings).toEqual(['Tern Pumps', 'Öl & Wasser', 'Fin']);
    expect(pathOf('a.md', text, 'Wechseln')).toEqual(['Tern Pumps', 'Öl & Wasser']);
  });

  it('has a summary as a heading until its details end', () => {
    const details = (name: string) =>
      `<details>\n<summary><b>${name}</b></summary>\n\nInside ${name}. ${filler}\n\n</details>\n\n`;
    const text = `# A\n\n## B\n\n${filler}\n\n${details('One')}${details('Two')}After. ${filler}\n`;
    expect(pathOf('a.md', text, 'Inside One')).toEqual(['A', 'B', 'One']);
    expect(pathOf('a.md', text, 'Inside Two')).toEqual(['A', 'B', 'Two']);
    expect(pathOf('a.md', text, 'After')).toEqual(['A', 'B']);
    expect(headingsOf('a.md', text)).toEqual(['A', 'B']);
  });

  it('ends details in MDX after a text, a list or an admonition, and not inside a list', () => {
    const text = `# A\n\n${filler}\n\n<details>\n<summary>One</summary>\n\nInside one. ${filler}\n</details>\n\nAfter one. ${filler}\n\n<details>\n<summary>Two</summary>\n\n- Inside two. ${filler}\n\n  <details>\n  <summary>deep</summary>\n  x\n  </details>\n\n- Still two. ${filler}\n</details>\n:::\n\nAfter two. ${filler}\n`;
    expect(pathOf('a.mdx', text, 'Inside one')).toEqual(['A', 'One']);
    expect(pathOf('a.mdx', text, 'After one')).toEqual(['A']);
    expect(pathOf('a.mdx', text, 'Still two')).toEqual(['A', 'Two']);
    expect(pathOf('a.mdx', text, 'After two')).toEqual(['A']);
  });

  it('counts in MDX, and not in comments, code or scripts', () => {
    expect(headingsOf('a.mdx', '<h2 id="x">Étape</h2>\n\ntext')).toEqual(['Étape']);
    expect(headingsOf('b.mdx', 'Use `<h2>no</h2>`, or <h3>no</h3>, here.')).toEqual([]);
    const text =
      '<!-- <h1>no</h1> -->\n\n<pre>\n<h1>no</h1>\n</pre>\n\n<script>\n"<h1>no</h1>"\n</script>\n\n`<h1>no</h1>`\n';
    expect(headingsOf('a.md', text)).toEqual([]);
  });
});
