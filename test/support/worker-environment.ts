import { builtinEnvironments, type Environment } from 'vitest/runtime';
import { closeWorkerResources } from './worker-resource.ts';

const { node } = builtinEnvironments;

/**
 * Node's environment, which closes the database that a worker's test files share when the worker
 * ends.
 */
const workerEnvironment: Environment = {
  ...node,
  name: 'worker',
  async setup(global, options) {
    const { teardown } = await node.setup(global, options);
    return {
      teardown: async () => {
        await closeWorkerResources();
        await teardown(global);
      },
    };
  },
};

export default workerEnvironment;
