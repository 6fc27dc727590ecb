import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Webhook, webhooksApi } from '../../../shared/webhooks/webhooks.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { useFailureWords } from '../parts/failure'
import { useMe } from '../shell/me'
import { Once } from './once'
import { Rotate } from './rotate'
import { Verify } from './verify'
import { WebhookForm } from './webhook-form'

/** What the owner does with a webhook. */
export function WebhookDeeds({ one }: { readonly one: Webhook }) {
  const text = useText()
  const me = useMe()
  const navigate = useNavigate()
  const forget = useForget()
  const { message } = App.useApp()
  const words = useFailureWords()
  const [doing, start] = useState<'edit' | 'rotate' | 'pause' | 'remove'>()
  const [secret, show] = useState<string | null>()
  const turn = { webhookId: one.id, revision: one.revision }
  const stop = () => start(undefined)
  const again = () => forget(webhooksApi.webhook, webhooksApi.listWebhooks, webhooksApi.webhookDeliveries)
  const told = (say: string) => (void message.success(say), again())
  const orSay = (work: Promise<unknown>, say: string) => work.then(() => told(say), (failure: unknown) => void message.error(words(failure)))
  const test = useDeed<undefined>(() => orSay(api.testWebhook({ webhookId: one.id, id: freshId('operation') }), text.connect.testSent))
  const resume = useDeed<undefined>(() => orSay(api.resumeWebhook(turn), text.connect.resumed))
  const pause = useDeed<string>(async () => void (await api.pauseWebhook(turn), await told(text.connect.paused)))
  const remove = useDeed<string>(async () => {
    await api.removeWebhook({ webhookId: one.id })
    void message.success(text.connect.removed(one.name))
    void navigate('/webhooks')
    await forget(webhooksApi.listWebhooks)
  })
  const rotate = useDeed(async (graceHours: number) => {
    show((await api.rotateWebhookSecret({ ...turn, graceHours })).secret)
    stop()
    await again()
  })
  if (!me.may('editWebhook')) return null
  const more = [{ key: 'edit', label: text.connect.edit }, { key: 'rotate', label: text.connect.rotateSecret }, ...(one.state === 'paused' ? [] : [{ key: 'pause', label: text.connect.pause }]), { key: 'remove', label: text.connect.remove, danger: true }]
  const begin = (key: string) => start((['edit', 'rotate', 'pause', 'remove'] as const).find((name) => name === key))
  return (
    <>
      <Button id="test-hook" loading={test.isBusy} onClick={() => void test.run(undefined)}>{text.connect.test}</Button>
      {one.state === 'paused' && <Button id="resume-hook" type="primary" loading={resume.isBusy} onClick={() => void resume.run(undefined)}>{text.connect.resume}</Button>}
      <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => begin(key) }}><Button id="more-deeds" icon={<MoreOutlined />} aria-label={text.connect.deeds} /></Dropdown>
      {doing === 'edit' && <WebhookForm one={one} close={stop} made={stop} />}
      {doing === 'rotate' && <Rotate title={text.connect.rotateSecret} what={text.connect.rotateSecretWhat} deed={rotate} close={stop} />}
      {doing === 'pause' && <Confirm title={text.connect.pauseSure(one.name)} what={text.connect.pauseWhat} yes={text.connect.pause} deed={pause} close={stop} />}
      {doing === 'remove' && <Confirm title={text.connect.removeSure(one.name)} what={text.connect.removeWhat} yes={text.connect.remove} isDanger deed={remove} close={stop} />}
      {secret !== undefined && <Once title={text.connect.secretTitle(one.name)} secret={secret} say={text.connect.secretOnce} gone={text.connect.secretGone} close={() => show(undefined)}><Verify /></Once>}
    </>
  )
}
