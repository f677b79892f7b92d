/** What a token lets its client do. */
export const readScope = 'docs:read';

/** All scopes that a client may ask for; the second one asks for a refresh token. */
export const scopes = [readScope, 'offline_access'] as const;
