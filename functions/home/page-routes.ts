import { docsEndpoint, pageEndpoint } from '@docpilot/shared/home-endpoints';
import type { Route } from '@docpilot/shared/route';
import { fileRoute, folderRoutes } from '@docpilot/shared/static-routes';
import { pageRoute } from './page-route.ts';

const page = new URL('page/', import.meta.url);
const docs = new URL('docs/', import.meta.url);

/** The page that searches, and its files. */
export function pageRoutes(publicUrl: string): Route[] {
  return [
    pageRoute(pageEndpoint.paths.home, new URL('index.html', page), publicUrl, "'self'"),
    ...folderRoutes('/page', page),
  ];
}

/** The documentation, drawn by Swagger UI, whose style sheet has its icons as data. */
export function docsRoutes(publicUrl: string): Route[] {
  const bundle = import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js');
  const style = import.meta.resolve('swagger-ui-dist/swagger-ui.css');
  return [
    pageRoute(docsEndpoint.paths.home, new URL('index.html', docs), publicUrl, "'self' data:"),
    ...folderRoutes('/docs', docs),
    fileRoute('/docs/swagger-ui-bundle.js', new URL(bundle)),
    fileRoute('/docs/swagger-ui.css', new URL(style)),
  ];
}
