/** Runs prompts one after the other by telling their messages in the order of the protocol; nothing is computed. */

import { stillLife } from './png.js'

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const isLink = (value) => Array.isArray(value)

function inOrder(prompt) {
  const order = []
  const visit = (id) => {
    if (!order.includes(id)) {
      Object.values(prompt[id].inputs).filter(isLink).forEach(([source]) => visit(source))
      order.push(id)
    }
  }
  Object.keys(prompt).forEach(visit)
  return order
}

export class Runner {
  constructor(tell, stepMilliseconds) {
    this.tell = tell
    this.step = stepMilliseconds
    this.pending = []
    this.running = undefined
    this.history = new Map()
    this.files = new Map()
  }

  get remaining() {
    return this.pending.length + (this.running === undefined ? 0 : 1)
  }

  status() {
    this.tell.everyone('status', { status: { exec_info: { queue_remaining: this.remaining } } })
  }

  add(item) {
    this.pending.push(item)
    this.status()
    void this.work()
  }

  async work() {
    while (this.running === undefined && this.pending.length > 0) {
      const item = (this.running = this.pending.shift())
      this.status()
      await this.run(item)
      this.running = undefined
      this.status()
      this.tell.client(item, 'executing', { node: null, prompt_id: item.id })
    }
  }

  async run(item) {
    const told = []
    const outputs = {}
    const say = (type, data) => {
      const message = { ...data, prompt_id: item.id, timestamp: Date.now() }
      told.push([type, message])
      this.tell.client(item, type, message)
    }
    say('execution_start', {})
    say('execution_cached', { nodes: [] })
    const nodes = {}
    let interrupted
    for (const id of inOrder(item.prompt)) {
      await this.node(item, id, nodes, outputs)
      if (item.interrupted) {
        interrupted = id
        break
      }
    }
    if (interrupted === undefined) {
      say('execution_success', {})
    } else {
      say('execution_interrupted', { node_id: interrupted, node_type: item.prompt[interrupted].class_type, executed: [] })
    }
    this.history.set(item.id, {
      prompt: [item.number, item.id, item.prompt, { client_id: item.clientId }, []],
      outputs,
      status: {
        status_str: interrupted === undefined ? 'success' : 'error',
        completed: interrupted === undefined,
        messages: told,
      },
      meta: {},
    })
  }

  async node(item, id, nodes, outputs) {
    const { class_type: name, inputs } = item.prompt[id]
    const report = (value, max, state) => {
      nodes[id] = {
        value,
        max,
        state,
        node_id: id,
        prompt_id: item.id,
        display_node_id: id,
        parent_node_id: null,
        real_node_id: id,
      }
      this.tell.client(item, 'progress_state', { prompt_id: item.id, nodes })
    }
    report(0, 1, 'running')
    this.tell.client(item, 'executing', { node: id, display_node: id, prompt_id: item.id })
    const steps = name === 'KSampler' ? Number(inputs.steps) : 3
    for (let step = 1; step <= steps && !item.interrupted; step++) {
      await pause(this.step)
      report(step, steps, 'running')
      if (name === 'KSampler') {
        this.tell.preview(item, id, stillLife(8 + step * 4))
      }
    }
    if (item.interrupted) {
      return
    }
    const output = this.outputOf(item, name, inputs)
    if (output !== undefined) {
      outputs[id] = output
      this.tell.client(item, 'executed', { node: id, display_node: id, output, prompt_id: item.id })
    }
    report(steps, steps, 'finished')
  }

  outputOf(item, name, inputs) {
    if (name === 'SaveImage' || name === 'PreviewImage') {
      const filename = `mock_${String(this.files.size + 1).padStart(5, '0')}_.png`
      this.files.set(filename, stillLife(256, { prompt: JSON.stringify(item.prompt) }))
      return { images: [{ filename, subfolder: '', type: name === 'SaveImage' ? 'output' : 'temp' }] }
    }
    if (name === 'PreviewAny') {
      const source = item.prompt[inputs.source[0]].inputs
      return { text: [`${source.string_a}${source.delimiter}${source.string_b}`] }
    }
    return undefined
  }

  interrupt(id) {
    if (this.running !== undefined && (id === undefined || id === this.running.id)) {
      this.running.interrupted = true
    }
  }
}
