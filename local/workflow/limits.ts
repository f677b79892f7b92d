/** Workflows' documented limits: https://cloud.google.com/workflows/quotas */
export const limits = {
  sourceBytes: 128 * 1024,
  argumentBytes: 32 * 1024,
  /** Of one expression, its `${` and `}` included. */
  expressionCharacters: 400,
  assignmentsPerStep: 50,
  conditionsPerSwitch: 50,
  branchesPerParallel: 10,
  parallelDepth: 2,
  /** Branches and iterations of an execution that run at the same time; the others wait. */
  concurrentBranches: 20,
  /** How many of the branches' errors an UnhandledBranchError keeps. */
  unhandledExceptions: 100,
  callDepth: 20,
  stepsPerExecution: 100_000,
  /** All variables of an execution together. */
  variablesBytes: 512 * 1024,
  stringBytes: 256 * 1024,
  responseBytes: 2 * 1024 * 1024,
  httpTimeoutSeconds: { default: 300, max: 1800 },
  environmentVariables: 20,
  environmentValueBytes: 4 * 1024,
} as const;
