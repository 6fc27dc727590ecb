import * as z from 'zod'
import { refusals } from '../../shared/api/errors'
import { calls } from '../../shared/calls'
import { apiEvent } from '../support/events'
import { openShop, type Shop } from '../support/story'

const Schema = z.record(z.string(), z.unknown())
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: Schema })),
  requestBody: z.object({ required: z.literal(true), content: z.object({ 'application/json': z.object({ schema: Schema }) }) }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.object({ description: z.string().min(1), content: z.object({ 'application/json': z.object({ schema: Schema }) }) })),
})
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.enum(['get', 'post', 'patch', 'delete']), Operation.optional())),
  components: z.object({ securitySchemes: z.record(z.string(), z.object({ type: z.literal('http'), scheme: z.literal('bearer') })), schemas: z.record(z.string(), Schema) }),
})

let shop: Shop
let text: string
let document: z.infer<typeof Document>
beforeAll(async () => {
  shop = await openShop()
  text = (await shop.api(apiEvent({ method: 'GET', path: '/openapi.json' }))).body ?? ''
  document = Document.parse(JSON.parse(text))
})
afterAll(() => shop.close())

const operations = () => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, operation]) => (operation === undefined ? [] : [{ path, method, operation }])))

describe('the document of the API', () => {
  test('lists every call, by its name, method and path, and no other', () => {
    const listed = operations().map(({ path, method, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`)
    expect(listed.sort()).toEqual(Object.entries(calls).map(([name, call]) => `${name} ${call.method} ${call.path}`).sort())
  })

  test('refers to nothing that is not in it', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(references.length).toBeGreaterThan(0)
    for (const reference of references) {
      const found = reference.split('/').slice(1).reduce<unknown>((inside, name) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined), JSON.parse(text))
      expect(`${reference} ${typeof found}`).toBe(`${reference} object`)
    }
    for (const { operation } of operations()) for (const scheme of operation.security.flatMap(Object.keys)) expect(Object.keys(document.components.securitySchemes)).toContain(scheme)
  })

  test('names every part of a path, refuses unknown fields, and says which refusals to expect', () => {
    for (const { path, operation } of operations()) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(parts)
      const body = operation.requestBody?.content['application/json'].schema
      if (body !== undefined) expect(body).toMatchObject({ type: 'object', additionalProperties: false })
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '429', '503']))
    }
    for (const code of Object.keys(refusals)) expect(text).toContain(`"${code}"`)
  })
})

test('the page to read it needs nothing from elsewhere', async () => {
  const { statusCode, headers, body = '' } = await shop.api(apiEvent({ method: 'GET', path: '/docs' }))
  expect({ statusCode, type: headers?.['content-type'] }).toEqual({ statusCode: 200, type: 'text/html; charset=utf-8' })
  expect(body).toContain('/openapi.json')
  expect(body).not.toMatch(/https?:\/\//)
})

test('health is answered without the database', async () => {
  const { statusCode, body } = await shop.api(apiEvent({ method: 'GET', path: '/health' }))
  expect([statusCode, body]).toEqual([200, '{"ok":true}'])
})
