/** The server's half of a WebSocket (RFC 6455), enough for one page: whole frames, no extensions. */

import { createHash } from 'node:crypto'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export class SocketPeer {
  constructor(socket) {
    this.socket = socket
    this.pending = Buffer.alloc(0)
    this.onText = () => {}
    this.onClose = () => {}
    socket.on('data', (bytes) => this.receive(bytes))
    socket.on('close', () => this.onClose())
    socket.on('error', () => socket.destroy())
  }

  static accept(request, socket) {
    const key = createHash('sha1').update(request.headers['sec-websocket-key'] + GUID).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    )
    return new SocketPeer(socket)
  }

  send(type, data) {
    this.frame(1, Buffer.from(JSON.stringify({ type, data })))
  }

  sendBinary(bytes) {
    this.frame(2, bytes)
  }

  frame(opcode, payload) {
    const long = payload.length > 65535
    const head = Buffer.alloc(payload.length < 126 ? 2 : long ? 10 : 4)
    head[0] = 0x80 | opcode
    if (payload.length < 126) {
      head[1] = payload.length
    } else if (long) {
      head[1] = 127
      head.writeBigUInt64BE(BigInt(payload.length), 2)
    } else {
      head[1] = 126
      head.writeUInt16BE(payload.length, 2)
    }
    this.socket.write(Buffer.concat([head, payload]))
  }

  receive(bytes) {
    this.pending = Buffer.concat([this.pending, bytes])
    for (let frame = this.take(); frame !== undefined; frame = this.take()) {
      if (frame.opcode === 1) {
        this.onText(frame.payload.toString())
      } else if (frame.opcode === 8) {
        this.socket.end()
      }
    }
  }

  take() {
    const bytes = this.pending
    if (bytes.length < 6) {
      return undefined
    }
    const short = bytes[1] & 127
    const start = short === 126 ? 8 : 6
    const length = short === 126 ? bytes.readUInt16BE(2) : short
    if (bytes.length < start + length) {
      return undefined
    }
    const mask = bytes.subarray(start - 4, start)
    const payload = bytes.subarray(start, start + length).map((byte, index) => byte ^ mask[index % 4])
    this.pending = bytes.subarray(start + length)
    return { opcode: bytes[0] & 15, payload: Buffer.from(payload) }
  }
}
