import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type Gateway, startGateway } from '../scripts/local/gateway'
import type { ApiHandler } from '../scripts/local/lambda'
import { startStatic } from '../scripts/local/static'

const scratch = mkdtempSync(join(tmpdir(), 'dianjin-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the gateway', () => {
  const opened: Gateway[] = []
  afterEach(async () => void (await Promise.all(opened.splice(0).map((gateway) => gateway.close()))))
  const serve = async (handler: ApiHandler, options: { timeoutMilliseconds?: number } = {}) => {
    const gateway = await startGateway({ handler, ...options })
    opened.push(gateway)
    return gateway.url
  }
  const echo: ApiHandler = async (event) => event

  const ask = async (path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> => {
    const answer = await fetch((await serve(echo)) + path, init)
    return answer.json()
  }

  test('hands a request over in format 2.0', async () => {
    const event = await ask('/v1/orders/or%20d?a=1&a=2&b=%E9%87%91', { method: 'POST', headers: { 'Content-Type': 'application/json', Cookie: 'x=1; y=2', 'X-Thing': 'T' }, body: '{"points":"积分"}' })
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/v1/orders/or%20d',
      rawQueryString: 'a=1&a=2&b=%E9%87%91',
      queryStringParameters: { a: '1,2', b: '金' },
      cookies: ['x=1', 'y=2'],
      headers: { 'x-thing': 'T', 'content-type': 'application/json', 'x-forwarded-for': '127.0.0.1' },
      requestContext: { http: { method: 'POST', path: '/v1/orders/or%20d', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' }, stage: '$default' },
      body: '{"points":"积分"}',
      isBase64Encoded: false,
    })
    expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/)
  })

  test('what is not text arrives in base64, and no body as none', async () => {
    expect(await ask('/', { method: 'POST', headers: { 'content-type': 'image/png' }, body: Buffer.from([0, 255]) })).toMatchObject({ body: 'AP8=', isBase64Encoded: true })
    expect(await ask('/')).not.toHaveProperty('body')
  })

  test('answers with status, headers, cookies and bytes', async () => {
    const url = await serve(async () => ({ statusCode: 418, headers: { 'X-A': '1' }, cookies: ['a=1', 'b=2'], body: 'AP8=', isBase64Encoded: true }))
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('x-a'), answer.headers.getSetCookie()]).toEqual([418, '1', ['a=1', 'b=2']])
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255])
  })

  test('a handler that throws, answers nonsense or takes too long is not heard of', async () => {
    const throwing = await fetch(await serve(async () => Promise.reject(new Error('secret'))))
    expect([throwing.status, await throwing.json()]).toEqual([500, { message: 'Internal Server Error' }])
    expect((await fetch(await serve(async () => ({ statusCode: 'high' })))).status).toBe(500)
    const slow = await fetch(await serve(() => new Promise(() => undefined), { timeoutMilliseconds: 20 }))
    expect([slow.status, await slow.json()]).toEqual([503, { message: 'Service Unavailable' }])
  })

  test('a body over 10 MB never reaches the handler, whether its length is told or not', async () => {
    let calls = 0
    const url = await serve(async () => void (calls += 1))
    const tooLong = Buffer.alloc(10 * 1024 * 1024 + 1)
    expect((await fetch(url, { method: 'POST', body: tooLong })).status).toBe(413)
    const streamed = new ReadableStream({ start: (controller) => (controller.enqueue(tooLong), controller.close()) })
    const untold: RequestInit & { duplex: string } = { method: 'POST', body: streamed, duplex: 'half' }
    expect((await fetch(url, untold)).status).toBe(413)
    expect(calls).toBe(0)
  })

  test('a browser is answered what serverless.yml allows', async () => {
    const url = await serve(async () => ({ statusCode: 200, body: 'x' }))
    const asked = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://localhost:10086', 'access-control-request-method': 'DELETE' } })
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET,POST,DELETE')
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    const answer = await fetch(url, { headers: { origin: 'http://localhost:10086' } })
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after')
    expect((await fetch(url)).headers.has('access-control-allow-origin')).toBe(false)
  })

  test('a caller who hangs up disturbs nobody', async () => {
    let calls = 0
    const url = await serve(async () => {
      calls += 1
      await new Promise((resolve) => setTimeout(resolve, 30))
      return { statusCode: 200, body: 'done' }
    })
    const halfWay = createConnection(Number(new URL(url).port), '127.0.0.1')
    halfWay.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf')
    const afterwards = createConnection(Number(new URL(url).port), '127.0.0.1')
    afterwards.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    await until(() => calls === 1)
    halfWay.destroy()
    afterwards.destroy()
    expect(await (await fetch(url)).text()).toBe('done')
    expect(calls).toBe(2)
  })

  test('closing waits for the answers that are on their way', async () => {
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const gateway = await startGateway({ handler: () => held.then(() => ({ statusCode: 200, body: 'after all' })) })
    const answer = fetch(gateway.url).then((reply) => reply.text())
    await new Promise((resolve) => setTimeout(resolve, 50))
    const closed = gateway.close()
    letGo()
    expect(await answer).toBe('after all')
    await closed
    await expect(fetch(gateway.url)).rejects.toThrow()
  })
})

describe('the web server', () => {
  test('serves files with their types, the index for pages, compressed, and with the addresses of today', async () => {
    writeFileSync(join(scratch, 'index.html'), '<p>点金</p>')
    writeFileSync(join(scratch, 'app.js'), `call('http://localhost:3000')`)
    const server = await startStatic({ folder: scratch, lasting: /lasting$/, replace: { 'http://localhost:3000': 'http://localhost:4321' } })
    const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
    const script = await get('/app.js')
    expect([script.headers.get('content-type'), script.headers.get('content-encoding'), await script.text()]).toEqual(['text/javascript; charset=utf-8', 'gzip', `call('http://localhost:4321')`])
    expect((await get('/app.js', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull()
    expect((await get('/app.js', { 'if-none-match': script.headers.get('etag') ?? '' })).status).toBe(304)
    expect([script.headers.get('cache-control'), (await get('/app.js?lasting')).headers.get('cache-control')]).toEqual(['no-cache', 'max-age=31536000, immutable'])
    expect(await (await get('/')).text()).toBe('<p>点金</p>')
    expect(await (await get('/mall/rewards?x=1')).text()).toBe('<p>点金</p>')
    expect((await get('/gone.js')).status).toBe(404)
    expect((await get('/..%2f..%2fetc%2fpasswd.txt')).status).toBe(404)
    await server.close()
  })
})
