import { openApiEndpoint } from '@docpilot/shared/home-endpoints';
import type { Route } from '@docpilot/shared/route';
import { contentRoute } from '@docpilot/shared/static-routes';
import description from './package.json' with { type: 'json' };

/** The OpenAPI document, made by the first request: no other one needs the schemas. */
export function openApiRoute(publicUrl: string): Route {
  return contentRoute(openApiEndpoint.paths.home, 'application/json', async () => {
    const { openApiDocument } = await import('@docpilot/shared/openapi-document');
    return JSON.stringify(openApiDocument({ publicUrl, version: description.version }));
  });
}
