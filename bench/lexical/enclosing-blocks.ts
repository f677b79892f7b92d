import { readDefinitions } from '../../shared/src/chunk/read-definitions.ts';

/** A block of code that has a name. */
export interface NamedBlock {
  name: string;
  /** The line that defines it. */
  signature: string;
}

/** The named blocks around each line, outermost first, by indentation. */
export function enclosingBlocks(lines: readonly string[]): NamedBlock[][] {
  const open: (NamedBlock & { indentation: number })[] = [];
  return lines.map((line, at) => {
    if (line.trim() === '') return [...open];
    const indentation = line.length - line.trimStart().length;
    const closes = /^\s*[)}\]{]/.test(line);
    const isOver = (of: number) => of > indentation || (of === indentation && !closes);
    while (isOver(open.at(-1)?.indentation ?? -1)) open.pop();
    const around = [...open];
    const next = lines[at + 1] ?? '';
    const [name] = readDefinitions(/^\s*\{/.test(next) ? [line, next] : [line]);
    if (name !== undefined) open.push({ name, signature: line.trim(), indentation });
    return around;
  });
}
