import bash from 'refractor/bash';
import { refractor } from 'refractor/core';
import cpp from 'refractor/cpp';
import csharp from 'refractor/csharp';
import css from 'refractor/css';
import diff from 'refractor/diff';
import docker from 'refractor/docker';
import go from 'refractor/go';
import graphql from 'refractor/graphql';
import hcl from 'refractor/hcl';
import ini from 'refractor/ini';
import java from 'refractor/java';
import json from 'refractor/json';
import kotlin from 'refractor/kotlin';
import markdown from 'refractor/markdown';
import markup from 'refractor/markup';
import php from 'refractor/php';
import python from 'refractor/python';
import ruby from 'refractor/ruby';
import rust from 'refractor/rust';
import scss from 'refractor/scss';
import sql from 'refractor/sql';
import swift from 'refractor/swift';
import toml from 'refractor/toml';
import tsx from 'refractor/tsx';
import yaml from 'refractor/yaml';

/** @typedef {ReturnType<typeof refractor.highlight>['children'][number]} CodeNode */
/** @typedef {{ text: string, kind: string }} CodeToken `kind` is Prism's name, or empty */

const grammars = [
  bash,
  cpp,
  csharp,
  css,
  diff,
  docker,
  go,
  graphql,
  hcl,
  ini,
  java,
  json,
  kotlin,
  markdown,
  markup,
  php,
  python,
  ruby,
  rust,
  scss,
  sql,
  swift,
  toml,
  tsx,
  yaml,
];
for (const grammar of grammars) refractor.register(grammar);
refractor.alias({
  bash: ['zsh', 'console', 'shellsession'],
  docker: ['dockerfile'],
  hcl: ['tf', 'terraform', 'tfvars'],
  ini: ['cfg', 'conf', 'properties', 'env'],
  java: ['groovy', 'scala'],
  json: ['json5', 'jsonc', 'webmanifest'],
  kotlin: ['gradle'],
  markup: ['astro', 'vue', 'svelte'],
  rust: ['rs'],
  tsx: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'typescript', 'javascript'],
});

/**
 * The code as tokens; null if the language is not known.
 * @param {string} code
 * @param {string} language a name or an extension
 * @returns {CodeToken[] | null}
 */
export function codeTokens(code, language) {
  if (!refractor.registered(language.toLowerCase())) return null;
  return refractor
    .highlight(code, language.toLowerCase())
    .children.flatMap((node) => tokensOf(node, ''));
}

/** @param {CodeNode} node @param {string} kind @returns {CodeToken[]} */
function tokensOf(node, kind) {
  if (node.type === 'text') return [{ text: node.value, kind }];
  if (node.type !== 'element') return [];
  const [, name = kind] = /** @type {string[]} */ (node.properties.className ?? []);
  return node.children.flatMap((child) => tokensOf(child, name));
}
