import * as z from 'zod';
import { list } from './repository-list.ts';

/** A valid API key. */
export interface ApiKey {
  key: string;
  /** What people call it; null if it has no name. */
  name: string | null;
  /** The requests that it may send in a minute; null: as many as others. */
  perMinute: number | null;
}

/** A key has no `=` but at its end, as base64 does: so what stands before one is a name. */
const form = /^(?:(?<name>[a-z][\w.-]{0,39})(?::(?<limit>[1-9]\d{0,5}))?=)?(?<key>[^=]+=*)$/i;

/**
 * The form of API_TOKEN: `key`, `name=key` or `name:limit=key`, separated by commas.
 * @param secret the form of a key
 */
export function apiKeyList(secret: z.ZodType<string>) {
  const apiKey = z
    .string()
    .regex(form)
    .transform((item): ApiKey => {
      const { name = null, limit, key = '' } = form.exec(item)?.groups ?? {};
      return { key, name, perMinute: limit === undefined ? null : Number(limit) };
    })
    .refine(({ key }) => secret.safeParse(key).success);
  return list.pipe(z.array(apiKey).min(1));
}
