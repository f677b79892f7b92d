import type {
  SearchResponse,
  SearchResult,
} from '../../../shared/src/search/request/search-request.ts';
import { ask } from '../api.ts';
import { type Command, textOf, textsOf } from '../command.ts';
import { exitCode, Failure } from '../failure.ts';
import { printable } from '../printable.ts';

const evidenceNotes: Readonly<Record<string, string>> = {
  weak: 'The evidence is weak: these passages may not answer the question.',
  none: 'There is no evidence: these passages probably do not answer the question.',
};

/** Options that are sent as filters, by the filter's name. */
const filters = {
  repository: 'repository',
  path: 'path_prefix',
  type: 'type',
  source: 'source',
  state: 'state',
  label: 'label',
  glob: 'glob',
  after: 'changed_after',
  before: 'changed_before',
} as const;

export const search: Command = {
  summary: 'find the passages that answer a question',
  usage: 'QUESTION…',
  options: {
    limit: { type: 'string', short: 'n', value: 'N', help: 'the most results (10)' },
    repository: {
      type: 'string',
      short: 'r',
      multiple: true,
      value: 'NAME',
      help: 'only this repository, folder or site; can be repeated',
    },
    path: {
      type: 'string',
      multiple: true,
      value: 'START',
      help: 'only paths that start like this; can be repeated',
    },
    type: {
      type: 'string',
      multiple: true,
      value: 'TYPE',
      help: 'only this type: md, ts, pdf, issue, pull, discussion, release; can be repeated',
    },
    source: {
      type: 'string',
      value: 'KIND',
      help: 'only github, conversations, drive, web or folder',
    },
    state: {
      type: 'string',
      multiple: true,
      value: 'STATE',
      help: 'only what is open, closed, merged or answered; can be repeated',
    },
    label: {
      type: 'string',
      multiple: true,
      value: 'LABEL',
      help: 'only issues and the like with this label; can be repeated',
    },
    glob: { type: 'string', value: 'GLOB', help: "only paths like 'docs/**/*.md'" },
    after: { type: 'string', value: 'DATE', help: 'only what changed after 2026-01-31' },
    before: { type: 'string', value: 'DATE', help: 'only what changed before' },
    expand: { type: 'string', value: 'HOW', help: 'neighbours or section: show more around it' },
    'max-tokens': { type: 'string', value: 'N', help: 'the most tokens of the whole answer' },
    cursor: { type: 'string', value: 'CURSOR', help: 'the next page of the same search' },
  },
  async run({ positionals, values, login }) {
    const query = positionals.join(' ').trim();
    if (query === '')
      throw new Failure('notValid', 'What do you look for? docpilot search QUESTION');
    const given = Object.entries(filters).flatMap(([option, filter]) => {
      const value = textsOf(values, option) ?? textOf(values, option);
      return value === undefined ? [] : [[filter, value]];
    });
    // As a body, since logs often keep addresses.
    const json = await ask<SearchResponse>(login(), '/search', {
      body: {
        query,
        filters: Object.fromEntries(given),
        limit: numberOf(textOf(values, 'limit')),
        max_tokens: numberOf(textOf(values, 'max-tokens')),
        expand: textOf(values, 'expand'),
        cursor: textOf(values, 'cursor'),
      },
    });
    const { results, evidence, degraded, next_cursor: next } = json;
    if (results.length === 0) {
      return {
        json,
        markdown: '',
        notes: ['Nothing was found: try other words, or fewer filters.'],
        exitCode: exitCode.nothingFound,
      };
    }
    const notes = [
      evidenceNotes[evidence],
      degraded ? 'Only words were compared: the embedder did not answer in time.' : undefined,
      next === null ? undefined : `More: the same command with --cursor ${next}`,
    ];
    return {
      json,
      markdown: printable(results.map(toMarkdown).join('\n\n')),
      notes: notes.filter((note) => note !== undefined),
    };
  },
};

/** Anything but a number is left for the server to refuse. */
function numberOf(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
}

function toMarkdown(result: SearchResult): string {
  const { title, heading_path: headings, repository, path, start_line, end_line } = result;
  const heading = headings.filter((each) => each !== title).join(' › ');
  const where = result.location ?? `lines ${start_line}–${end_line}`;
  const changed = result.changed_at === null ? '' : `, changed ${result.changed_at.slice(0, 10)}`;
  return [
    `## ${[title, heading].filter(Boolean).join(' › ')}`,
    '',
    `${repository} › ${path}, ${where}${changed}  `,
    `<${result.url}>  `,
    `id ${result.id}`,
    '',
    result.snippet.replace(/^/gm, '> '),
  ].join('\n');
}
