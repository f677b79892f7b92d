import { raised } from './errors.ts';
import { Double, isList, isMap, type Value } from './value.ts';

/** @throws RaisedError TypeError for bytes, which JSON cannot hold. */
export function toJson(value: Value): unknown {
  return encode(value, () => {
    throw raised('TypeError', 'bytes cannot be encoded as JSON');
  });
}

/** For errors, which may hold a response's bytes: those become base64. */
export function toPayload(value: Value): unknown {
  return encode(value, (bytes) => Buffer.from(bytes).toString('base64'));
}

function encode(value: Value, encodeBytes: (bytes: Uint8Array) => unknown): unknown {
  const inner = (element: Value) => encode(element, encodeBytes);
  if (value instanceof Double) return value.value;
  if (value instanceof Uint8Array) return encodeBytes(value);
  if (isMap(value)) {
    return Object.fromEntries([...value].map(([key, element]) => [key, inner(element)]));
  }
  return isList(value) ? value.map(inner) : value;
}
