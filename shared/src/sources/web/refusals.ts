/** Statuses that say who is asking, and nothing about the page. */
export function isForbidden(status: number): boolean {
  return status === 401 || status === 403 || status === 407 || status === 451;
}

const loginHost = /^(?:login|signin|accounts?|auth|sso|id)\./i;
const loginPath = /(?:^|\/)(?:(?:log|sign)[-_]?in|sso|oauth2?|saml2?|authorize)(?:[/.]|$)/i;

/** Whether a redirect wants people to sign in first. */
export function leadsToLogin({ hostname, pathname }: URL): boolean {
  return loginHost.test(hostname) || loginPath.test(pathname);
}

/** A page that asks for a password has little else to say. */
const longestLogin = 1_000;
const longestNotFound = 1_000;
const notFound =
  /^#{1,6} (?:(?:error )?404\b|(?:the )?page (?:was )?not found|not found|page introuvable|seite nicht gefunden|p[áa]gina no encontrada)/im;

export function isLoginPage(text: string, asksPassword: boolean): boolean {
  return asksPassword && text.length < longestLogin;
}

/** Whether a page that was answered with 200 says that there is none. */
export function saysNotFound(text: string): boolean {
  return text.length < longestNotFound && notFound.test(text.slice(0, 300));
}
