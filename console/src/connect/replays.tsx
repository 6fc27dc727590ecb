import { App, Form, Modal, Radio } from 'antd'
import { useRef } from 'react'
import { type Webhook, webhooksApi } from '../../../shared/webhooks/webhooks.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId, now } from '../clock'
import { useText } from '../language'
import { Failure } from '../parts/answer'

const HOUR_MS = 3_600_000
const sinces = [1, 24, 168, 720] as const

interface Typed {
  readonly hours: number
  readonly which: 'failed' | 'all'
}

/** Sends again what happened since a while ago, page by page until all is in the queue. */
export function Replays({ of, close }: { readonly of: Webhook; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(freshId('operation'))
  const deed = useDeed(async ({ hours, which }: Typed) => {
    const since = new Date(now() - hours * HOUR_MS).toISOString()
    let [count, cursor] = [0, '']
    do {
      const { replayed, next } = await api.replaySince({ webhookId: of.id, id: id.current, since, which, ...(cursor === '' ? {} : { cursor }) })
      count += replayed
      cursor = next ?? ''
    } while (cursor !== '')
    void message.success(text.connect.replayedMany(count))
    close()
    await forget(webhooksApi.webhookDeliveries, webhooksApi.webhook)
  })
  return (
    <Modal open title={text.connect.replaySince} okText={text.connect.replay} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'replay-form', id: 'replay-yes' }}>
      <p className="soft">{text.connect.replaySinceWhat}</p>
      <Form<Typed> id="replay-form" layout="vertical" initialValues={{ hours: 24, which: 'failed' }} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="hours" label={text.connect.since}><Radio.Group options={sinces.map((value) => ({ value, label: text.connect.sinces[value] }))} /></Form.Item>
        <Form.Item name="which" label={text.connect.which}><Radio.Group options={(['failed', 'all'] as const).map((value) => ({ value, label: text.connect.whiches[value] }))} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
