import { isRecord } from './view.js';

/** What crosses between the panel and the editor, in both directions. */
export type RpcMessage =
  | { readonly type: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'notification'; readonly method: string; readonly params: unknown };

/** Whether something that came in is a message; what it carries is looked at by whoever handles it. */
export function isRpcMessage(value: unknown): value is RpcMessage {
  if (!isRecord(value)) return false;
  const { type, id, method, message } = value;
  const hasId = typeof id === 'number' && Number.isSafeInteger(id);
  switch (type) {
    case 'request':
      return hasId && typeof method === 'string' && 'params' in value;
    case 'result':
      return hasId && 'result' in value;
    case 'error':
      return hasId && typeof message === 'string';
    case 'cancel':
      return hasId;
    case 'notification':
      return typeof method === 'string' && 'params' in value;
    default:
      return false;
  }
}
