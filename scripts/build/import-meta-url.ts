import { pathToFileURL } from 'node:url';

/** Stands for `import.meta.url` in a bundle: CommonJS knows its place by another name. */
export const importMetaUrl = /* @__PURE__ */ pathToFileURL(__filename).href;
