import { parentPort } from 'node:worker_threads';

/** A thread that takes documents and ends instead of answering, as one that runs out of memory does. */
parentPort?.on('message', () => process.exit(1));
parentPort?.postMessage('ready');
