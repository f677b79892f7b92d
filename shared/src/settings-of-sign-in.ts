import * as z from 'zod';
import { list } from './repository-list.ts';

const domains = list.pipe(
  z.array(
    z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  ),
);

const addresses = list.pipe(
  z.array(
    z
      .string()
      .toLowerCase()
      .regex(/^[^@\s]+@[^@\s]+$/),
  ),
);

/** The settings that say who may sign in, and how. */
export const signInSettings = {
  oauthClientId: {
    variable: 'OAUTH_CLIENT_ID',
    form: z.string().min(1),
    fix: 'set it to the id of the OAuth client that Google signs people in for',
  },
  oauthClientSecret: {
    variable: 'OAUTH_CLIENT_SECRET',
    form: z.string().min(1),
    fix: 'set it to the secret of the OAuth client, or leave OAUTH_CLIENT_ID unset, too',
  },
  allowedDomains: {
    variable: 'ALLOWED_DOMAINS',
    form: domains,
    fix: 'set it to the Google Workspace domains whose people may sign in, separated by commas, for example example.com',
  },
  allowedEmails: {
    variable: 'ALLOWED_EMAILS',
    form: addresses,
    fix: 'set it to the addresses of people who may sign in, separated by commas, for example ann@example.com',
  },
  adminEmails: {
    variable: 'ADMIN_EMAILS',
    form: addresses,
    fix: 'set it to the addresses of the people who may see who did what, separated by commas, for example ann@example.com',
  },
  clientMetadataHosts: {
    variable: 'CLIENT_METADATA_HOSTS',
    form: domains,
    fix: 'set it to further hosts whose assistants may connect by their metadata document, separated by commas',
  },
} as const;
