import type { IncomingHttpHeaders } from 'node:http';
import type { Intercept } from './deployed-sync.ts';

/**
 * GitHub with any number of repositories, all of them the same as this one; it is asked each
 * question only once.
 */
export function answerAsIf(name: string): Intercept {
  const answers = new Map<string, Promise<{ status: number; body: Buffer }>>();
  async function ask(url: string, { authorization = '', accept = '' }: IncomingHttpHeaders) {
    const response = await fetch(url, { headers: { authorization, accept } });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }
  return async ({ url = '', headers }, response) => {
    const path = url.replace(/^\/repos\/[^/]+\/[^/]+/, `/repos/${name}`);
    if (path === url) return false;
    const asking = answers.get(path) ?? ask(`http://${headers.host}${path}`, headers);
    answers.set(path, asking);
    const { status, body } = await asking;
    response.writeHead(status).end(body);
    return true;
  };
}
