import { createHash, randomUUID } from 'node:crypto'

/** A person with WeChat on a phone, as the stand-in knows them. */
export interface DemoPerson {
  readonly id: string
  readonly nickname: string
  /** For the circle that stands for a portrait, `#rrggbb`. */
  readonly avatarColour: string
  /** What the person is meant to play; the product decides by its own data. */
  readonly roleHint: { readonly zh: string; readonly en: string }
  readonly phoneNumber: string
  readonly countryCode: string
  /** WeChat's own opinion, 0 to 4. */
  readonly riskRank: number
  readonly unionid?: string
}

/** A person and the openid under which one mini-program knows them. */
export interface KnownPerson extends DemoPerson {
  readonly openid: string
}

const member = { zh: '会员', en: 'Member' }

/** The phone numbers lie in 161, a segment that was never given out. */
export const demoPeople: readonly DemoPerson[] = [
  person('lin-xiaoman', '林小满', '#c2410c', member, '16100000001'),
  person('chen-yizhou', '陈一舟', '#0f766e', member, '16100000002'),
  person('zhou-yining', '周以宁', '#7e22ce', member, '16100000003'),
  person('wang-fang', '王芳', '#1d4ed8', { zh: '店员 · 徐汇店', en: 'Clerk, Xuhui store' }, '16100000011'),
  person('li-qiang', '李强', '#15803d', { zh: '店员 · 静安店', en: "Clerk, Jing'an store" }, '16100000012'),
  person('zhao-min', '赵敏', '#be123c', { zh: '店主', en: 'Owner' }, '16100000021'),
]

function person(id: string, nickname: string, avatarColour: string, roleHint: DemoPerson['roleHint'], phoneNumber: string): DemoPerson {
  return { id, nickname, avatarColour, roleHint, phoneNumber, countryCode: '86', riskRank: 0 }
}

export interface People {
  list(): readonly KnownPerson[]
  byId(id: string): KnownPerson | undefined
  byOpenid(openid: string): KnownPerson | undefined
  /** The person with this id, made up from it when new; undefined when the room is full. */
  add(wanted: Partial<Pick<DemoPerson, 'id' | 'nickname' | 'phoneNumber' | 'riskRank'>>): KnownPerson | undefined
}

const PEOPLE_MAX = 20_000
const COLOURS = ['#b45309', '#0369a1', '#4d7c0f', '#a21caf', '#b91c1c', '#4338ca'] as const

/** Openids follow from the application and the person's id alone, so a restarted stand-in knows everybody again. */
export function createPeople(appId: string, known: readonly DemoPerson[]): People {
  const openidOf = (id: string) => `o${createHash('sha256').update(`${appId}/${id}`).digest('base64url').slice(0, 27)}`
  const byId = new Map<string, KnownPerson>()
  const byOpenid = new Map<string, KnownPerson>()
  const keep = (one: DemoPerson): KnownPerson => {
    const kept = { ...one, openid: openidOf(one.id) }
    byId.set(kept.id, kept)
    byOpenid.set(kept.openid, kept)
    return kept
  }
  known.forEach(keep)
  return {
    list: () => [...byId.values()],
    byId: (id) => byId.get(id),
    byOpenid: (openid) => byOpenid.get(openid),
    add: (wanted) => {
      const id = wanted.id ?? `guest-${randomUUID().slice(0, 8)}`
      const here = byId.get(id)
      if (here || byId.size >= PEOPLE_MAX) return here
      return keep({ ...madeUp(id), ...wanted, id })
    },
  }
}

function madeUp(id: string): DemoPerson {
  const number = createHash('sha256').update(id).digest().readUInt32BE(0)
  const colour = COLOURS[number % COLOURS.length] ?? COLOURS[0]
  const phoneNumber = `1611${String(number % 10_000_000).padStart(7, '0')}`
  return person(id, `新朋友${String(number % 10_000).padStart(4, '0')}`, colour, { zh: '新会员', en: 'Newcomer' }, phoneNumber)
}
