// Serves a bundle like the functions framework's command, but only on loopback, as that command
// listens on every interface. It uses the framework that the bundle itself finds.
import { createRequire } from 'node:module';

const [, , file, target] = process.argv;
const require = createRequire(file);
require(file);
const server = require('@google-cloud/functions-framework/testing').getTestServer(target);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
// Answers which packages have been loaded so far.
process.on('message', () => {
  process.send({ lazy: Object.keys(require.cache).filter((path) => path.includes('/lazy/')) });
});
process.on('disconnect', () => process.exit());
