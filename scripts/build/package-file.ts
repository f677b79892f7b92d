/**
 * Where a bundle keeps a file of a package that its function serves, from the bundle's folder.
 * @param specifier as `import.meta.resolve` takes it, for example `some-viewer/dist/viewer.js`
 */
export function packageFile(specifier: string): string {
  return `packages/${specifier.replace(/^@/, '').replaceAll('/', '-')}`;
}
