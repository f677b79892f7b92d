/**
 * The path in the bundle's folder of a served file that belongs to a package.
 * @param specifier as `import.meta.resolve` takes it, for example `some-viewer/dist/viewer.js`
 */
export function packageFile(specifier: string): string {
  return `packages/${specifier.replace(/^@/, '').replaceAll('/', '-')}`;
}
