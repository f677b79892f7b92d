import { publicUrl } from './address.js';
import { keepKey, readKey } from './key.js';

/** Says that the browser has a session, whose cookie no script can read. */
const signedInName = 'docpilot-signed-in';
/** What was asked for before the sign-in. */
const wantedName = 'docpilot-wanted';

/** Whether people of the team can sign in, and not with a key alone. */
export const canSignIn =
  document.querySelector('meta[name="sign-in"]')?.getAttribute('content') === 'google';

/** Whether requests go out by the session: a key comes first. */
export function isSignedIn() {
  return readKey() === null && localStorage.getItem(signedInName) !== null;
}

/** Whether there is anything to ask DocPilot with. */
export function hasAccess() {
  return readKey() !== null || isSignedIn();
}

/** Leaves for the sign-in, which leads back here. */
export function signIn() {
  sessionStorage.setItem(wantedName, location.hash);
  location.assign(`${publicUrl}/mcp/session/start`);
}

export function forgetSession() {
  localStorage.removeItem(signedInName);
}

/**
 * Takes what npm start's address (`#key=…`) or the sign-in (`#signed-in`) brings out of the address
 * at once, so that it is neither shared nor kept in the history.
 */
export function takeFromAddress() {
  const [, key] = /^#key=([\x21-\x7e]+)$/.exec(location.hash) ?? [];
  if (key !== undefined) {
    keepKey(key);
    history.replaceState(null, '', '#search');
  } else if (location.hash === '#signed-in') {
    localStorage.setItem(signedInName, '');
    history.replaceState(null, '', sessionStorage.getItem(wantedName) || '#search');
    sessionStorage.removeItem(wantedName);
  }
}
