import { cursorOf, placeIn } from '../../functions/http/cursor'
import { createClient, requestFor } from '../../shared/api/client'
import { endpoint } from '../../shared/api/endpoint'
import { MemberId, newId, OperationId, StoreId, VoucherId } from '../../shared/api/ids'
import { PAGE_ITEMS_MAX, pageInput } from '../../shared/api/page'
import { letters } from '../../shared/api/signature'
import { codeBy, refusalBy } from '../support/tables'
import * as z from 'zod'

const bytes = (fill: number): Uint8Array => new Uint8Array(16).fill(fill)

describe('ids', () => {
  test('carry their kind and no other passes for it', () => {
    const id = newId('member', Date.parse('2026-11-24T02:00:00Z'), bytes(7))
    expect(id).toMatch(/^mem_[0-9A-HJKMNP-TV-Z]{26}$/)
    expect([MemberId, StoreId, VoucherId, OperationId].map((kind) => kind.safeParse(id).success)).toEqual([true, false, false, false])
  })

  test('sort by the time they were made, whatever their random part', () => {
    const times = [0, 1, 31, 32, 1_023, 1_024, Date.parse('2026-11-24T02:00:00Z'), Date.parse('2100-01-01T00:00:00Z'), 2 ** 48 - 1]
    const made = times.map((now, i) => newId('voucher', now, bytes(i % 2 === 0 ? 255 : 0)))
    expect([...made].sort()).toEqual(made)
  })

  test('use all five bits of each random byte, and say nothing of the others', () => {
    expect(newId('operation', 0, bytes(31)).slice(-16)).toBe('Z'.repeat(16))
    expect(newId('operation', 0, bytes(32)).slice(-16)).toBe('0'.repeat(16))
    expect(letters([1, 2, 33], 5)).toBe('12100')
  })

  test.each([
    ['another prefix', `usr_${'0'.repeat(26)}`], ['no prefix', '0'.repeat(26)], ['too short', `mem_${'0'.repeat(25)}`], ['too long', `mem_${'0'.repeat(27)}`],
    ['small letters', `mem_${'a'.repeat(26)}`], ['a letter that is not used', `mem_${'0'.repeat(25)}U`], ['a line end behind it', `mem_${'0'.repeat(26)}\n`], ['something before it', ` mem_${'0'.repeat(26)}`],
  ])('%s is no id', (_, text) => {
    expect(MemberId.safeParse(text).success).toBe(false)
  })
})

describe('cursors', () => {
  const number = /^[1-9]\d{0,9}$/

  test.each(['1', '42', '9999999999'])('the place %s comes back as it was', (place) => {
    expect(placeIn(cursorOf(place), number)).toBe(place)
    expect(cursorOf(place)).toMatch(/^[\w-]+$/)
  })

  test('a place in any language comes back too', () => {
    expect(placeIn(cursorOf('点金 #1'), /^点金 #\d$/)).toBe('点金 #1')
  })

  test('no cursor is the beginning', () => {
    expect(placeIn(undefined, number)).toBeUndefined()
  })

  test.each([['made up', 'zzz'], ['empty', ''], ['of another list', cursorOf('rwd_1')], ['with more in it', cursorOf('1 OR 2')], ['negative', cursorOf('-1')], ['a line end', cursorOf('1\n2')]])('%s is refused', (_, cursor) => {
    expect(refusalBy(() => placeIn(cursor, number))).toEqual({ code: 'invalid_input', details: { field: 'cursor' } })
  })
})

describe('pages', () => {
  const input = z.strictObject(pageInput)
  test.each([
    [{}, 20], [{ limit: '5' }, 5], [{ limit: PAGE_ITEMS_MAX }, PAGE_ITEMS_MAX],
  ])('%j asks for %i items', (given, limit) => {
    expect(input.parse(given)).toMatchObject({ limit })
  })

  test.each([{ limit: 0 }, { limit: -1 }, { limit: PAGE_ITEMS_MAX + 1 }, { limit: 1.5 }, { limit: 'many' }, { cursor: 'x'.repeat(401) }, { offset: 1 }])('%j is refused', (given) => {
    expect(input.safeParse(given).success).toBe(false)
  })
})

describe('a call', () => {
  const reply = z.object({ ok: z.boolean() })
  const get = endpoint({ method: 'GET', path: '/things/{thingId}', who: 'member', summary: 'One.', input: z.strictObject({ thingId: z.string(), more: z.string().optional(), count: z.number().optional() }), reply, refusals: [] })
  const post = endpoint({ method: 'POST', path: '/things/{thingId}/deeds', who: 'member', summary: 'Two.', input: z.strictObject({ thingId: z.string(), id: z.string() }), reply, refusals: [] })

  test.each([
    ['puts its parts into the path and the rest behind it', get, { thingId: 'a', more: 'b', count: 3 }, { path: '/things/a', query: { more: 'b', count: '3' }, body: undefined }],
    ['leaves out what is not said', get, { thingId: 'a', more: undefined }, { path: '/things/a', query: {}, body: undefined }],
    ['lets nobody leave its path', get, { thingId: '../me?x=1#' }, { path: '/things/..%2Fme%3Fx%3D1%23', query: {}, body: undefined }],
    ['sends what it writes as a body', post, { thingId: 'a', id: 'op' }, { path: '/things/a/deeds', query: {}, body: { id: 'op' } }],
  ])('%s', (_, call, input, expected) => {
    expect(requestFor(call, input)).toMatchObject(expected)
  })

  test('is a function of the client, by its name', async () => {
    const sent: unknown[] = []
    const client = createClient({ get, post }, async (request) => {
      sent.push([request.method, request.path])
      return { ok: true }
    })
    expect(await client.post({ thingId: 'a', id: 'op' })).toEqual({ ok: true })
    expect(sent).toEqual([['POST', '/things/a/deeds']])
    expect(Object.keys(client)).toEqual(['get', 'post'])
    expect(codeBy(() => requestFor(get, { thingId: 'a' }))).toBeUndefined()
  })
})
