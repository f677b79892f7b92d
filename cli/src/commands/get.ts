import type { DocumentResponse } from '../../../shared/src/search/fetch/fetch-request.ts';
import { ask } from '../api.ts';
import { type Command, textOf } from '../command.ts';
import { Failure } from '../failure.ts';
import { printable } from '../printable.ts';

export const get: Command = {
  summary: 'read a document, or some of its lines',
  usage: 'ID | REPOSITORY PATH',
  options: {
    lines: { type: 'string', short: 'l', value: 'LINES', help: '10-40, 10- or 10' },
  },
  async run({ positionals, values, login }) {
    const [first = '', path, ...more] = positionals;
    if (first === '' || more.length > 0) {
      throw new Failure(
        'notValid',
        'Which document? docpilot get ID, with the id of a result, or docpilot get REPOSITORY PATH',
      );
    }
    const address =
      path === undefined ? `/list/documents/${encodeURIComponent(first)}` : '/list/documents';
    const place = path === undefined ? {} : { repository: first, path };
    const parts: DocumentResponse[] = [];
    for (let lines = textOf(values, 'lines') ?? null; parts.length === 0 || lines !== null; ) {
      const query = { ...place, ...(lines === null ? {} : { lines }) };
      const part: DocumentResponse = await ask(login(), address, { query });
      parts.push(part);
      lines = part.next_lines;
    }
    const text = parts.map((part) => part.text).join('\n');
    return {
      json: { ...parts[0], ...parts.at(-1), ...startOf(parts), text },
      markdown: printable(text),
    };
  },
};

/** Where the first part starts. */
function startOf([first]: readonly DocumentResponse[]) {
  return { start_line: first?.start_line };
}
