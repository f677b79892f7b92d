import type { GoogleSettings } from './sign-in-settings.ts';

/** What Google vouches for: the domain is its claim `hd`, and never a part of the address. */
export interface Vouched {
  email: string;
  domain: string | null;
}

/** Whether a person with a verified address may sign in. */
export function isAdmitted({ email, domain }: Vouched, google: GoogleSettings | null): boolean {
  if (google === null) return false;
  if (google.emails.includes(email.toLowerCase())) return true;
  return domain !== null && google.domains.includes(domain.toLowerCase());
}
