import type { ElementTest } from './html-survey.ts';

const withClass =
  (name: string): ElementTest =>
  (_, attributes) =>
    ` ${(attributes.class ?? '').slice(0, 1_000)} `.includes(` ${name} `);

/** The elements in which generators of sites put a page's main text, the surest first. */
export const containers: readonly ElementTest[] = [
  // Docusaurus
  withClass('theme-doc-markdown'),
  // VitePress
  withClass('vp-doc'),
  // Material for MkDocs
  withClass('md-content__inner'),
  // Mintlify
  withClass('mdx-content'),
  // Starlight
  withClass('sl-markdown-content'),
  // GitBook, of before it was a service, and docsify
  withClass('markdown-section'),
  // TypeDoc
  withClass('col-content'),
  // Sphinx and MkDocs, with most of their themes
  (_, attributes) => attributes.role === 'main',
  // GitBook
  (name) => name === 'main',
  (name) => name === 'article',
];
