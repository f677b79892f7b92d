// Serves a bundle as the functions framework's command would, but on loopback alone: the command
// listens on every interface. The framework is the one that the bundle itself finds.
import { createRequire } from 'node:module';

const [, , file, target] = process.argv;
const require = createRequire(file);
require(file);
const server = require('@google-cloud/functions-framework/testing').getTestServer(target);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
// What was loaded late by now, for the asking.
process.on('message', () => {
  process.send({ lazy: Object.keys(require.cache).filter((path) => path.includes('/lazy/')) });
});
process.on('disconnect', () => process.exit());
