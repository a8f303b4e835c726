import type { NodeCatalogue, Workflow } from '../api/types'
import { checkWorkflow, withInput } from '../workflow/apiFormat'
import { widgetsOf } from '../workflow/widgets'
import drawColours from './draw-colours.json'
import editPicture from './edit-picture.json'
import joinTexts from './join-texts.json'
import textToImage from './text-to-image.json'

/** A workflow that comes with the page. A choice of null stands for the first one that the server offers. */
export interface Example {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly workflow: Workflow
}

export const EXAMPLES: readonly Example[] = [editPicture, drawColours, joinTexts, textToImage].map(
  ({ prompt, ...example }) => ({ ...example, workflow: checkWorkflow(prompt) }),
)

/** What the server lacks for an example; nothing when it can run. */
export function missingFor(example: Example, catalogue: NodeCatalogue): string[] {
  const classes = [...new Set(Object.values(example.workflow).map((node) => node.class_type))]
  const missing = classes.filter((name) => !catalogue.has(name))
  return missing.length > 0 ? [`the nodes ${missing.join(', ')}`] : emptyChoices(example.workflow, catalogue)
}

function emptyChoices(workflow: Workflow, catalogue: NodeCatalogue): string[] {
  return Object.values(workflow).flatMap((node) =>
    widgetsOf(node, catalogue.get(node.class_type)).flatMap((widget) =>
      widget.kind === 'combo' && node.inputs[widget.name] === null && widget.options.length === 0
        ? [widget.name === 'ckpt_name' ? 'an installed checkpoint' : `a choice for ${widget.name}`]
        : [],
    ),
  )
}

/** The example's workflow with choices that the server offers. */
export function prepared(example: Example, catalogue: NodeCatalogue): Workflow {
  let workflow = example.workflow
  for (const [id, node] of Object.entries(workflow)) {
    for (const widget of widgetsOf(node, catalogue.get(node.class_type))) {
      const [first] = widget.kind === 'combo' ? widget.options : []
      if (widget.kind === 'combo' && first !== undefined && !widget.options.includes(node.inputs[widget.name] as string)) {
        workflow = withInput(workflow, id, widget.name, first)
      }
    }
  }
  return workflow
}
