import type { Reply } from './route.ts';

/** A reply to a caller that wants Markdown (see `ApiRequest`). */
export function markdownReply(body: string): Reply {
  return { headers: { 'content-type': 'text/markdown; charset=utf-8' }, body };
}
