import { type Fields, no, textIn, type WireAnswer, type WireRequest, yes } from './wire'
import { permissionKey, type World } from './world'

const SENT_KEPT = 1_000
const TEMPLATE_ID = /^[\w-]{1,64}$/

/** A subscribe message: refused without a permission left, and each one sent spends one. */
export function sendMessage(world: World, request: WireRequest, fields: Fields): WireAnswer {
  const [openid, templateId, page] = [textIn(fields, 'touser'), textIn(fields, 'template_id'), textIn(fields, 'page')]
  if (!world.people.byOpenid(openid)) return no(request, 40003)
  if (!TEMPLATE_ID.test(templateId)) return no(request, 40037)
  if (page.startsWith('/')) return no(request, 41030)
  const data = valuesOf(fields['data'])
  if (typeof data === 'string') return no(request, 47003, `argument invalid! data.${data}.value invalid`)
  const key = permissionKey(openid, templateId)
  const left = world.permissions.get(key) ?? 0
  if (left < 1) return no(request, 43101)
  world.permissions.set(key, left - 1)
  if (world.sent.length >= SENT_KEPT) world.sent.shift()
  world.sent.push({ openid, templateId, page, data, sentAt: new Date(world.now()).toISOString() })
  return yes(request, { errcode: 0, errmsg: 'ok', msgid: Number(`1${String(world.now())}`) })
}

/** The documented limits of each kind of field; a field is named after its kind and a number. */
const LIMITS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 |\d{4}-\d{2}-\d{2} )?\d{1,2}:\d{2}(:\d{2})?(~.+)?$/,
  date: /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2})( \d{1,2}:\d{2}(:\d{2})?)?(~.+)?$/,
  amount: /^\D?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+-]{1,17}$/,
  name: /^(.{1,10}|[A-Za-z .'-]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

/** The values by field, or the name of the first field that WeChat would not take. */
function valuesOf(data: unknown): Readonly<Record<string, string>> | string {
  const values: Record<string, string> = {}
  for (const [field, content] of Object.entries(typeof data === 'object' && data !== null ? data : {})) {
    const value: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'value') : undefined
    const text = typeof value === 'number' ? String(value) : value
    const limit = LIMITS[field.replace(/\d+$/, '')]
    if (typeof text !== 'string' || !limit?.test(text)) return field
    values[field] = text
  }
  return Object.keys(values).length > 0 ? values : 'thing1'
}
