import { type AttributeLine, readAttributesFile, type State } from './read-attributes.ts';

/** What .gitattributes says of a file, by GitHub linguist's names; undefined is nothing. */
export interface LinguistAttributes {
  generated?: boolean;
  vendored?: boolean;
  documentation?: boolean;
}

/** One .gitattributes file; its folder is empty or ends with a slash. */
export interface AttributesFile {
  folder: string;
  text: string;
}

const named = ['generated', 'vendored', 'documentation'] as const;

/**
 * Reads linguist's attributes as git does: of the lines that match a file the last one counts, in
 * the deepest folder that has any. A macro stands for its attributes wherever it is set, unless a
 * later line says something else of the macro itself. @param files the upper folders first
 */
export function linguistAttributes(
  files: readonly AttributesFile[],
): (path: string) => LinguistAttributes {
  const read = files.map(({ folder, text }) => readAttributesFile(folder, text));
  const macros = new Map(read.flatMap((file) => [...file.macros]));
  const isAsked = asked(macros);
  const lines = read
    .flatMap((file) => file.lines)
    .map((line) => ({
      ...line,
      states: lastOfEach(line.states).filter(({ name }) => isAsked(name)),
    }))
    .filter(({ states }) => states.length > 0)
    .reverse();
  if (lines.length === 0) return () => ({});
  return (path) => {
    const said = new Map<string, State['value']>();
    for (const { matches, states } of lines) if (matches(path)) fill(said, states, macros);
    const found: LinguistAttributes = {};
    for (const name of named) {
      const value = said.get(`linguist-${name}`);
      if (value !== undefined) found[name] = value !== false && value !== 'false';
    }
    return found;
  };
}

type Macros = ReadonlyMap<string, AttributeLine['states']>;

/** From the last to the first: what is said already stays. */
function fill(said: Map<string, State['value']>, states: readonly State[], macros: Macros): void {
  for (const { name, value } of states.toReversed()) {
    if (said.has(name)) continue;
    said.set(name, value);
    if (value === true) fill(said, macros.get(name) ?? [], macros);
  }
}

/** What a line says last of each, at that place. */
function lastOfEach(states: readonly State[]): State[] {
  const last = new Map<string, State>();
  for (const state of states) {
    last.delete(state.name);
    last.set(state.name, state);
  }
  return [...last.values()];
}

/** Whether an attribute is linguist's, or a macro: other lines, most of all, say nothing here. */
function asked(macros: Macros): (name: string) => boolean {
  return (name) => macros.has(name) || named.some((one) => name === `linguist-${one}`);
}
