import { pathToFileURL } from 'node:url';

/** Replaces `import.meta.url` in a bundle, as CommonJS has no `import.meta`. */
export const importMetaUrl = /* @__PURE__ */ pathToFileURL(__filename).href;
