import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { type WebhookKind, webhookKinds } from '../../../shared/webhooks/kinds'
import { type Webhook, webhooksApi } from '../../../shared/webhooks/webhooks.api'
import { api } from '../api'
import { ask } from '../door'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import type { Differing } from '../parts/stale'
import { Stale } from './stale'

interface Typed {
  readonly name: string
  readonly url: string
  readonly kinds: WebhookKind[]
}

const groups = ['points', 'tier', 'voucher', 'member', 'campaign'] as const

/** Makes a webhook, or changes where it goes and what it is told. */
export function WebhookForm({ one, close, made }: { readonly one?: Webhook; readonly close: () => void; readonly made: (name: string, secret: string | null) => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const [theirs, setTheirs] = useState<Webhook>()
  const id = useRef(freshId('webhook'))
  const revision = useRef(one?.revision ?? 0)
  const deed = useDeed(async (typed: Typed) => {
    if (one === undefined) {
      const { secret } = await api.createWebhook({ id: id.current, ...typed })
      made(typed.name, secret)
    } else {
      await api.editWebhook({ webhookId: one.id, revision: revision.current, ...typed }).catch(async (failure: unknown) => {
        if (isRefusal(failure, 'revision_stale')) setTheirs(await ask(webhooksApi.webhook, { webhookId: one.id }))
        throw failure
      })
      void message.success(text.connect.saved)
      close()
    }
    await forget(webhooksApi.listWebhooks, webhooksApi.webhook)
  })
  if (theirs !== undefined) {
    const mine: Typed = { ...theirs, ...form.getFieldsValue() }
    const words = ({ name, url, kinds }: Typed) => [name, url, kinds.map((kind) => text.connect.kinds[kind]).join('、')]
    const fields = [text.connect.name, text.connect.url, text.connect.kind].map((name, place): Differing => [name, words(theirs)[place], words(mine)[place]]).filter(([, a, b]) => a !== b)
    const go = (typed: Typed) => {
      revision.current = theirs.revision
      setTheirs(undefined)
      form.setFieldsValue(typed)
      deed.clear()
    }
    return <Stale fields={fields} close={close} take={() => go(theirs)} keep={() => go(mine)} />
  }
  return (
    <Modal open width={640} title={one === undefined ? text.connect.makeHook : text.connect.edit} okText={one === undefined ? text.connect.makeHook : text.common.save} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'hook-form', id: 'hook-yes' }}>
      <Form<Typed> id="hook-form" form={form} layout="vertical" requiredMark={false} initialValues={one ?? { name: '', url: 'https://', kinds: ['points.earned', 'voucher.redeemed'] }} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="name" label={text.connect.name} extra={text.connect.hookNameHint} rules={[{ required: true, whitespace: true, message: text.stores.nameNeeded }]}><Input maxLength={30} autoFocus autoComplete="off" /></Form.Item>
        <Form.Item name="url" label={text.connect.url} extra={text.connect.urlHint} rules={[{ required: true, type: 'url', message: text.connect.urlNeeded }]}><Input maxLength={500} inputMode="url" autoComplete="off" spellCheck={false} /></Form.Item>
        <Form.Item name="kinds" label={<span className="row">{text.connect.kind} <Button type="link" size="small" onClick={() => form.setFieldsValue({ kinds: [...webhookKinds] })}>{text.connect.allKinds}</Button><Button type="link" size="small" onClick={() => form.setFieldsValue({ kinds: [] })}>{text.connect.noneKinds}</Button></span>} rules={[{ type: 'array', min: 1, message: text.connect.kindsNeeded }]}>
          <Kinds />
        </Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}

/** Every kind of happening, by what it is about. The form gives it its value. */
function Kinds(field: { readonly id?: string; readonly value?: WebhookKind[]; readonly onChange?: (kinds: WebhookKind[]) => void }) {
  const text = useText()
  return (
    <Checkbox.Group<WebhookKind> className="kinds" {...field}>
      {groups.map((group) => (
        <fieldset key={group} className="kind-group">
          <legend>{text.connect.kindGroups[group]}</legend>
          {webhookKinds.filter((kind) => kind.startsWith(`${group}.`)).map((kind) => <Checkbox key={kind} value={kind}><span title={kind}>{text.connect.kinds[kind]}</span></Checkbox>)}
        </fieldset>
      ))}
    </Checkbox.Group>
  )
}
