import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServerMessage } from '../src/api/messages'
import { MessageSocket, type ConnectionState } from '../src/api/socket'
import { FakeSocket } from './support/fakeSocket'

const states: ConnectionState[] = []
const messages: ServerMessage[] = []
let socket: MessageSocket

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.install()
  states.length = 0
  messages.length = 0
  socket = new MessageSocket((id) => `ws://h/ws?clientId=${id ?? ''}`, {
    message: (message) => messages.push(message),
    state: (state) => states.push(state),
  })
  socket.open()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('message socket', () => {
  it('sends its feature flags first', () => {
    FakeSocket.latest.greet('abc')
    expect(FakeSocket.latest.sent).toEqual(['{"type":"feature_flags","data":{"supports_preview_metadata":true}}'])
  })

  it('comes back after 300 ms with the client id that the server gave', () => {
    FakeSocket.latest.greet('abc')
    FakeSocket.latest.onclose()
    vi.advanceTimersByTime(299)
    expect(FakeSocket.opened).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(FakeSocket.opened.map(({ url }) => url)).toEqual(['ws://h/ws?clientId=', 'ws://h/ws?clientId=abc'])
    FakeSocket.latest.greet('abc')
    expect(states).toEqual(['connected', 'reconnecting', 'connected'])
  })

  it('waits longer while the server stays away, at most 5 s', () => {
    for (let failure = 0; failure < 10; failure++) {
      FakeSocket.latest.onclose()
      vi.advanceTimersByTime(5_000)
    }
    expect(FakeSocket.opened).toHaveLength(11)
    FakeSocket.latest.onclose()
    vi.advanceTimersByTime(4_999)
    expect(FakeSocket.opened).toHaveLength(11)
  })

  it('stays closed when it is closed by the page', () => {
    socket.close()
    vi.advanceTimersByTime(60_000)
    expect(FakeSocket.opened).toHaveLength(1)
  })

  it('goes on after a frame that makes no sense', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    FakeSocket.latest.greet('abc')
    FakeSocket.latest.onmessage({ data: 'nonsense' })
    FakeSocket.latest.onmessage({ data: new ArrayBuffer(2) })
    FakeSocket.latest.tell('execution_start', { prompt_id: 'p' })
    expect(warn).toHaveBeenCalledTimes(2)
    expect(messages.map(({ type }) => type)).toEqual(['status', 'executionStart'])
  })
})
