import { View } from '@tarojs/components'
import { useState } from 'react'
import type { SentInputOf } from '../../../../shared/api/endpoint'
import { messageKinds, type MessageKind } from '../../../../shared/messages/kinds'
import { messagesApi, type MessagingView } from '../../../../shared/messages/messages.api'
import { api } from '../../api'
import { Button } from '../../components/button'
import { Chips } from '../../components/chip'
import { ListRow } from '../../components/list-row'
import { Sheet } from '../../components/sheet'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { Switch } from '../../components/switch'
import { sentenceFor } from '../../failures'
import { type Load, useLoad } from '../../load'
import { useSubscribing } from '../../subscribe'
import { toast } from '../../toast'
import { useWords } from './words'

const nothing = {}
const usual = ['22:00-08:00', '23:00-07:00', '21:00-09:00', '12:00-14:00'] as const
const off = 'off'

/** When WeChat stays silent, and what is sent there at all. */
export function SettingsSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { words } = useWords()
  return (
    <Sheet isOpen={isOpen} title={words.settings.title} onClose={onClose} isLong>
      <View className="messaging__hint">{words.settings.hint}</View>
      <Settings />
    </Sheet>
  )
}

function Settings() {
  const load = useLoad(messagesApi.messaging, nothing)
  return (
    <States of={load} skeleton={<Skeleton shape="lines" count={3} />}>
      {(data) => <Choices of={data} load={load} />}
    </States>
  )
}

function Choices({ of: data, load }: { readonly of: MessagingView; readonly load: Load<MessagingView> }) {
  const { words, language } = useWords()
  const [isBusy, setIsBusy] = useState(false)
  const now = data.quiet === null ? off : `${data.quiet.from}-${data.quiet.to}`
  const change = async (to: SentInputOf<typeof messagesApi.changeMessaging>) => {
    if (isBusy) return
    setIsBusy(true)
    try {
      load.replace(await api.changeMessaging({ ...to, language }))
    } catch (failure) {
      toast(sentenceFor(failure))
    } finally {
      setIsBusy(false)
    }
  }
  const options = [off, ...new Set<string>([...usual, ...(now === off ? [] : [now])])]
  return (
    <>
      <View className="messaging__name">{words.settings.quiet}</View>
      <View className="messaging__hint" id="quiet-now">{now === off ? words.settings.off : `${now.replace('-', '–')} · ${words.settings.quietHint}`}</View>
      <View className="messaging__chips" id="quiet">
        <Chips chosen={now} onChoose={(value) => void change({ quiet: quietOf(value) })} options={options.map((value) => ({ value, label: value === off ? words.settings.off : value.replace('-', '–') }))} />
      </View>
      <View className="messaging__name">{words.settings.kindsTitle}</View>
      {data.templates.length === 0 && <View className="messaging__hint">{words.settings.inboxOnly}</View>}
      <Allow onAllowed={() => void load.reload()} />
      <View className="messaging__kinds">
        {messageKinds.map((kind) => (
          <Kind key={kind} kind={kind} of={data} onTurn={(muted) => void change({ muted })} />
        ))}
      </View>
    </>
  )
}

/** In WeChat, while it can be asked: the question for what is not allowed yet. */
function Allow({ onAllowed }: { readonly onAllowed: () => void }) {
  const { words } = useWords()
  const subscribing = useSubscribing(messageKinds)
  if (!subscribing.canAsk) return null
  const ask = async () => {
    if (!(await subscribing.ask())) return
    toast(words.settings.allowed)
    onAllowed()
  }
  return (
    <View className="messaging__allow">
      <Button isWide look="quiet" label={words.settings.allow} onTap={() => void ask()} id="allow" />
    </View>
  )
}

interface KindProps {
  readonly kind: MessageKind
  readonly of: MessagingView
  readonly onTurn: (muted: MessageKind[]) => void
}

/** A kind that may go to WeChat, and how many more are allowed. */
function Kind({ kind, of: { muted, templates }, onTurn }: KindProps) {
  const { words } = useWords()
  const template = templates.find(({ kinds }) => kinds.includes(kind))
  if (template === undefined) return null
  const isOn = !muted.includes(kind)
  const turned = isOn ? [...muted, kind] : muted.filter((one) => one !== kind)
  return <ListRow title={words.settings.kinds[kind]} detail={template.left > 0 ? words.settings.left(template.left) : words.settings.none} trailing={<Switch isOn={isOn} onTurn={() => onTurn(turned)} id={`kind-${kind}`} />} />
}

function quietOf(value: string): MessagingView['quiet'] {
  const [from = '', to = ''] = value.split('-')
  return value === off ? null : { from, to }
}
