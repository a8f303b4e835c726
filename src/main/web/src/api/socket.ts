import { decodeBinary, decodeText, MalformedMessage, type ServerMessage } from './messages'

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting'

export interface SocketListener {
  message(message: ServerMessage): void
  state(state: ConnectionState): void
}

/** Where the client id outlives a reload. */
export type ClientIdStore = Pick<Storage, 'getItem' | 'setItem'>

const RECONNECT_MS = 300
const MAX_RECONNECT_MS = 5_000
const CLIENT_ID_KEY = 'atelier.clientId'

/**
 * The message socket: it opens again by itself when it closes, always with the client id that the server first gave.
 * The first retry follows after 300 ms; while the server stays away the pause doubles up to 5 s.
 */
export class MessageSocket {
  private socket: WebSocket | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private closed = false
  private failures = 0

  constructor(
    private readonly urlFor: (clientId: string | undefined) => string,
    private readonly listener: SocketListener,
    private readonly store: ClientIdStore = sessionStorage,
  ) {}

  get clientId(): string | undefined {
    return this.store.getItem(CLIENT_ID_KEY) ?? undefined
  }

  open(): void {
    const socket = new WebSocket(this.urlFor(this.clientId))
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }))
    }
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.receive(event.data)
    socket.onclose = () => this.retry()
    this.socket = socket
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
    this.socket?.close()
  }

  private receive(frame: string | ArrayBuffer): void {
    let message: ServerMessage
    try {
      message = typeof frame === 'string' ? decodeText(frame) : decodeBinary(frame)
    } catch (error) {
      if (!(error instanceof MalformedMessage)) {
        throw error
      }
      console.warn(error.message)
      return
    }
    if (message.type === 'status' && message.clientId !== undefined) {
      this.store.setItem(CLIENT_ID_KEY, message.clientId)
      this.failures = 0
      this.listener.state('connected')
    }
    this.listener.message(message)
  }

  private retry(): void {
    if (this.closed) {
      return
    }
    this.listener.state('reconnecting')
    const pause = Math.min(RECONNECT_MS * 2 ** this.failures, MAX_RECONNECT_MS)
    this.failures += 1
    this.timer = setTimeout(() => this.open(), pause)
  }
}
