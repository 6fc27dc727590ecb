import type { DemoPeople } from './context'
import { en, zh } from './text'
import { aligned, boxed } from './width'

export interface Addresses {
  readonly web: string
  readonly console: string
  readonly api: string
  readonly wechat: string
  readonly database: string
}

/** What `npm start` shows when everything runs: addresses and demo people, in Chinese and English. */
export function welcome(addresses: Addresses, { people, owner, tillKey }: DemoPeople): string {
  const both = (key: Exclude<keyof typeof zh.box, 'end'>) => `${zh.box[key]} ${en.box[key]}`
  const places = aligned([
    [both('member'), addresses.web],
    [both('console'), addresses.console],
    [both('api'), addresses.api],
    [both('documentation'), `${addresses.api}/docs`],
    [both('wechat'), addresses.wechat],
    [both('database'), addresses.database],
  ])
  const cast = aligned(people.map(({ name, role }) => [`  ${name}`, role.zh, role.en]))
  return boxed([both('title'), undefined, ...places, undefined, both('people'), ...cast, undefined, both('owner'), `  ${owner.login}  ${owner.password}`, undefined, both('till'), `  ${tillKey}`, undefined, zh.box.end, en.box.end])
}
