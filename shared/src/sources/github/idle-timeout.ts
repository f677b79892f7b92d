import { DocPilotError } from '../../errors.ts';

export interface IdleTimeout {
  signal: AbortSignal;
  stop(): void;
  /** Passes a stream on; only waiting for its next piece counts as idle. */
  watch(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The error for what broke a request off. */
  explain(error: unknown): unknown;
}

/** Aborts a request when nothing arrives for so long, or when the slice is told to stop. */
export function startIdleTimeout(timeoutMs: number, stopped: AbortSignal | undefined): IdleTimeout {
  const late = new AbortController();
  let timer = setTimeout(() => late.abort(), timeoutMs);
  const stop = () => clearTimeout(timer);
  const explain = (error: unknown) => {
    if (stopped?.aborted) return stopped.reason;
    return late.signal.aborted
      ? new DocPilotError('upstream_timeout', 'GitHub did not answer in time.', { cause: error })
      : new DocPilotError('upstream_unavailable', 'GitHub cannot be reached.', { cause: error });
  };
  async function* watch(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    try {
      for await (const piece of stream) {
        stop();
        yield piece;
        timer = setTimeout(() => late.abort(), timeoutMs);
      }
    } catch (error) {
      throw explain(error);
    } finally {
      stop();
    }
  }
  const signal = stopped ? AbortSignal.any([late.signal, stopped]) : late.signal;
  return { signal, stop, watch, explain };
}
