import Taro from '@tarojs/taro'
import * as z from 'zod'
import { observable } from './observable'
import { forget, readStored, store } from './storage'
import { Unreachable } from './transport'

/** The browser build has no WeChat: a stand-in beside the API gives the codes, and a picker says who is holding the phone. */
const DemoPerson = z.object({
  id: z.string(),
  nickname: z.string(),
  avatarColour: z.string(),
  roleHint: z.object({ zh: z.string(), en: z.string() }),
})
export type DemoPerson = z.infer<typeof DemoPerson>

const People = z.object({ people: z.array(DemoPerson) })
const Code = z.object({ code: z.string() })
const storedAs = 'demo-person'

type Asked = { readonly people: readonly DemoPerson[]; choose(person: DemoPerson): void; chooseNewcomer(): void }

/** The stand-in names them so, and forgets them when it is started again. */
const newcomerIds = /^guest-/

/** The question `who is holding the phone?`, while it is open. */
export const askedWho = observable<Asked | undefined>(undefined)

export function demoPersonChosen(): string | undefined {
  return readStored(storedAs, z.string())
}

export function forgetDemoPerson(): void {
  forget(storedAs)
}

/** The stand-in's answer to `wx.login` for the person chosen, who is asked for first when nobody is. */
export async function demoLoginCode(): Promise<string> {
  const person = demoPersonChosen() ?? (await askWho())
  if (newcomerIds.test(person)) await standIn('POST', '/stand-in/people', { id: person })
  return Code.parse(await standIn('POST', '/stand-in/login-codes', { person })).code
}

/** The stand-in's answer to WeChat's phone button. */
export async function demoPhoneCode(): Promise<string> {
  return Code.parse(await standIn('POST', '/stand-in/phone-codes', { person: demoPersonChosen() })).code
}

async function askWho(): Promise<string> {
  const { people } = People.parse(await standIn('GET', '/stand-in/people'))
  const person = await new Promise<DemoPerson>((choose, fail) => {
    askedWho.set({ people, choose, chooseNewcomer: () => void addNewcomer().then(choose, fail) })
  })
  askedWho.set(undefined)
  store(storedAs, person.id)
  return person.id
}

async function addNewcomer(): Promise<DemoPerson> {
  return DemoPerson.parse(await standIn('POST', '/stand-in/people', {}))
}

async function standIn(method: 'GET' | 'POST', path: string, body?: Record<string, unknown>): Promise<unknown> {
  const header = { 'content-type': 'application/json' }
  try {
    const answer = await Taro.request<unknown>({ url: DIANJIN_WECHAT + path, method, header, ...(body && { data: body }) })
    return answer.data
  } catch {
    throw new Unreachable('offline')
  }
}
