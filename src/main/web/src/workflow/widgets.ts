import { arrayOf, numberOf, stringOf } from '../api/json'
import type { InputSpec, Literal, NodeInfo, WorkflowNode } from '../api/types'
import { isLink } from './apiFormat'

/** One value of a node that a person can change, with what the server says of it. */
export type Widget = { readonly name: string; readonly tooltip: string | undefined } & (
  | {
      readonly kind: 'number'
      readonly whole: boolean
      readonly min: number | undefined
      readonly max: number | undefined
      readonly step: number | undefined
      readonly color: boolean
      readonly seed: boolean
    }
  | { readonly kind: 'text'; readonly multiline: boolean }
  | { readonly kind: 'boolean'; readonly on: string; readonly off: string }
  | { readonly kind: 'combo'; readonly options: readonly Literal[]; readonly upload: boolean }
)

export function widgetOf(name: string, [type, options = {}]: InputSpec): Widget | undefined {
  const tooltip = stringOf(options['tooltip'])
  if (Array.isArray(type) || type === 'COMBO') {
    const values = arrayOf(Array.isArray(type) ? type : options['options'])
    return { name, tooltip, kind: 'combo', options: values as Literal[], upload: options['image_upload'] === true }
  }
  switch (type) {
    case 'INT':
    case 'FLOAT':
      return {
        name,
        tooltip,
        kind: 'number',
        whole: type === 'INT',
        min: numberOf(options['min']),
        max: numberOf(options['max']),
        step: numberOf(options['step']),
        color: options['display'] === 'color',
        seed: options['control_after_generate'] === true,
      }
    case 'STRING':
      return { name, tooltip, kind: 'text', multiline: options['multiline'] === true }
    case 'BOOLEAN':
      return {
        name,
        tooltip,
        kind: 'boolean',
        on: stringOf(options['label_on']) ?? 'on',
        off: stringOf(options['label_off']) ?? 'off',
      }
    default:
      return undefined
  }
}

/** The widgets of a node, in the order in which its class declares them; linked inputs have none. */
export function widgetsOf(node: WorkflowNode, info: NodeInfo | undefined): Widget[] {
  return [...(info?.inputs ?? [])]
    .filter(([name]) => Object.hasOwn(node.inputs, name) && !isLink(node.inputs[name]))
    .flatMap(([name, spec]) => widgetOf(name, spec) ?? [])
}

/** A whole number that a seed can be and that JavaScript holds exactly. */
export function randomSeed(): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number]
  return (high % 2 ** 20) * 2 ** 32 + low
}
