import { toleratedClient } from './tolerate-clients.ts';

/** The search page, as a client of this authorization server. */
export const pageClientId = 'docpilot-page';

/** Where people come back to the page. */
export function pageCallback(publicUrl: string): string {
  return `${publicUrl}/mcp/session/callback`;
}

export function pageClient(publicUrl: string) {
  return {
    ...toleratedClient({
      client_id: pageClientId,
      client_name: 'DocPilot’s search page',
      redirect_uris: [pageCallback(publicUrl)],
      token_endpoint_auth_method: 'none',
    }),
    client_id: pageClientId,
  };
}
