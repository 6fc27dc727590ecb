import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { builtFolder, projectFolder } from '../../scripts/local/folders'
import { buildMiniapp, builtInAddresses } from '../../scripts/local/miniapp'
import { startStatic, type StaticServer } from '../../scripts/local/static'
import { chromiumPath } from '../../scripts/local/system'
import { restOf } from './rest'
import type { Stack } from './stack'

/** The browser build of a stack, on phones of 390 × 844. */
export interface Phones {
  readonly web: string
  /** A phone of its own: nothing stored, nobody signed in. `person` holds it; without one the picker asks. */
  open(options?: PhoneOptions): Promise<BrowserPhone>
  close(): Promise<void>
}

export interface PhoneOptions {
  readonly person?: string
  readonly path?: string
  readonly language?: 'zh-CN' | 'en-US'
  readonly theme?: 'light' | 'dark'
  readonly wantsStillness?: boolean
  /** Ordinary text is 16. */
  readonly textPixels?: number
}

export interface BrowserPhone {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page threw or wrote as an error. */
  readonly errors: string[]
  /** Calls to the API so far, `GET /home`. */
  readonly requests: string[]
  /** The one that can be seen: pages below the top one stay in the document. */
  see(selector: string): Promise<void>
  tap(selector: string): Promise<void>
  textOf(selector: string): Promise<string>
  seeText(words: string | RegExp): Promise<void>
  goTo(path: string): Promise<void>
  /** Keeps a picture in `artefacts/`; tells where. */
  picture(name: string): Promise<string>
  close(): Promise<void>
}

const size = { width: 390, height: 844 }
const patienceMs = 10_000
const artefacts = join(projectFolder, 'artefacts')

/** Builds for the browser where sources changed, serves it against the stack and starts Chromium. */
export async function openPhones({ apiOrigin, wechat }: Pick<Stack, 'apiOrigin' | 'wechat'>): Promise<Phones> {
  await buildMiniapp({ target: 'h5', env: {} })
  const replace = { [builtInAddresses.api]: apiOrigin, [builtInAddresses.wechat]: wechat.url }
  const web = await startStatic({ folder: join(builtFolder, 'h5'), replace })
  const browser = await launchBrowser()
  return { web: web.url, open: (options = {}) => openPhone(browser, web, apiOrigin, options), close: async () => void (await browser.close(), await web.close()) }
}

/** A page of a test lives for seconds: machine code that optimises for hours costs more than it gives, and so do threads that collect garbage beside the cores' other work. */
const scriptsThatEndSoon = '--js-flags=--no-opt,--no-maglev,--single-threaded-gc'

export function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('There is no Chromium: npm test installs it, or set CHROMIUM.')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', scriptsThatEndSoon] })
}

async function openPhone(browser: Browser, web: StaticServer, apiOrigin: string, options: PhoneOptions): Promise<BrowserPhone> {
  const { person, path = '/pages/home/index', language = 'zh-CN', theme = 'light', wantsStillness = false, textPixels } = options
  const context = await browser.newContext({
    viewport: size, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: language, colorScheme: theme,
    timezoneId: 'Asia/Shanghai', reducedMotion: wantsStillness ? 'reduce' : 'no-preference',
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: web.url })
  // Taro's browser storage wraps what it keeps.
  if (person !== undefined) await context.addInitScript({ content: `localStorage.getItem('dianjin.demo-person') || localStorage.setItem('dianjin.demo-person', '${JSON.stringify({ data: person })}')` })
  if (textPixels !== undefined) await context.addInitScript({ content: `addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '${textPixels}px' })` })
  const page = await context.newPage()
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('request', (request) => request.url().startsWith(apiOrigin) && requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  const top = (selector: string) => page.locator(`${selector} >> visible=true`).last()
  const rest = restOf(page)
  const goTo = async (to: string) => void (await page.goto(`${web.url}/#${to}`))
  await goTo(path)
  return {
    page,
    context,
    errors,
    requests,
    see: (selector) => top(selector).waitFor({ timeout: patienceMs }),
    tap: (selector) => top(selector).click({ timeout: patienceMs }),
    textOf: async (selector) => (await top(selector).innerText({ timeout: patienceMs })).trim(),
    seeText: (words) => page.getByText(words).locator('visible=true').last().waitFor({ timeout: patienceMs }),
    goTo,
    picture: async (name) => {
      mkdirSync(artefacts, { recursive: true })
      await rest()
      const file = join(artefacts, `${name}.png`)
      await page.screenshot({ path: file, fullPage: true })
      return file
    },
    close: () => context.close(),
  }
}
