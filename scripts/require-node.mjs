// Plain JavaScript, as it must run on Node versions that are too old for the rest.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `DocPilot needs Node 24, but this is ${process.versions.node}. ` +
      'Run `npm ci` in this folder, which installs it, or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
