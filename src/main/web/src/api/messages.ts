/** What the server tells over the socket, and its decoding from text and binary frames. */

import { decodeOutput } from './decode'
import { isObject, numberOf, objectOf, stringOf, stringsOf, type JsonObject } from './json'
import type { NodeOutput } from './types'

export interface NodeProgress {
  readonly nodeId: string
  /** The node of the submitted workflow on which to show it. */
  readonly displayNodeId: string
  readonly value: number
  readonly max: number
  readonly state: 'running' | 'finished'
}

export type ServerMessage =
  | { readonly type: 'status'; readonly remaining: number; readonly clientId: string | undefined }
  | { readonly type: 'featureFlags'; readonly flags: JsonObject }
  | { readonly type: 'executionStart'; readonly promptId: string; readonly at: number | undefined }
  | { readonly type: 'executionCached'; readonly promptId: string; readonly nodes: readonly string[] }
  | { readonly type: 'executing'; readonly promptId: string | undefined; readonly node: string | null }
  | {
      readonly type: 'executed'
      readonly promptId: string
      readonly node: string
      /** Null when the node has nothing to show. */
      readonly output: NodeOutput | null
    }
  | {
      readonly type: 'progress'
      readonly promptId: string | undefined
      readonly node: string | undefined
      readonly value: number
      readonly max: number
    }
  | { readonly type: 'progressState'; readonly promptId: string; readonly nodes: readonly NodeProgress[] }
  | { readonly type: 'executionSuccess'; readonly promptId: string; readonly at: number | undefined }
  | {
      readonly type: 'executionError'
      readonly promptId: string
      readonly node: string
      readonly exceptionType: string
      readonly message: string
      readonly traceback: readonly string[]
      readonly at: number | undefined
    }
  | {
      readonly type: 'executionInterrupted'
      readonly promptId: string
      readonly node: string
      readonly at: number | undefined
    }
  | {
      readonly type: 'preview'
      /** Both undefined in frames without metadata: the picture belongs to the node that runs. */
      readonly promptId: string | undefined
      readonly node: string | undefined
      readonly image: Blob
    }
  | { readonly type: 'nodeText'; readonly node: string; readonly text: string }
  | { readonly type: 'unknown'; readonly name: string }

/** Thrown for a frame that the protocol does not allow. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage'
}

export function decodeText(frame: string): ServerMessage {
  let json: unknown
  try {
    json = JSON.parse(frame)
  } catch (cause) {
    throw new MalformedMessage('A text frame is no JSON.', { cause })
  }
  if (!isObject(json) || typeof json['type'] !== 'string') {
    throw new MalformedMessage('A text frame has no type.')
  }
  return decodeMessage(json['type'], objectOf(json['data']))
}

/** Decodes a message by its name, as it stands in text frames and in history entries. */
export function decodeMessage(name: string, data: JsonObject): ServerMessage {
  switch (name) {
    case 'status':
      return {
        type: 'status',
        remaining: numberOf(objectOf(objectOf(data['status'])['exec_info'])['queue_remaining']) ?? 0,
        clientId: stringOf(data['sid']),
      }
    case 'feature_flags':
      return { type: 'featureFlags', flags: data }
    case 'execution_start':
      return { type: 'executionStart', promptId: required(data, 'prompt_id'), at: numberOf(data['timestamp']) }
    case 'execution_cached':
      return { type: 'executionCached', promptId: required(data, 'prompt_id'), nodes: stringsOf(data['nodes']) }
    case 'executing':
      return {
        type: 'executing',
        promptId: stringOf(data['prompt_id']),
        node: stringOf(data['display_node']) ?? stringOf(data['node']) ?? null,
      }
    case 'executed':
      return {
        type: 'executed',
        promptId: required(data, 'prompt_id'),
        node: stringOf(data['display_node']) ?? required(data, 'node'),
        output: isObject(data['output']) ? decodeOutput(data['output']) : null,
      }
    case 'progress':
      return {
        type: 'progress',
        promptId: stringOf(data['prompt_id']),
        node: stringOf(data['node']),
        value: numberOf(data['value']) ?? 0,
        max: numberOf(data['max']) ?? 1,
      }
    case 'progress_state':
      return {
        type: 'progressState',
        promptId: required(data, 'prompt_id'),
        nodes: Object.entries(objectOf(data['nodes'])).map(([id, node]) => decodeNodeProgress(id, objectOf(node))),
      }
    case 'execution_success':
      return { type: 'executionSuccess', promptId: required(data, 'prompt_id'), at: numberOf(data['timestamp']) }
    case 'execution_error':
      return {
        type: 'executionError',
        promptId: required(data, 'prompt_id'),
        node: stringOf(data['node_id']) ?? '',
        exceptionType: stringOf(data['exception_type']) ?? '',
        message: (stringOf(data['exception_message']) ?? '').trim(),
        traceback: stringsOf(data['traceback']),
        at: numberOf(data['timestamp']),
      }
    case 'execution_interrupted':
      return {
        type: 'executionInterrupted',
        promptId: required(data, 'prompt_id'),
        node: stringOf(data['node_id']) ?? '',
        at: numberOf(data['timestamp']),
      }
    default:
      return { type: 'unknown', name }
  }
}

function decodeNodeProgress(id: string, node: JsonObject): NodeProgress {
  return {
    nodeId: id,
    displayNodeId: stringOf(node['display_node_id']) ?? stringOf(node['real_node_id']) ?? id,
    value: numberOf(node['value']) ?? 0,
    max: numberOf(node['max']) ?? 1,
    state: node['state'] === 'finished' ? 'finished' : 'running',
  }
}

function required(data: JsonObject, key: string): string {
  const value = stringOf(data[key])
  if (value === undefined) {
    throw new MalformedMessage(`A message lacks ${key}.`)
  }
  return value
}

const PREVIEW = 1
const TEXT = 3
const PREVIEW_WITH_METADATA = 4
const PNG_TYPE = 2

/** Decodes a binary frame: a 32-bit big-endian event code and its payload. */
export function decodeBinary(frame: ArrayBuffer): ServerMessage {
  const view = new DataView(frame)
  const code = wordAt(view, 0)
  switch (code) {
    case PREVIEW: {
      const type = wordAt(view, 4) === PNG_TYPE ? 'image/png' : 'image/jpeg'
      return { type: 'preview', promptId: undefined, node: undefined, image: new Blob([frame.slice(8)], { type }) }
    }
    case PREVIEW_WITH_METADATA: {
      const [head, rest] = prefixed(view)
      const metadata = metadataOf(head)
      const type = metadata['image_type'] === 'image/png' ? 'image/png' : 'image/jpeg'
      return {
        type: 'preview',
        promptId: stringOf(metadata['prompt_id']),
        node: stringOf(metadata['display_node_id']) ?? stringOf(metadata['node_id']),
        image: new Blob([rest], { type }),
      }
    }
    case TEXT: {
      const [head, rest] = prefixed(view)
      return { type: 'nodeText', node: head, text: new TextDecoder().decode(rest) }
    }
    default:
      return { type: 'unknown', name: `binary ${code}` }
  }
}

function wordAt(view: DataView, offset: number): number {
  if (view.byteLength < offset + 4) {
    throw new MalformedMessage('A binary frame ends too early.')
  }
  return view.getUint32(offset)
}

/** Splits the payload at its leading length: text before, bytes after. */
function prefixed(view: DataView): [head: string, rest: ArrayBuffer] {
  const length = wordAt(view, 4)
  if (length > view.byteLength - 8) {
    throw new MalformedMessage('A binary frame is shorter than it says.')
  }
  const buffer = view.buffer as ArrayBuffer
  return [new TextDecoder().decode(buffer.slice(8, 8 + length)), buffer.slice(8 + length)]
}

function metadataOf(text: string): JsonObject {
  try {
    return objectOf(JSON.parse(text))
  } catch (cause) {
    throw new MalformedMessage('The metadata of a preview is no JSON.', { cause })
  }
}
