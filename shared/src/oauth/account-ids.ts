import type { Holder } from '../store/oauth/access-tokens.ts';

/** The id under which the authorization server knows a person or the holder of a key. */
export function accountIdOf(holder: Holder): string {
  return 'personId' in holder ? `person:${holder.personId}` : `key:${holder.keyHash}`;
}

/** @throws Error if the id is not one of `accountIdOf` */
export function holderOf(accountId: string): Holder {
  const [, kind, id = ''] = /^(person|key):(.+)$/.exec(accountId) ?? [];
  if (kind === undefined) throw new Error('an account id of another kind');
  return kind === 'person' ? { personId: id } : { keyHash: id };
}
