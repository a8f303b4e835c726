import type { Workflow } from '../api/types'
import { NotAWorkflow, readWorkflow } from './apiFormat'
import { isPng, pngTexts } from './png'

const MAX_FILE_BYTES = 128 * 1024 * 1024

/** Reads the workflow of a file that a person dropped: JSON in API format, or a PNG picture that carries one. */
export async function workflowOfFile(file: Blob): Promise<Workflow> {
  if (file.size > MAX_FILE_BYTES) {
    throw new NotAWorkflow('This file is too large to be a workflow.')
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return isPng(bytes) ? workflowOfPng(bytes) : readWorkflow(new TextDecoder().decode(bytes))
}

async function workflowOfPng(bytes: Uint8Array): Promise<Workflow> {
  const texts = await pngTexts(bytes)
  const prompt = texts.get('prompt')
  if (prompt !== undefined) {
    return readWorkflow(prompt)
  }
  if (texts.has('workflow')) {
    throw new NotAWorkflow('This picture carries the editor’s workflow, but none in API format.')
  }
  throw new NotAWorkflow('This picture carries no workflow.')
}
