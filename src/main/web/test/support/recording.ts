import { decodeBinary, decodeText, type ServerMessage } from '../../src/api/messages'
import type { Workflow } from '../../src/api/types'

/** A recorded run of the reference server: what was asked and what the socket told. */
export interface Recording {
  readonly promptId: string
  readonly workflow: unknown
  readonly messages: readonly unknown[]
}

export function workflowOf(recording: Recording): Workflow {
  return recording.workflow as Workflow
}

/** The recorded messages, each through the decoder of its frame. Recordings name binary frames without their bytes. */
export function messagesOf(recording: Recording): ServerMessage[] {
  return recording.messages.map((message) => {
    const { metadata } = message as { metadata?: unknown }
    return metadata === undefined ? decodeText(JSON.stringify(message)) : decodeBinary(previewFrame(metadata, [1, 2, 3]))
  })
}

export function previewFrame(metadata: unknown, image: readonly number[]): ArrayBuffer {
  const head = new TextEncoder().encode(JSON.stringify(metadata))
  return frame(4, head.length, ...head, ...image)
}

/** A binary frame: two big-endian words and bytes. */
export function frame(code: number, word: number, ...bytes: number[]): ArrayBuffer {
  const buffer = new ArrayBuffer(8 + bytes.length)
  const view = new DataView(buffer)
  view.setUint32(0, code)
  view.setUint32(4, word)
  new Uint8Array(buffer, 8).set(bytes)
  return buffer
}
