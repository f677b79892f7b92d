import * as z from 'zod';
import { type Endpoint, outages } from '../endpoint.ts';
import { numberInQuery } from './query-values.ts';

const day = z.iso.date().describe('A day in UTC.');
const gone = (what: string) => z.string().nullable().describe(`${what}; null if it is gone.`);

export const activityResponse = z.object({
  days: z.int(),
  callers: z.array(
    z.object({
      kind: z.enum(['person', 'key']),
      id: z.string(),
      name: z.string(),
      email: z.string().nullable().describe('Null for a key, and for a person who was taken away.'),
      searches: z.int(),
      reads: z.int().describe('How often documents were read.'),
      last_day: day,
      documents: z
        .array(
          z.object({
            document_id: z.string(),
            title: gone('The document’s title'),
            repository: gone('Its repository or folder'),
            path: gone('Its path'),
            reads: z.int(),
            last_day: day,
          }),
        )
        .describe('The last 50 documents that were read.'),
    }),
  ),
});

export type ActivityResponse = z.output<typeof activityResponse>;

const example: ActivityResponse = {
  days: 7,
  callers: [
    {
      kind: 'person',
      id: '4f0c0d7e-0b06-4a3c-9a53-3f1df0b1f0f5',
      name: 'Ann',
      email: 'ann@example.com',
      searches: 12,
      reads: 2,
      last_day: '2026-02-01',
      documents: [
        {
          document_id: 'bzAIczR3b2pn9HpHcFGfVZ',
          title: 'Holidays',
          repository: 'acme/handbook',
          path: 'holidays.md',
          reads: 2,
          last_day: '2026-02-01',
        },
      ],
    },
  ],
};

export const activityEndpoint = {
  method: 'GET',
  paths: { list: '/activity' },
  auth: 'key',
  tag: 'People',
  summary: 'See who did what',
  description:
    'How often each person and key searched, and which documents they read. Queries are not kept; the counts are kept for 90 days. Only for a person in `ADMIN_EMAILS` who has signed in: whoever holds a key may not see it.',
  input: z.strictObject({
    days: numberInQuery(z.int().min(1).max(90).default(7)).describe(
      'The last days, today included.',
    ),
  }),
  answers: { 200: { description: 'Who did most comes first.', body: activityResponse, example } },
  errors: ['forbidden', ...outages],
} as const satisfies Endpoint;
