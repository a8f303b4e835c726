import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--disable-dev-shm-usage',
]

/** Headless Chromium: the machine's own when there is one, else the one that npm brings. */
export async function launch() {
  const own = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const executablePath = existsSync(own) ? own : await sparticuz.executablePath()
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET
  return chromium.launch({ executablePath, headless: true, args })
}
