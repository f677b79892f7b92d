import * as z from 'zod';
import { DocPilotError } from '../../shared/src/errors.ts';
import { readAnswer } from '../../shared/src/read-answer.ts';
import { retryTransient } from '../../shared/src/retry.ts';
import { type Entry, EntryError, type Source } from '../../shared/src/sources/source.ts';

/** What the wiki answers. Anything else is no listing, and deletes nothing. */
const pageList = z.object({
  revision: z.string(),
  pages: z.array(z.object({ id: z.string(), title: z.string(), revision: z.string() })),
  /** The number of pages there are: fewer in the list are a list that was cut off. */
  total: z.number(),
});
const page = z.object({
  revision: z.string(),
  sections: z.array(z.object({ id: z.string(), heading: z.string(), text: z.string() })),
});

/** A space of a made-up wiki as a source; docs/adding-a-source.md goes through it. */
export function wikiSpace(name: string, wikiUrl: string, signal: AbortSignal): Source {
  let requests = 0;

  async function get<Form extends z.ZodType>(
    path: string,
    form: Form,
  ): Promise<z.output<Form> | null> {
    const ask = async () => {
      requests += 1;
      const response = await fetch(`${wikiUrl}${path}`, { signal }).catch(unavailable);
      if (response.status === 404) return null;
      if (!response.ok) return unavailable(`The wiki answered ${response.status}.`);
      const parsed = form.safeParse(parseJson(await readAnswer(response, 'The wiki’s')));
      return parsed.success ? parsed.data : unavailable('The wiki’s answer is malformed.');
    };
    return retryTransient(ask, {
      retries: 2,
      firstPauseMs: 20,
      longestWaitMs: () => 1_000,
      signal,
    });
  }

  async function listPages() {
    const list = await get(`/spaces/${encodeURIComponent(name)}`, pageList);
    if (list === null) throw new DocPilotError('not_found', `There is no space ${name}.`);
    const entries = list.pages.map(({ id, title, revision }): Entry => {
      return { externalId: id, path: `${title}.md`, title, version: revision, sizeBytes: null };
    });
    return { ...list, entries };
  }

  return {
    kind: 'web',
    name,
    get requests() {
      return requests;
    },
    async list(cursor) {
      const { entries, ...list } = await listPages();
      if (list.revision === cursor?.revision) return { kind: 'unchanged' };
      const complete = entries.length === list.total;
      return { kind: 'inventory', complete, entries, cursor: { revision: list.revision } };
    },
    find: async (id) =>
      (await listPages()).entries.find(({ externalId }) => externalId === id) ?? null,
    async fetch({ externalId, version }) {
      const found = await get(`/pages/${externalId}`, page);
      if (found === null) throw new EntryError('not_found', 'The page is gone.');
      // Another text than the version's would be taken for it for good.
      if (found.revision !== version)
        throw new EntryError('incomplete_content', 'The page has changed.');
      const lines: string[] = [];
      const starts = found.sections.map(({ id, heading, text }) => {
        lines.push(`## ${heading}`, '', text, '');
        return { line: lines.lastIndexOf(`## ${heading}`) + 1, at: id };
      });
      return {
        bytes: Buffer.from(lines.join('\n')),
        name: `${externalId}.md`,
        mediaType: 'text/markdown',
        locations: { kind: 'section', starts },
      };
    },
    url: ({ externalId }) => `https://wiki.example.com/pages/${externalId}`,
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function unavailable(cause: unknown): never {
  const message = typeof cause === 'string' ? cause : 'The wiki cannot be reached.';
  throw new DocPilotError('upstream_unavailable', message, { cause });
}
