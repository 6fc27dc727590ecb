import { Alert, Tag } from 'antd'
import { useParams } from 'react-router'
import { WebhookId } from '../../../shared/api/ids'
import { type Webhook, webhooksApi } from '../../../shared/webhooks/webhooks.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Answer } from '../parts/answer'
import { Facts, Page, Panel } from '../parts/page'
import { NotThere } from '../shell/not-there'
import { Log } from './log'
import { Verify } from './verify'
import { WebhookDeeds } from './webhook-deeds'
import { HookState } from './webhooks'

const LOOK_AGAIN_MS = 10_000

/** One webhook: how it does, what can be done, and its log. */
export default function WebhookScreen() {
  const text = useText()
  const id = WebhookId.safeParse(useParams()['webhookId'])
  const asked = useAsk(webhooksApi.webhook, { webhookId: id.data ?? WebhookId.parse(nobody) }, { everyMs: LOOK_AGAIN_MS, enabled: id.success })
  if (!id.success) return <NotThere />
  const one = asked.data
  return (
    <Page title={one?.name ?? text.connect.hooksTitle} back={{ to: '/webhooks', say: text.connect.back }} tag={one !== undefined && <HookState of={one.state} />} actions={one !== undefined && <WebhookDeeds one={one} />}>
      <Answer of={asked}>
        {(webhook) => (
          <>
            <Trouble of={webhook} />
            <Panel><About of={webhook} /><Verify /></Panel>
            <Log of={webhook} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const nobody = 'whk_00000000000000000000000000'

function Trouble({ of: { state, since, pausedBecause } }: { readonly of: Webhook }) {
  const text = useText()
  const format = useFormat()
  if (state === 'active' || since === null) return null
  if (state === 'failing') return <Alert className="failure" type="warning" showIcon title={text.connect.failingSince(format.dateTime(since))} />
  return <Alert className="failure" type={pausedBecause === 'staff' ? 'info' : 'error'} showIcon title={`${text.connect.pausedSince(format.dateTime(since))}${text.connect.hookWhy[pausedBecause ?? 'staff']}`} />
}

function About({ of: { url, kinds, lastDeliveredAt, graceUntil, id } }: { readonly of: Webhook }) {
  const text = useText()
  const format = useFormat()
  return (
    <Facts
      of={[
        [text.connect.url, <code key="url">{url}</code>],
        [text.connect.kind, <span key="kinds" className="row tags">{kinds.map((kind) => <Tag key={kind} variant="filled" title={kind}>{text.connect.kinds[kind]}</Tag>)}</span>],
        [text.connect.lastDelivered, lastDeliveredAt === null ? text.connect.never : format.dateTime(lastDeliveredAt)],
        [text.connect.id, <code key="id" className="faint">{id}</code>],
        ...(graceUntil === null ? [] : [[text.connect.rotateSecret, text.connect.secretGrace(format.dateTime(graceUntil))] as const]),
      ]}
    />
  )
}
