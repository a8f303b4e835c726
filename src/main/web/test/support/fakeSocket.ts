import { vi } from 'vitest'

/** A WebSocket without a network: the test plays the server. */
export class FakeSocket {
  static readonly opened: FakeSocket[] = []

  onopen: () => void = () => undefined
  onmessage: (event: { data: string | ArrayBuffer }) => void = () => undefined
  onclose: () => void = () => undefined
  readonly sent: string[] = []

  constructor(readonly url: string) {
    FakeSocket.opened.push(this)
  }

  static install(): void {
    FakeSocket.opened.length = 0
    vi.stubGlobal('WebSocket', FakeSocket)
    const items = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
    })
  }

  static get latest(): FakeSocket {
    return FakeSocket.opened.at(-1)!
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.onclose()
  }

  tell(type: string, data: unknown): void {
    this.onmessage({ data: JSON.stringify({ type, data }) })
  }

  greet(sid: string): void {
    this.onopen()
    this.tell('status', { status: { exec_info: { queue_remaining: 0 } }, sid })
  }
}
