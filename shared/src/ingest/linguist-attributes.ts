import { wildcardMatcher } from './wildcard-matcher.ts';

/** What .gitattributes says of a file, by GitHub linguist's names; undefined is nothing. */
export interface LinguistAttributes {
  generated?: boolean;
  vendored?: boolean;
  documentation?: boolean;
}

type Attribute = keyof LinguistAttributes;

interface Rule {
  matches(path: string): boolean;
  attribute: Attribute;
  value: boolean | undefined;
}

/** One .gitattributes file; its folder is empty or ends with a slash. */
export interface AttributesFile {
  folder: string;
  text: string;
}

/** `name`, `-name`, `!name` or `name=value`. Source: gitattributes(5), and linguist's overrides.md. */
const attributeForm = /^([-!]?)linguist-(generated|vendored|documentation)(?:=(\S*))?$/;
/** A pattern, in double quotes where it has spaces, and its attributes. */
const lineForm = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s#"]\S*))\s+(.*)$/;

/**
 * Reads linguist's attributes as git does: of the lines that match a file the last one counts, in
 * the deepest folder that has any. @param files the upper folders first
 */
export function linguistAttributes(
  files: readonly AttributesFile[],
): (path: string) => LinguistAttributes {
  const rules = files.flatMap(readRules);
  if (rules.length === 0) return () => ({});
  return (path) => {
    const found: LinguistAttributes = {};
    for (const { matches, attribute, value } of rules) {
      if (!matches(path)) continue;
      if (value === undefined) delete found[attribute];
      else found[attribute] = value;
    }
    return found;
  };
}

function readRules({ folder, text }: AttributesFile): Rule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, quoted, plain, attributes = ''] = lineForm.exec(line) ?? [];
    const pattern = quoted ?? plain;
    if (pattern === undefined) return [];
    const named = attributes.split(/\s+/).flatMap(readAttribute);
    if (named.length === 0) return [];
    const matches = pathMatcher(folder, pattern);
    return named.map((attribute) => ({ matches, ...attribute }));
  });
}

function readAttribute(text: string): Pick<Rule, 'attribute' | 'value'>[] {
  const [, sign, name, value] = attributeForm.exec(text) ?? [];
  if (name === undefined) return [];
  const attribute = name as Attribute;
  if (sign === '!') return [{ attribute, value: undefined }];
  return [{ attribute, value: sign !== '-' && value !== 'false' }];
}

/** As in .gitignore, but a pattern that matches a folder says nothing of what is in it. */
function pathMatcher(folder: string, pattern: string): (path: string) => boolean {
  const isTied = pattern.includes('/');
  const matches = wildcardMatcher(pattern.replace(/^\//, ''));
  return (path) => {
    if (!path.startsWith(folder)) return false;
    return matches(path.slice(isTied ? folder.length : path.lastIndexOf('/') + 1));
  };
}
