import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildConsole } from '../../scripts/local/console'
import { builtFolder, projectFolder } from '../../scripts/local/folders'
import { builtInAddresses } from '../../scripts/local/miniapp'
import { startStatic, type StaticServer } from '../../scripts/local/static'
import { launchBrowser } from './browser'
import { type Rest, restOf } from './rest'
import type { Stack } from './stack'

/** The web console of a stack, on desks of 1440 × 900. */
export interface Desks {
  readonly web: string
  /** A browser of its own: nothing stored, nobody signed in. */
  open(options?: DeskOptions): Promise<Desk>
  close(): Promise<void>
}

export interface DeskOptions {
  readonly path?: string
  readonly language?: 'zh-CN' | 'en-GB'
  readonly theme?: 'light' | 'dark'
  readonly width?: 1440 | 1024
}

export interface Desk {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page threw or wrote as an error, answers with a status of refusal aside. */
  readonly errors: string[]
  /** Opens an address anew, as a bookmark does. */
  goTo(path: string): Promise<void>
  /** Goes to another screen within the page, as its links do: much quicker than loading all again. */
  walkTo(path: string): Promise<void>
  see(words: string | RegExp): Promise<void>
  signIn(login: string, password: string): Promise<void>
  /** What axe finds serious or worse, as sentences. */
  barriers(): Promise<readonly string[]>
  /** Keeps a picture in `artefacts/`; tells where. */
  picture(name: string): Promise<string>
  close(): Promise<void>
}

const PATIENCE_MS = 30_000
const artefacts = join(projectFolder, 'artefacts')
const axe = readFileSync(join(projectFolder, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** Builds the console where sources changed, serves it against the stack and starts Chromium. */
export async function openDesks({ apiOrigin, photosOrigin }: Pick<Stack, 'apiOrigin' | 'photosOrigin'>): Promise<Desks> {
  await buildConsole({ env: {} })
  const web = await startStatic({ folder: join(builtFolder, 'console'), lasting: /^\/assets\//, replace: { [builtInAddresses.api]: apiOrigin, [builtInAddresses.photos]: photosOrigin } })
  const browser = await launchBrowser()
  return { web: web.url, open: (options = {}) => openDesk(browser, web, options), close: async () => void (await browser.close(), await web.close()) }
}

async function openDesk(browser: Browser, web: StaticServer, { path = '/', language = 'zh-CN', theme = 'light', width = 1440 }: DeskOptions): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: language, colorScheme: theme, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && errors.push(message.text()))
  const goTo = async (to: string) => void (await page.goto(`${web.url}${to}`))
  const rest = restOf(page)
  await goTo(path)
  return {
    page,
    context,
    errors,
    goTo,
    walkTo: (to) => walk(page, to),
    see: (words) => page.getByText(words).locator('visible=true').first().waitFor(),
    signIn: async (login, password) => {
      await page.locator('#sign-in_login').fill(login)
      await page.locator('#sign-in_password').fill(password)
      await page.locator('#sign-in button[type=submit]').click()
    },
    barriers: () => barriersOn(page, rest),
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

/** An address that no screen has. */
const NOWHERE = '/nowhere'

/** By way of a page that is not there, so that nothing of the screen before can be taken for the one after. */
async function walk(page: Page, path: string): Promise<void> {
  const step = (to: string) => page.evaluate(`history.pushState(null, '', '${to}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await step(NOWHERE)
  const between = page.locator('main .nothing a[href="/"]')
  await between.waitFor()
  if (path === NOWHERE) return
  await step(path)
  await between.waitFor({ state: 'detached' })
}

interface Violation {
  readonly impact?: string | null
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

async function barriersOn(page: Page, rest: Rest): Promise<readonly string[]> {
  await rest()
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const found: readonly Violation[] = await page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)")
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`)
}
