import { type Codes, createCodes, loginCode, phoneCode } from './codes'
import { createPeople, type DemoPerson, demoPeople, type KnownPerson, type People } from './people'
import { createTokens, type Tokens } from './tokens'

/** A message that reached a phone. */
export interface SentMessage {
  readonly openid: string
  readonly templateId: string
  readonly page: string
  readonly data: Readonly<Record<string, string>>
  readonly sentAt: string
}

/** Everything the stand-in remembers, in memory only. */
export interface World {
  readonly appId: string
  readonly appSecret: string
  readonly now: () => number
  readonly people: People
  readonly loginCodes: Codes
  readonly phoneCodes: Codes
  readonly tokens: Tokens
  /** Messages a person still accepts, by openid and template: one for each tap on «allow». */
  readonly permissions: Map<string, number>
  readonly sent: SentMessage[]
}

export interface WorldOptions {
  readonly appId: string
  readonly appSecret: string
  readonly people?: readonly DemoPerson[]
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export function createWorld({ appId, appSecret, people = demoPeople, now = Date.now }: WorldOptions): World {
  return {
    appId,
    appSecret,
    now,
    people: createPeople(appId, people),
    loginCodes: createCodes(now, loginCode),
    phoneCodes: createCodes(now, phoneCode),
    tokens: createTokens(now),
    permissions: new Map(),
    sent: [],
  }
}

/** What a person does on the phone; `wx.*` in WeChat, `/stand-in/*` in the browser. Unknown people give undefined. */
export interface Phone {
  /** `wx.login` */
  loginCode(personId: string): string | undefined
  /** The button with `open-type="getPhoneNumber"`, allowed. */
  phoneCode(personId: string): string | undefined
  /** `wx.requestSubscribeMessage`, allowed for every template. */
  allowMessages(personId: string, templateIds: readonly string[]): boolean
  addPerson(wanted?: Parameters<People['add']>[0]): KnownPerson | undefined
}

export function createPhone(world: World): Phone {
  const known = (id: string) => world.people.byId(id)
  return {
    loginCode: (id) => known(id) && world.loginCodes.issue(id),
    phoneCode: (id) => known(id) && world.phoneCodes.issue(id),
    allowMessages: (id, templateIds) => {
      const openid = known(id)?.openid
      if (!openid) return false
      for (const templateId of templateIds) {
        const key = permissionKey(openid, templateId)
        world.permissions.set(key, (world.permissions.get(key) ?? 0) + 1)
      }
      return true
    },
    addPerson: (wanted = {}) => world.people.add(wanted),
  }
}

export const permissionKey = (openid: string, templateId: string): string => `${openid} ${templateId}`
