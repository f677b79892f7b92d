import { wildcardMatcher } from './wildcard-matcher.ts';

/** What a line says of an attribute; undefined: that nothing is said of it. */
export interface State {
  name: string;
  value: boolean | string | undefined;
}

export interface AttributeLine {
  matches(path: string): boolean;
  states: readonly State[];
}

export interface ReadAttributes {
  lines: AttributeLine[];
  /** By name, what each stands for. */
  macros: Map<string, readonly State[]>;
}

/** `name`, `-name`, `!name` or `name=value`. Source: gitattributes(5), and git's attr.c. */
const stateForm = /^([-!]?)([\w.][-\w.]*)(?:=(.*))?$/;
/** A pattern, in double quotes where it has spaces, and its attributes. */
const lineForm = /^[ \t\r\n]*(?:"((?:[^"\\]|\\.)*)"|([^ \t\r\n#"]\S*))(?:[ \t]+(.*))?$/;
/** Longer ones git leaves out. */
const maxLine = 2_048;

/** Reads one .gitattributes; macros can be defined at the top alone. @param folder its own */
export function readAttributesFile(folder: string, text: string): ReadAttributes {
  const lines: AttributeLine[] = [];
  const macros: ReadAttributes['macros'] = new Map();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, quoted, plain, attributes = ''] = lineForm.exec(line) ?? [];
    const pattern = quoted ?? plain;
    if (pattern === undefined || line.length >= maxLine) continue;
    const states = readStates(attributes);
    if (states === null) continue;
    if (plain?.startsWith('[attr]')) {
      // No file is matched by it: in a folder below, it is an error that git passes over.
      if (folder === '') macros.set(plain.slice('[attr]'.length), states);
    } else if (!pattern.startsWith('!')) {
      lines.push({ matches: pathMatcher(folder, pattern), states });
    }
  }
  return { lines, macros };
}

/** Null: one of them is none, for which git leaves out the line. */
function readStates(text: string): State[] | null {
  const states: State[] = [];
  for (const part of text.split(/[ \t\r\n]+/).filter((each) => each !== '')) {
    const [, sign, name, value] = stateForm.exec(part) ?? [];
    if (name === undefined) return null;
    if (sign === '!') states.push({ name, value: undefined });
    else states.push({ name, value: sign === '-' ? false : (value ?? true) });
  }
  return states;
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
