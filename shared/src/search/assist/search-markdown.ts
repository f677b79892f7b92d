import { encodePath } from '../../paths.ts';
import type { AssistantAnswer, NamedDocument } from './assistant-answer.ts';
import { fenced, inLine } from './markdown.ts';

type Result = AssistantAnswer['results'][number];

const evidenceText = {
  strong: 'strong',
  weak: 'weak: these passages may not answer the question',
  none: 'none: nothing that is indexed seems to answer the question',
} as const;

/** A search's answer as Markdown: the same results as its fields, in the same order, texts and links. */
export function searchMarkdown(answer: AssistantAnswer): string {
  const { results, near_misses = [], suggestions = [], searched, explanation, notice } = answer;
  return [
    `Evidence: ${evidenceText[answer.evidence]}. ${results.length > 0 ? notice : ''}`.trimEnd(),
    answer.queries && queriesMarkdown(answer.queries),
    ...results.map(resultMarkdown),
    searched && `Searched: ${searched}`,
    near_misses.length > 0 && `Nearest titles:\n${near_misses.map(nameLine).join('\n')}`,
    suggestions.length > 0 && `Try:\n${suggestions.map((each) => `- ${each}`).join('\n')}`,
    ...notesOf(answer),
    explanation && `Explanation:\n${fenced(JSON.stringify(explanation))}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** How well each of several queries is answered, by the number that the results name. */
function queriesMarkdown(queries: NonNullable<AssistantAnswer['queries']>): string {
  const lines = queries.map(({ query, evidence, coverage }, index) => {
    const covered = coverage === null ? '' : `, ${Math.round(coverage * 100)} % of its words`;
    return `- query ${index + 1}: ${inLine(query)} (${evidence}${covered})`;
  });
  return `Answered:\n${lines.join('\n')}`;
}

function resultMarkdown(result: Result, index: number): string {
  const { title, heading_path = [], url, section_url, snippet, also_in = [] } = result;
  const { second_passage: second } = result;
  const headings = [title, ...heading_path].map(inLine).join(' › ');
  return [
    `${index + 1}. ${headings} (${factsOf(result).join(', ')})`,
    url,
    section_url && `Section: ${section_url}`,
    fenced(snippet),
    second && `Further on, ${second.heading_path.map(inLine).join(' › ')}: ${second.url}`,
    second && fenced(second.snippet),
    also_in.length > 0 && `Also in:\n${also_in.map(nameLine).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** What the link does not say. */
function factsOf(result: Result): string[] {
  const { id, repository, path, url, location, changed_at, queries, ...lines } = result;
  const { start_line, end_line, type, state } = lines;
  return [
    ...(isIn(url, path) ? [] : [inLine(`${repository} ${path}`)]),
    ...(/#L\d/.test(url) ? [] : [location ?? `lines ${start_line}–${end_line}`]),
    ...(type === undefined ? [] : [type]),
    ...(state === undefined ? [] : [state]),
    ...(changed_at === null ? [] : [`changed ${changed_at.slice(0, 10)}`]),
    ...(queries === undefined ? [] : [`for query ${queries.join(', ')}`]),
    `id ${id}`,
  ];
}

/** A document that is only named, with its link. */
export function nameLine({ id, title, repository, path, url }: NamedDocument): string {
  const place = isIn(url, path) ? '' : ` ${inLine(`${repository} ${path}`)}`;
  return `- ${title === undefined ? '' : `${inLine(title)} `}${url}${place} (id ${id})`;
}

/** Whether a link says a document's path. */
function isIn(url: string, path: string): boolean {
  return url.includes(encodePath(path));
}

function notesOf({
  next_cursor,
  truncated,
  degraded,
  undated,
  hidden_characters_removed: hidden = 0,
  sources,
}: AssistantAnswer): string[] {
  const verified = sources
    .map(({ repository, verified_at }) => `${inLine(repository)} ${verified_at}`)
    .join(', ');
  return [
    truncated ? 'Cut to fit max_tokens.' : '',
    degraded ? 'Found by words alone: the embedder did not answer in time.' : '',
    undated ? `${undated} documents were left out because their date is unknown.` : '',
    hidden > 0 ? `${hidden} characters that a reader does not see were left out.` : '',
    next_cursor === null ? '' : `More: pass next_cursor ${next_cursor}`,
    verified === '' ? '' : `Verified: ${verified}`,
  ].filter((note) => note !== '');
}
