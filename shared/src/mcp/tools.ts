import { toJsonSchema, withoutNulls } from '../json-schema.ts';
import type { Queryable } from '../store/connection/database.ts';
import { fetchTool } from './fetch-tool.ts';
import { readIndexedNames, withNames } from './indexed-names.ts';
import { listDocumentsTool, syncStatusTool } from './list-tools.ts';
import { searchDocumentsTool, searchTool } from './search-tools.ts';
import type { Tool } from './tool.ts';

export const tools: readonly Tool[] = [
  searchDocumentsTool,
  fetchTool,
  listDocumentsTool,
  syncStatusTool,
  searchTool,
];

/** Describes the tools, with the JSON schemas of their arguments and answers. */
export async function describeTools(database: Queryable) {
  const names = await readIndexedNames(database);
  return tools.map((tool) => {
    const { name, title } = tool;
    return {
      name,
      title,
      description: describe(tool, names),
      input_schema: inputSchema(tool),
      output_schema: outputSchema(tool),
    };
  });
}

/** What a tool is for; of some, with what is indexed. */
export function describe({ description, namesIndex }: Tool, names: readonly string[]): string {
  return namesIndex ? withNames(description, names) : description;
}

export function inputSchema({ input }: Tool) {
  return toJsonSchema(input, 'input');
}

/** Of an answer's fields; one that is null is left out. */
export function outputSchema({ output }: Tool) {
  return withoutNulls(toJsonSchema(output, 'output'));
}
