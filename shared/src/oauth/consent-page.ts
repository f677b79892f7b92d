import type { Reply } from '../http/route.ts';
import { escaped, page } from './pages.ts';

export interface Asked {
  /** Its metadata document, if it has one: its host is proven, its name is not. */
  clientId: string;
  clientName: string;
  redirectUri: string;
  /** The person signs in with Google afterwards, or enters an API key here. */
  proof: 'google' | 'key';
  /** What was wrong with the last answer. */
  problem?: string;
}

const longestName = 60;

/** Asks a person whether a client may search in their name, and names it and where it is. */
export function consentPage({ clientId, clientName, redirectUri, proof, problem }: Asked): Reply {
  const host = URL.parse(clientId)?.host;
  const title = 'Connect an assistant to DocPilot?';
  const name = clientName.slice(0, longestName) || 'without a name';
  const proven =
    host === undefined
      ? 'Nobody has checked this name.'
      : `It is run by <strong>${escaped(host)}</strong>.`;
  const key =
    proof === 'google'
      ? ''
      : '<label>API key <input name="api_key" type="password" autocomplete="off" required autofocus></label>\n';
  const body = `<p>An application that calls itself “${escaped(name)}” asks to search and read your team’s documents. ${proven}</p>
<p>If you allow it, you go on to <strong>${escaped(destinationOf(redirectUri))}</strong>. If you did not just ask for this yourself, cancel.</p>
${problem === undefined ? '' : `<p class="problem" role="alert">${escaped(problem)}</p>\n`}<form method="post">
${key}<button name="decision" value="allow">${proof === 'google' ? 'Allow, and sign in with Google' : 'Allow'}</button>
<button name="decision" value="cancel" formnovalidate>Cancel</button>
</form>`;
  return page(title, body, problem === undefined ? 200 : 401);
}

/** Where a redirect leads: a host, this computer, or the application that a scheme belongs to. */
function destinationOf(redirectUri: string): string {
  const url = new URL(redirectUri);
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    return `a program on this computer (${url.host})`;
  }
  return /^https?:$/.test(url.protocol)
    ? url.host
    : `an application on this device (${url.protocol})`;
}
