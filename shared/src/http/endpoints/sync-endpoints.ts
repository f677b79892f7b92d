import { z } from 'zod';
import { listedRun } from '../../search/list/list-request.ts';
import { type Endpoint, outages } from '../endpoint.ts';

/** What to sync: an absent list means all of that kind, an empty one none. */
export const syncRequest = z.strictObject({
  repositories: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe('Only these repositories, as they are configured; an empty list is none of them.'),
  folders: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe('Only these folders of Google Drive, by their ids; an empty list is none of them.'),
  force: z
    .boolean()
    .exactOptional()
    .describe('Lists everything anew, and deletes however much is gone from a source.'),
});

export const syncStarted = z.object({
  execution_id: z.string(),
  status_url: z.string().describe('Shows how the sync fares.'),
});

export const syncState = z.object({
  execution_id: z.string(),
  state: z.enum(['active', 'succeeded', 'failed', 'cancelled', 'unknown']),
  error: z.string().nullable().describe('The workflow’s own words about a failure.'),
  runs: z.array(listedRun).describe('What was done so far, one for each source it has reached.'),
});

export const startSyncEndpoint = {
  method: 'POST',
  paths: { 'sync-sources': '/' },
  auth: 'key',
  tag: 'Sync',
  summary: 'Start a sync',
  description:
    'Syncs every repository and folder, or those that are named. It runs anyway every few hours and at each push; this is for the impatient.',
  input: syncRequest,
  example: { folders: [] },
  answers: {
    202: {
      description: 'It was started.',
      headers: { Location: 'Shows how the sync fares.' },
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
  summary: 'See how a sync fares',
  description: 'How far a sync is, and what it did in each source.',
  parameters: z.object({
    id: z
      .string()
      .regex(/^[\w-]{1,100}$/)
      .describe('The `execution_id` of the answer that started it.'),
  }),
  answers: { 200: { description: 'How it fares.', body: syncState } },
  errors: outages,
} as const satisfies Endpoint;
