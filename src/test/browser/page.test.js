/** The start page, used as a person uses it. ATELIER_BASE is the address of the running server's web application. */

import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { launch } from './chromium.js'
import { png } from './mock/png.js'

const BASE = process.env.ATELIER_BASE
const PATIENCE = 30_000

const TINY = {
  1: { class_type: 'EmptyImage', inputs: { width: 24, height: 16, batch_size: 1, color: 255 } },
  2: { class_type: 'ImageInvert', inputs: { image: ['1', 0] } },
  3: { class_type: 'PreviewImage', inputs: { images: ['2', 0] } },
}

describe('start page', () => {
  let browser
  let page
  let complaints

  before(async () => {
    assert.ok(BASE, 'ATELIER_BASE must hold the address of a running server')
    browser = await launch()
  })

  after(() => browser?.close())

  beforeEach(async () => {
    page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE)
    complaints = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(BASE)
    await page.locator('[role=status][data-state=connected]').waitFor()
  })

  afterEach(() => page.close())

  async function choose(example) {
    await page.locator(`[data-example=${example}]`).click()
  }

  async function run() {
    await page.locator('[data-run]').click()
  }

  async function finished() {
    await page.getByText(/^Finished/).and(page.locator('[data-run-status]')).waitFor()
    const states = await page.locator('[data-node]').evaluateAll((nodes) => nodes.map((node) => node.dataset.state))
    assert.ok(states.length > 0)
    assert.ok(
      states.every((state) => state === 'done' || state === 'cached'),
      `every node is done: ${states}`,
    )
  }

  async function resultWidth() {
    const image = page.locator('[data-result-image]').first()
    await image.waitFor()
    return image.evaluate(async (element) => {
      await element.decode()
      return element.naturalWidth
    })
  }

  /** Drops a file on the page as the desktop does. */
  async function drop(name, type, bytes) {
    const transfer = await page.evaluateHandle(
      ([fileName, fileType, content]) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(content)], fileName, { type: fileType }))
        return data
      },
      [name, type, [...bytes]],
    )
    await page.locator('[data-drop]').dispatchEvent('dragover', { dataTransfer: transfer })
    await page.locator('[data-drop]').dispatchEvent('drop', { dataTransfer: transfer })
  }

  function dropJson(name, json) {
    return drop(name, 'application/json', Buffer.from(JSON.stringify(json)))
  }

  it('runs an example and shows its picture, queue and history', async () => {
    await choose('draw-colours')
    await run()
    await finished()
    assert.equal(await resultWidth(), await expectedWidth())
    await page.locator('[data-queue-count]', { hasText: /^0$/ }).waitFor()
    assert.equal(await page.locator('[data-queue] li').count(), 0)
    const id = await page.locator('[data-shown-run]').getAttribute('data-shown-run')
    const entry = page.locator(`[data-history] [data-prompt="${id}"]`)
    await entry.locator('img').evaluate((image) => image.decode())
    assert.equal(await entry.getAttribute('data-outcome'), 'success')

    await entry.getByRole('button', { name: /^Open/ }).click()
    const picture = page.getByRole('dialog').getByRole('img')
    await picture.waitFor()
    assert.ok((await picture.evaluate(async (image) => (await image.decode(), image.naturalWidth))) > 0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await entry.getByRole('button', { name: /^Delete/ }).click()
    await entry.waitFor({ state: 'detached' })
    assert.deepEqual(complaints, [])
  })

  /** The mock draws pictures of its own size. */
  async function expectedWidth() {
    return process.env.ATELIER_MOCK ? 256 : Number(await page.locator('[data-node="1"] [name=width]').inputValue())
  }

  it('joins texts and shows the text', async () => {
    await choose('join-texts')
    await page.locator('[name=delimiter]').fill(' / <b>')
    await page.locator('[name=delimiter]').blur()
    await run()
    await finished()
    const text = await page.locator('[data-result-text]').textContent()
    assert.equal(text, 'A still life with lemons / <b>soft window light')
    assert.deepEqual(complaints, [])
  })

  it('runs a dropped workflow in API format', async () => {
    await dropJson('tiny.json', TINY)
    await page.getByRole('heading', { name: 'tiny.json' }).waitFor()
    await run()
    await finished()
    assert.ok((await resultWidth()) > 0)
    assert.deepEqual(complaints, [])
  })

  it('takes the workflow out of a dropped picture', async () => {
    const picture = png(4, 4, () => [0, 0.5, 1], { prompt: JSON.stringify(TINY) })
    await drop('tiny.png', 'image/png', picture)
    await page.getByRole('heading', { name: 'tiny.png' }).waitFor()
    assert.equal(await page.locator('[data-node]').count(), 3)
    assert.deepEqual(complaints, [])
  })

  it('says that an editor workflow must be exported in API format', async () => {
    await dropJson('editor.json', { nodes: [], links: [], version: 0.4 })
    await page.locator('[data-complaint]', { hasText: 'API format' }).waitFor()
    assert.deepEqual(complaints, [])
  })

  it('shows at the node what the server refuses', async () => {
    await choose('draw-colours')
    const width = page.locator('[data-node="1"] [name=width]')
    await width.fill('99999')
    await width.blur()
    await run()
    await page.locator('[data-refusal]').waitFor()
    await page.locator('[data-node="1"]', { hasText: 'bigger than max' }).waitFor()
    assert.equal(await width.getAttribute('aria-invalid'), 'true')
    // Chromium itself reports the refused request.
    assert.deepEqual(complaints.filter((text) => !text.includes('status of 400')), [])
  })

  it('keeps its client id over a reload', async () => {
    const id = () => page.evaluate(() => sessionStorage.getItem('atelier.clientId'))
    const before = await id()
    await page.reload()
    await page.locator('[role=status][data-state=connected]').waitFor()
    assert.ok(before)
    assert.equal(await id(), before)
    assert.deepEqual(complaints, [])
  })
})
