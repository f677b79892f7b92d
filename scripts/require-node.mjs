// Plain JavaScript on purpose: it must run on the Node that is too old to run the rest.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `DocPilot needs Node 24 and this is ${process.versions.node}. ` +
      'Run `npm ci` in this folder, which brings it along, or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
