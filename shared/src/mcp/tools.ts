import { z } from 'zod';
import { listRequest, listResponse } from '../search/list-request.ts';
import { searchRequest, searchResponse } from '../search/search-request.ts';

interface Tool {
  name: string;
  title: string;
  /** Tells an assistant when to use it. */
  description: string;
  input: z.ZodType;
  output: z.ZodType;
}

const tools: readonly Tool[] = [
  {
    name: 'search_documents',
    title: 'Search the team’s documents',
    description:
      'Finds the passages of the team’s GitHub repositories and Google Drive that answer a question, best first, each with a link to its lines. Use it before answering anything about the team’s own code, decisions or documentation. Ask in plain words.',
    input: searchRequest,
    output: searchResponse,
  },
  {
    name: 'list_documents',
    title: 'List what is indexed',
    description:
      'Lists the indexed documents, what each sync did (view=runs), or which files are not indexed and why (view=problems). Use it to see whether something is indexed at all, and how fresh it is.',
    input: listRequest,
    output: listResponse,
  },
];

/** The tools with the JSON schemas of what they take and answer. */
export function describeTools() {
  return tools.map(({ name, title, description, input, output }) => ({
    name,
    title,
    description,
    input_schema: z.toJSONSchema(input, { io: 'input' }),
    output_schema: z.toJSONSchema(output),
  }));
}
