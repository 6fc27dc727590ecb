import * as z from 'zod'
import type { Endpoint } from '../../shared/api/endpoint'
import { type RefusalCode, refusals } from '../../shared/api/errors'
import { calls } from '../../shared/calls'
import { mayCall } from '../../shared/stores/roles'
import { scopeFor } from '../../shared/stores/scopes'
import { staffRoles } from '../../shared/stores/stores.api'

const securityOf: Readonly<Record<Endpoint['who'], readonly object[]>> = {
  anyone: [],
  member: [{ session: [] }],
  clerk: [{ session: [] }],
  marketer: [{ session: [] }], owner: [{ session: [] }],
  till: [{ tillKey: [] }],
}

/** The OpenAPI 3.1 document of the API, drawn from the very schemas that check each call. */
export function openApi(): object {
  const document = drawn()
  return inOnePlace(document)
}

/**
 * Schemas that name themselves bring their definitions along, each where it is used; a document has one place for all. Every name is
 * of one schema only: the audience is the only one that does.
 */
function inOnePlace(document: ReturnType<typeof drawn>): object {
  const found: Record<string, unknown> = {}
  const text = JSON.stringify(document, (key, value: unknown) => {
    if (key !== '$defs') return value
    Object.assign(found, value)
    return undefined
  })
  const schemas = { ...document.components.schemas, ...found }
  return JSON.parse(JSON.stringify({ ...JSON.parse(text), components: { ...document.components, schemas } }).replaceAll('"#/$defs/', '"#/components/schemas/'))
}

function drawn() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, call] of Object.entries<Endpoint>(calls)) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operationOf(name, call) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dianjin 点金', version: '1', description: 'Member points: earn, exchange, redeem. Every write carries an id of the caller, and sending it again gives the first answer.' },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'the token of POST /sessions; staff also that of POST /desk/sessions' },
        tillKey: { type: 'http', scheme: 'bearer', description: 'the key of a till or another system, dj_til_…, as POST /api-keys shows it' },
      },
      schemas: { Refusal: { type: 'object', required: ['code', 'message', 'requestId'], properties: { code: { enum: Object.keys(refusals) }, message: { type: 'string' }, requestId: { type: 'string' }, details: { type: 'object' } } } },
    },
  }
}

function operationOf(name: string, call: Endpoint): object {
  const { properties = {}, required = [], $defs } = z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' })
  const named = [...call.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const inBody = call.method === 'POST'
  const rest = Object.keys(properties).filter((key) => !named.includes(key))
  const parameters = [...named.map((key) => ({ name: key, in: 'path', required: true, schema: properties[key] })), ...(inBody ? [] : rest.map((key) => ({ name: key, in: 'query', required: required.includes(key), schema: properties[key] })))]
  const body = { type: 'object', ...($defs === undefined ? {} : { $defs }), additionalProperties: false, required: required.filter((key) => rest.includes(key)), properties: Object.fromEntries(rest.map((key) => [key, properties[key]])) }
  return {
    operationId: name,
    tags: [call.path.split('/')[1] ?? ''],
    summary: call.summary,
    description: `May be called by: ${callersOf(name, call)}.`,
    security: securityOf[call.who],
    parameters,
    ...(inBody && rest.length > 0 ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: responsesOf(call),
  }
}

/** Staff by their roles, as the guard lets them through. */
function callersOf(name: string, call: Endpoint): string {
  const isOfStaff = call.who === 'clerk' || call.who === 'marketer' || call.who === 'owner'
  if (call.who === 'till') return `a key with the scope ${scopeFor(name) ?? 'of its till'}`
  return isOfStaff ? staffRoles.filter((role) => mayCall(role, { name, call })).join(', ') : call.who
}

const always: readonly RefusalCode[] = ['invalid_input', 'too_many_requests', 'busy', 'unavailable']
const byCaller: Readonly<Record<Endpoint['who'], readonly RefusalCode[]>> = {
  anyone: [],
  member: ['signed_out', 'account_closed'],
  clerk: ['signed_out', 'staff_removed', 'not_allowed'],
  marketer: ['signed_out', 'staff_removed', 'not_allowed'],
  owner: ['signed_out', 'staff_removed', 'not_allowed'],
  till: ['signed_out', 'scope_missing'],
}

function responsesOf(call: Endpoint): object {
  const said = new Map<number, string[]>()
  for (const code of [...call.refusals, ...always, ...byCaller[call.who]]) said.set(refusals[code].status, [...new Set([...(said.get(refusals[code].status) ?? []), code])])
  const noes = [...said].sort(([a], [b]) => a - b).map(([status, codes]) => [status, { description: codes.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }])
  const yes = { description: 'done', content: { 'application/json': { schema: z.toJSONSchema(call.reply, { io: 'output', unrepresentable: 'any' }) } } }
  return { 200: yes, ...Object.fromEntries(noes) }
}

/** A page to read the document with: plain, and without anything from elsewhere. */
export const docsPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dianjin API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:860px;margin:2rem auto;padding:0 1rem;color:#1d1b16;background:#fbf8f1}h1{font-weight:600}details{border:1px solid #e4dccb;border-radius:10px;margin:.5rem 0;background:#fff}summary{padding:.6rem 1rem;cursor:pointer}code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;background:#f6f1e6;padding:.8rem;border-radius:8px}b{color:#7d510e;display:inline-block;min-width:4.5rem}section{padding:0 1rem 1rem}
@media(prefers-color-scheme:dark){body{background:#14130f;color:#ece6d8}details{background:#1d1b16;border-color:#38342a}pre{background:#262319}b{color:#e2b65c}}</style>
<h1>Dianjin 点金 API</h1><p>The document itself: <a href="/openapi.json">/openapi.json</a></p><main id="calls">Loading…</main>
<script>
const element=(tag,text)=>{const e=document.createElement(tag);e.textContent=text;return e}
fetch('/openapi.json').then(r=>r.json()).then(doc=>{const main=document.getElementById('calls');main.textContent='';
for(const [path,methods] of Object.entries(doc.paths))for(const [method,call] of Object.entries(methods)){
const box=document.createElement('details'),head=document.createElement('summary'),body=document.createElement('section');
head.append(element('b',method.toUpperCase()),element('code',path),' — '+call.summary);body.append(element('p',call.description));
if(call.parameters.length)body.append(element('p','Parameters'),element('pre',JSON.stringify(call.parameters,null,2)));
if(call.requestBody)body.append(element('p','Body'),element('pre',JSON.stringify(call.requestBody.content['application/json'].schema,null,2)));
body.append(element('p','Answers'),element('pre',JSON.stringify(call.responses,null,2)));box.append(head,body);main.append(box)}}).catch(()=>{document.getElementById('calls').textContent='The document did not load. Reload the page.'})
</script></html>`
