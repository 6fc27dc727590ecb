import { freshId } from '../../scripts/support/in-process'
import { type Desk, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(240_000)

let stack: Stack
let desks: Desks
const owner = { login: 'zhao-min', password: 'warm cups in winter' }
/** By its own address in one, and by way of the screen before in the other. */
const looks = [{ theme: 'light', width: 1440, way: 'goTo' }, { theme: 'dark', width: 1024, language: 'en-GB', way: 'walkTo' }] as const
/** The screens that no other test walks through in both looks. */
let paths: readonly string[] = []

beforeAll(async () => {
  stack = await startStack()
  const api = await stack.member('zhao-min')
  await api.setPassword(owner)
  const { campaign } = await api.createCampaign({
    id: freshId('campaign'), name: { zh: '双倍周', en: 'Double week' }, description: { zh: '', en: '' }, effect: { type: 'multiplier', percent: 200 },
    startsAt: new Date(stack.now()).toISOString(), endsAt: new Date(stack.now() + 86_400_000).toISOString(),
  })
  const steps = ['promise', 'when', 'who', 'budget', 'stacking'].map((step) => `/campaigns/new?step=${step}`)
  paths = ['/campaigns', '/calendar', ...steps, `/campaigns/${campaign.id}`, `/campaigns/${campaign.id}?tab=simulate`, `/campaigns/${campaign.id}?tab=rehearse`, '/rules', '/rules/history', '/tiers', '/members', '/reviews', '/approvals', '/blocks', '/profile', '/nowhere']
  desks = await openDesks(stack)
})

afterAll(async () => {
  await desks?.close()
  await stack?.close()
})

test.each(looks)('no screen has a serious barrier, $theme at $width', async ({ way, ...look }) => {
  const desk: Desk = await desks.open(look)
  await desk.signIn(owner.login, owner.password)
  await desk.page.locator('#account').waitFor()
  const found: string[] = []
  for (const path of paths) {
    await desk[way](path)
    await desk.page.locator('main h1, main .nothing').first().waitFor()
    found.push(...(await desk.barriers()).map((barrier) => `${path}: ${barrier}`))
    await desk.picture(`screen${path.replace(/cmp_\w+/, 'one').replaceAll(/[/?=&]/g, '-')}-${look.theme}-${look.width}`)
  }
  expect(found).toEqual([])
  expect(desk.errors).toEqual([])
  await desk.close()
})
