import { docsEndpoint, pageEndpoint } from '@docpilot/shared/home-endpoints';
import type { Route } from '@docpilot/shared/route';
import { fileRoute, folderRoutes } from '@docpilot/shared/static-routes';
import { pageRoute } from './page-route.ts';

const page = new URL('page/', import.meta.url);
const docs = new URL('docs/', import.meta.url);

/** Where text is never read as HTML, the browser may hold the page to it. */
const textAlone = "require-trusted-types-for 'script'; trusted-types 'none'";

/** The page that searches, and its files. */
export function pageRoutes(publicUrl: string): Route[] {
  const policy = `img-src 'self'; ${textAlone}`;
  return [
    pageRoute(pageEndpoint.paths.home, new URL('index.html', page), publicUrl, policy),
    ...folderRoutes('/page', page),
  ];
}

/** The documentation, drawn by Swagger UI, whose style sheet has its icons as data. */
export function docsRoutes(publicUrl: string): Route[] {
  const bundle = import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js');
  const style = import.meta.resolve('swagger-ui-dist/swagger-ui.css');
  const policy = "img-src 'self' data:";
  return [
    pageRoute(docsEndpoint.paths.home, new URL('index.html', docs), publicUrl, policy),
    ...folderRoutes('/docs', docs),
    fileRoute('/docs/swagger-ui-bundle.js', new URL(bundle)),
    fileRoute('/docs/swagger-ui.css', new URL(style)),
  ];
}
