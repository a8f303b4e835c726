/** Decoding of the server's JSON answers into our own types. Entries that make no sense are left out. */

import { arrayOf, isObject, numberOf, objectOf, stringOf, stringsOf, type JsonObject } from './json'
import type {
  FileRef,
  FileWarning,
  HistoryEntry,
  HistoryOutcome,
  InputSpec,
  NodeCatalogue,
  NodeInfo,
  NodeOutput,
  NodeProblem,
  NodeProblems,
  Queue,
  QueueItem,
  Workflow,
  WorkflowNode,
} from './types'

export function decodeWorkflow(json: unknown): Workflow {
  const nodes = Object.entries(objectOf(json)).filter(
    ([, node]) => isObject(node) && typeof node['class_type'] === 'string',
  )
  return Object.fromEntries(
    nodes.map(([id, node]) => [id, { ...(node as unknown as WorkflowNode), inputs: objectOf((node as JsonObject)['inputs']) }]),
  ) as Workflow
}

function decodeFile(json: unknown): FileRef[] {
  const file = objectOf(json)
  const filename = stringOf(file['filename'])
  if (filename === undefined) {
    return []
  }
  const place = { filename, subfolder: stringOf(file['subfolder']) ?? '', type: stringOf(file['type']) ?? 'output' }
  return [file['gone'] === true ? { ...place, gone: true } : place]
}

export function decodeOutput(json: unknown): NodeOutput {
  const output = objectOf(json)
  return { images: arrayOf(output['images']).flatMap(decodeFile), texts: stringsOf(output['text']) }
}

function decodeSpec(json: unknown): InputSpec | undefined {
  const [type, options] = arrayOf(json)
  if (typeof type !== 'string' && !Array.isArray(type)) {
    return undefined
  }
  return [type, objectOf(options)]
}

function decodeNodeInfo(name: string, json: unknown): NodeInfo {
  const info = objectOf(json)
  const input = objectOf(info['input'])
  const order = objectOf(info['input_order'])
  const inputs = new Map<string, InputSpec>()
  for (const section of ['required', 'optional']) {
    const specs = objectOf(input[section])
    const names = [...new Set([...stringsOf(order[section]), ...Object.keys(specs)])]
    for (const inputName of names) {
      const spec = decodeSpec(specs[inputName])
      if (spec !== undefined) {
        inputs.set(inputName, spec)
      }
    }
  }
  return {
    name,
    displayName: stringOf(info['display_name']) || name,
    description: stringOf(info['description']) ?? '',
    inputs,
    outputNode: info['output_node'] === true,
  }
}

export function decodeCatalogue(json: unknown): NodeCatalogue {
  return new Map(Object.entries(objectOf(json)).map(([name, info]) => [name, decodeNodeInfo(name, info)]))
}

function decodeQueueItem(json: unknown): QueueItem[] {
  const [number, promptId, workflow, extra] = arrayOf(json)
  if (typeof promptId !== 'string') {
    return []
  }
  return [
    {
      number: numberOf(number) ?? 0,
      promptId,
      workflow: decodeWorkflow(workflow),
      clientId: stringOf(objectOf(extra)['client_id']),
    },
  ]
}

export function decodeQueue(json: unknown): Queue {
  const queue = objectOf(json)
  const pending = arrayOf(queue['queue_pending']).flatMap(decodeQueueItem)
  return {
    running: arrayOf(queue['queue_running']).flatMap(decodeQueueItem),
    pending: pending.sort((a, b) => a.number - b.number),
  }
}

function outcomeOf(status: JsonObject, messages: HistoryEntry['messages']): HistoryOutcome {
  if (messages.some(({ type }) => type === 'execution_interrupted')) {
    return 'interrupted'
  }
  return status['status_str'] === 'success' ? 'success' : 'error'
}

function decodeHistoryEntry(promptId: string, json: unknown): HistoryEntry {
  const entry = objectOf(json)
  const status = objectOf(entry['status'])
  const messages = arrayOf(status['messages']).map((message) => {
    const [type, data] = arrayOf(message)
    return { type: String(type), data: objectOf(data) }
  })
  return {
    promptId,
    workflow: decodeWorkflow(arrayOf(entry['prompt'])[2]),
    outputs: new Map(Object.entries(objectOf(entry['outputs'])).map(([id, output]) => [id, decodeOutput(output)])),
    outcome: outcomeOf(status, messages),
    messages,
    finishedAt: numberOf(messages.at(-1)?.data['timestamp']),
  }
}

/** Oldest first, as the server lists them. */
export function decodeHistory(json: unknown): HistoryEntry[] {
  return Object.entries(objectOf(json)).map(([promptId, entry]) => decodeHistoryEntry(promptId, entry))
}

function decodeProblem(json: unknown): NodeProblem {
  const problem = objectOf(json)
  return {
    type: stringOf(problem['type']) ?? 'unknown',
    message: stringOf(problem['message']) ?? 'Unknown problem',
    details: stringOf(problem['details']) ?? '',
    input: stringOf(objectOf(problem['extra_info'])['input_name']),
  }
}

export function decodeProblems(json: unknown): NodeProblems {
  return new Map(
    Object.entries(objectOf(json)).map(([id, node]) => [id, arrayOf(objectOf(node)['errors']).map(decodeProblem)]),
  )
}

export function decodeWarnings(json: unknown): FileWarning[] {
  return arrayOf(objectOf(json)['warnings']).flatMap((each) => {
    const warning = objectOf(each)
    const file = stringOf(warning['file'])
    const reason = stringOf(warning['reason'])
    const line = numberOf(warning['line'])
    if (file === undefined || reason === undefined) {
      return []
    }
    return [line === undefined ? { file, reason } : { file, line, reason }]
  })
}
