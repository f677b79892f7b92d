import { createHmac } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Queryable } from '../store/connection/database.ts';
import { deleteAccessToken } from '../store/oauth/access-tokens.ts';
import {
  deleteGrant,
  findGrant,
  findGrantedToken,
  saveGrant,
  saveGrantedToken,
} from '../store/oauth/grants.ts';
import { consumeRecord, deleteRecord, findRecord, saveRecord } from '../store/oauth/records.ts';
import { holderOf } from './account-ids.ts';
import { unusedClientSeconds } from './lifetimes.ts';

/** Two back ends of one client may refresh with the same token within this time. */
const graceSeconds = 60;

/** Nobody stays signed in here: each connection asks. */
const nothing: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
};

/** The secret of a registered client follows from its id, so that none is stored. */
export function clientSecret(serverSecret: string, clientId: string): string {
  return createHmac('sha256', serverSecret).update(`client ${clientId}`).digest('base64url');
}

/**
 * Keeps in Postgres what oidc-provider stores. Ids of codes and tokens are secrets: they are stored
 * as hashes, and in no payload.
 * @param alreadyUsed makes the error for a code that another request has used at the same moment
 */
export function recordAdapter(database: Queryable, serverSecret: string, alreadyUsed: () => Error) {
  const revokeByGrantId = (grantId: string) => deleteGrant(database, grantId);
  const kinds: Readonly<Record<string, Adapter>> = {
    Session: nothing,
    Grant: {
      ...nothing,
      upsert: async (id, { jti: _, ...payload }, expiresIn = 0) => {
        const { accountId = '', clientId = '' } = payload;
        await saveGrant(database, id, holderOf(accountId), clientId, payload, expiresIn);
      },
      find: async (id) => withId(await findGrant(database, id), id),
      destroy: revokeByGrantId,
    },
    AccessToken: {
      ...nothing,
      upsert: async (id, { jti: _, ...payload }, expiresIn = 0) => {
        const { accountId = '', clientId = '', grantId = '', aud } = payload;
        const audience = String(aud);
        const holder = holderOf(accountId);
        const token = { holder, clientId, grantId, audience, payload };
        await saveGrantedToken(database, id, token, expiresIn);
      },
      find: async (id) => withId(await findGrantedToken(database, id), id),
      destroy: (id) => deleteAccessToken(database, id),
      revokeByGrantId,
    },
    Client: {
      ...nothing,
      upsert: async (id, { client_secret: _, ...payload }) => {
        await saveRecord(database, 'Client', id, payload, unusedClientSeconds);
      },
      find: async (id) => {
        const stored = await findRecord(database, 'Client', id);
        if (stored === null) return undefined;
        const method = String(stored.payload.token_endpoint_auth_method);
        const isSecret = method.startsWith('client_secret');
        return isSecret
          ? { ...stored.payload, client_secret: clientSecret(serverSecret, id) }
          : stored.payload;
      },
    },
  };
  const records = (kind: string): Adapter => ({
    ...nothing,
    upsert: async (id, { jti: _, ...payload }, expiresIn = 0) => {
      const grantId = kind === 'Interaction' ? null : payload.grantId;
      await saveRecord(database, kind, id, payload, expiresIn, grantId);
    },
    find: async (id) => {
      const stored = await findRecord(database, kind, id);
      if (stored === null) return undefined;
      const { payload, consumedAt, consumedFor } = stored;
      const isUsed =
        consumedFor !== null && !(kind === 'RefreshToken' && consumedFor < graceSeconds);
      return { ...withId(payload, id), ...(isUsed && consumedAt && { consumed: consumedAt }) };
    },
    consume: async (id) => {
      const isFirst = await consumeRecord(database, kind, id);
      if (!isFirst && kind !== 'RefreshToken') throw alreadyUsed();
    },
    destroy: (id) => deleteRecord(database, kind, id),
    revokeByGrantId,
  });
  return (kind: string): Adapter => kinds[kind] ?? records(kind);
}

function withId(payload: object | null, id: string): AdapterPayload | undefined {
  return payload === null ? undefined : { ...payload, jti: id };
}
