import { z } from 'zod';
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

/** The tools with the JSON schemas of what they take and answer. */
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
  return z.toJSONSchema(input, { io: 'input', override: leaveOutTheObvious });
}

export function outputSchema({ output }: Tool) {
  return z.toJSONSchema(output, { override: leaveOutTheObvious });
}

/** A time's pattern repeats its format, and whole numbers their type: half of what is listed. */
function leaveOutTheObvious({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
