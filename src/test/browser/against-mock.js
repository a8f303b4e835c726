/** Runs the browser test against the mock server, below a context path, with the page from target/web. */

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startMock } from './mock/server.js'

const folder = fileURLToPath(new URL('../../../target/web', import.meta.url))
const mock = await startMock({ folder, context: '/studio/', checkpoints: ['sd15.safetensors'], step: 20 })
const test = spawn(process.execPath, ['--test', '--test-reporter=spec', 'page.test.js'], {
  stdio: 'inherit',
  env: { ...process.env, ATELIER_BASE: mock.base, ATELIER_MOCK: '1' },
})
test.on('exit', (code) => {
  mock.close()
  process.exitCode = code ?? 1
})
