import { toJsonSchema, withoutNulls } from '../json-schema.ts';
import { fetchTool } from './fetch-tool.ts';
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
export function describeTools() {
  return tools.map((tool) => {
    const { name, title, description } = tool;
    return {
      name,
      title,
      description,
      input_schema: inputSchema(tool),
      output_schema: outputSchema(tool),
    };
  });
}

export function inputSchema({ input }: Tool) {
  return toJsonSchema(input, 'input');
}

/** Of an answer's fields; one that is null is left out. */
export function outputSchema({ output }: Tool) {
  return withoutNulls(toJsonSchema(output, 'output'));
}
