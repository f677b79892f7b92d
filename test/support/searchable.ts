import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';
import { temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from './running-docpilot.ts';

/** DocPilot with these files of one repository indexed, searched over HTTP. */
export interface Searchable extends RunningDocPilot {
  /** The whole answer. @throws if it is an error */
  ask(query: string, more?: object): Promise<SearchResponse>;
  /** The status and the message of an error. */
  refusal(request: object): Promise<{ status: number; code: string; message: string }>;
}

export async function searchable(...repositories: Record<string, string>[]): Promise<Searchable> {
  const folders = repositories.map((files, index) => {
    const name = `repository-${index + 1}`;
    const clone = temporaryClone({ name, origin: `https://github.com/acme/${name}.git` });
    clone.commit('Write', files);
    return clone.folder;
  });
  const docPilot = await runDocPilot(folders);
  await docPilot.sync();
  return {
    ...docPilot,
    ask: async (query, more = {}) => {
      const response = await docPilot.post('/search', { query, ...more });
      if (!response.ok) throw new Error(`search answered ${response.status}`);
      return (await response.json()) as SearchResponse;
    },
    refusal: async (request) => {
      const response = await docPilot.post('/search', request);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      return { status: response.status, ...error };
    },
  };
}

/** Says each word often, in a short text with headings, so that its words alone would rank it first. */
export const mentioning = (words: string) =>
  `# Notes on ${words}\n\n${words}. We spoke of ${words} again: ${words}, ${words} and ${words}.\n`;
