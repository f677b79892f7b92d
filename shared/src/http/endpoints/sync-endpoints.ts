import * as z from 'zod';
import { listedRun } from '../../search/list/list-request.ts';
import { hiddenCharacters } from '../../search/request/hidden-characters.ts';
import { type Endpoint, outages } from '../endpoint.ts';

/** What to sync. A missing list means all sources of that kind, an empty one none. */
export const syncRequest = z.strictObject({
  repositories: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe('Sync only these repositories, named as in GH_REPOS; an empty list means none.'),
  conversations: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe(
      'Sync only the issues, pull requests, discussions and releases of these repositories; an empty list means none. If it is missing, those of all repositories are synced, or none where `repositories` is given.',
    ),
  folders: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe('Sync only these folders of Google Drive, by id; an empty list means none.'),
  sites: z
    .array(z.string().min(1).max(1_000))
    .max(200)
    .exactOptional()
    .describe('Sync only these documentation sites, named as in SITES; an empty list means none.'),
  force: z
    .boolean()
    .exactOptional()
    .describe(
      'List every source anew, unchanged or not, and delete the documents that are gone from it, however many they are.',
    ),
});

export const syncStarted = z.object({
  execution_id: z.string(),
  status_url: z.string().describe('The address that shows the progress of the sync.'),
});

export const syncState = z.object({
  execution_id: z.string(),
  state: z
    .enum(['active', 'succeeded', 'partial', 'failed', 'cancelled', 'unknown'])
    .describe('partial: every source was synced, and some of their files failed.'),
  error: z.string().nullable().describe('The workflow’s message about a failure.'),
  runs: z
    .array(listedRun)
    .describe('What was done so far: a run for each source that was started.'),
  ...hiddenCharacters,
});

export const startSyncEndpoint = {
  method: 'POST',
  paths: { 'sync-sources': '/' },
  auth: 'key',
  tag: 'Sync',
  summary: 'Start a sync',
  description:
    'Syncs all repositories, folders and sites, or only those in the request. A sync also starts by itself every few hours and, with the webhook, after each push.',
  input: syncRequest,
  example: { folders: [] },
  answers: {
    202: {
      description: 'The sync was started.',
      headers: { Location: 'The address that shows the progress of the sync.' },
      body: syncStarted,
      example: {
        execution_id: '33c0a99d-a824-4407-adab-033bb2baf8a4',
        status_url:
          'https://europe-west1-my-team.cloudfunctions.net/sync-sources/33c0a99d-a824-4407-adab-033bb2baf8a4',
      },
    },
  },
  errors: outages,
} as const satisfies Endpoint;

export const readSyncEndpoint = {
  method: 'GET',
  paths: { 'sync-sources': '/:id' },
  auth: 'key',
  tag: 'Sync',
  summary: 'Read the progress of a sync',
  description: 'The state of a sync, and what it did in each source.',
  parameters: z.object({
    id: z
      .string()
      .regex(/^[\w-]{1,100}$/)
      .describe('The `execution_id` from the answer that started the sync.'),
  }),
  answers: { 200: { description: 'The progress.', body: syncState } },
  errors: outages,
} as const satisfies Endpoint;
