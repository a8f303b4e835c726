import { isObject, parseLenient } from '../api/json'
import type { InputValue, Link, Workflow } from '../api/types'

/** A text that holds no workflow that can be run; the message says why, for the person who gave it. */
export class NotAWorkflow extends Error {
  override readonly name = 'NotAWorkflow'
}

/** Reads a workflow in API format from JSON text; the body of a prompt request is taken as well. */
export function readWorkflow(text: string): Workflow {
  let json: unknown
  try {
    json = parseLenient(text)
  } catch {
    throw new NotAWorkflow('This is no JSON.')
  }
  return checkWorkflow(isObject(json) && isObject(json['prompt']) ? json['prompt'] : json)
}

export function checkWorkflow(json: unknown): Workflow {
  if (!isObject(json)) {
    throw new NotAWorkflow('This JSON is no workflow: an object of nodes is needed.')
  }
  if (Array.isArray(json['nodes'])) {
    throw new NotAWorkflow(
      'This workflow is in the editor’s own format. Export it in API format (“Export (API)” in the editor) and drop that file.',
    )
  }
  const nodes = Object.entries(json)
  if (nodes.length === 0) {
    throw new NotAWorkflow('This workflow has no nodes.')
  }
  for (const [id, node] of nodes) {
    if (!isObject(node) || typeof node['class_type'] !== 'string' || !isObject(node['inputs'])) {
      throw new NotAWorkflow(`This JSON is no workflow in API format: “${shorten(id)}” is no node.`)
    }
  }
  return json as Workflow
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Every array of an id and a slot is a link. */
export function isLink(value: InputValue | undefined): value is Link {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number'
}

/** The workflow with one input changed. */
export function withInput(workflow: Workflow, nodeId: string, input: string, value: InputValue): Workflow {
  return Object.fromEntries(
    Object.entries(workflow).map(([id, node]) =>
      id === nodeId ? [id, { ...node, inputs: { ...node.inputs, [input]: value } }] : [id, node],
    ),
  )
}
