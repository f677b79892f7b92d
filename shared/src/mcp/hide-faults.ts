import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { fieldsWithNul } from '../validate.ts';
import type { McpSdk } from './mcp-handler.ts';

/**
 * Wraps a handler of the protocol. The SDK sends the message of any error to the caller; the
 * wrapper logs an unexpected error and hides its message.
 */
export function faultHider(sdk: McpSdk, log: Logger) {
  const { InternalError, InvalidParams } = sdk.ProtocolErrorCode;
  return <Request extends { params?: unknown }, Result>(
    work: (request: Request) => Promise<Result>,
  ) =>
    async (request: Request): Promise<Result> => {
      const [field] = fieldsWithNul(request.params);
      if (field !== undefined) {
        throw new sdk.ProtocolError(InvalidParams, `${field} must not contain the character NUL.`);
      }
      try {
        return await work(request);
      } catch (error) {
        if (error instanceof sdk.ProtocolError) throw error;
        if (error instanceof DocPilotError) {
          throw new sdk.ProtocolError(
            error.status < 500 ? InvalidParams : InternalError,
            error.message,
          );
        }
        log.error({ error }, 'resource failed');
        throw new sdk.ProtocolError(InternalError, 'Something went wrong in DocPilot.');
      }
    };
}
