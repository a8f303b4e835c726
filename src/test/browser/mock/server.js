/**
 * A stand-in for the workflow server, for working on the page without the real one. It serves a folder of built files
 * and speaks enough of the protocol for the page and its browser test.
 */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { objectInfo } from './nodes.js'
import { stillLife } from './png.js'
import { Runner } from './runner.js'
import { nodeErrors } from './validate.js'
import { SocketPeer } from './websocket.js'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/** @returns {Promise<{base: string, close: () => void}>} */
export async function startMock({ folder, port = 0, context = '/', step = 60, checkpoints = [] }) {
  const pictures = new Map([['example.png', stillLife(256)]])
  const peers = new Map()
  const to = (clientId) => peers.get(clientId)
  const runner = new Runner(
    {
      everyone: (type, data) => peers.forEach((peer) => peer.send(type, data)),
      client: (item, type, data) => to(item.clientId)?.send(type, data),
      preview: (item, node, image) => to(item.clientId)?.sendBinary(previewFrame(item, node, image)),
    },
    step,
  )
  let number = 0

  const info = () => objectInfo([...pictures.keys()], checkpoints)
  const queueRow = (item) => [item.number, item.id, item.prompt, { client_id: item.clientId }, []]

  const routes = {
    'GET prompt': () => ({ exec_info: { queue_remaining: runner.remaining } }),
    'GET object_info': info,
    'GET queue': () => ({
      queue_running: runner.running ? [queueRow(runner.running)] : [],
      queue_pending: runner.pending.map(queueRow),
    }),
    'GET history': () => Object.fromEntries(runner.history),
    'POST prompt': (body, reply) => {
      const unknown = Object.entries(body.prompt).find(([, node]) => info()[node.class_type] === undefined)
      if (unknown !== undefined) {
        const message = `Cannot execute because node ${unknown[1].class_type} does not exist.`
        const details = `Node ID '#${unknown[0]}'`
        return reply(400, { error: { type: 'invalid_prompt', message, details, extra_info: {} }, node_errors: {} })
      }
      const errors = nodeErrors(body.prompt, info())
      if (Object.keys(errors).length > 0) {
        const message = 'Prompt outputs failed validation'
        const error = { type: 'prompt_outputs_failed_validation', message, details: '', extra_info: {} }
        return reply(400, { error, node_errors: errors })
      }
      runner.add({ id: body.prompt_id, number: number, prompt: body.prompt, clientId: body.client_id })
      return { prompt_id: body.prompt_id, number: number++, node_errors: {} }
    },
    'POST queue': (body) => {
      runner.pending = body.clear ? [] : runner.pending.filter(({ id }) => !body.delete?.includes(id))
      runner.status()
    },
    'POST history': (body) => {
      const ids = body.clear ? [...runner.history.keys()] : (body.delete ?? [])
      ids.forEach((id) => runner.history.delete(id))
    },
    'POST interrupt': (body) => runner.interrupt(body.prompt_id),
  }

  async function answer(request, response) {
    const url = new URL(request.url, 'http://mock')
    if (!url.pathname.startsWith(context)) {
      return response.writeHead(404).end()
    }
    const path = url.pathname.slice(context.length)
    if (!path.startsWith('api/')) {
      return serveFile(path || 'index.html', response)
    }
    const name = path.slice(4)
    if (name === 'view') {
      const filename = url.searchParams.get('filename')
      const image = runner.files.get(filename) ?? pictures.get(filename)
      return image ? response.writeHead(200, { 'Content-Type': 'image/png' }).end(image) : response.writeHead(404).end()
    }
    if (name.startsWith('history/')) {
      const id = decodeURIComponent(name.slice(8))
      const entry = runner.history.get(id)
      return send(response, 200, entry ? { [id]: entry } : {})
    }
    const body = await readBody(request)
    if (name === 'upload/image') {
      const form = await new Response(body, { headers: { 'Content-Type': request.headers['content-type'] } }).formData()
      const file = form.get('image')
      pictures.set(file.name, Buffer.from(await file.arrayBuffer()))
      return send(response, 200, { name: file.name, subfolder: '', type: 'input' })
    }
    const route = routes[`${request.method} ${name}`]
    if (route === undefined) {
      return response.writeHead(404).end()
    }
    const reply = (status, json) => ({ status, json })
    const result = route(request.method === 'POST' ? JSON.parse(body) : undefined, reply)
    return result?.status ? send(response, result.status, result.json) : send(response, 200, result)
  }

  async function serveFile(path, response) {
    try {
      const bytes = await readFile(join(folder, normalize(`/${path}`)))
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)))
  })
  server.on('upgrade', (request, socket) => {
    const clientId = new URL(request.url, 'http://mock').searchParams.get('clientId') || crypto.randomUUID()
    const peer = SocketPeer.accept(request, socket)
    peers.set(clientId, peer)
    peer.onClose = () => peers.get(clientId) === peer && peers.delete(clientId)
    peer.onText = () => peer.send('feature_flags', { supports_preview_metadata: true, max_upload_size: 104857600 })
    peer.send('status', { status: { exec_info: { queue_remaining: runner.remaining } }, sid: clientId })
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${server.address().port}${context}`,
    close: () => {
      peers.forEach((peer) => peer.socket.destroy())
      server.closeAllConnections()
      server.close()
    },
  }
}

function send(response, status, json) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(json === undefined ? '' : JSON.stringify(json))
}

async function readBody(request) {
  const parts = []
  for await (const part of request) {
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function previewFrame(item, node, image) {
  const metadata = Buffer.from(
    JSON.stringify({ node_id: node, prompt_id: item.id, display_node_id: node, image_type: 'image/png' }),
  )
  const head = Buffer.alloc(8)
  head.writeUInt32BE(4, 0)
  head.writeUInt32BE(metadata.length, 4)
  return Buffer.concat([head, metadata, image])
}
