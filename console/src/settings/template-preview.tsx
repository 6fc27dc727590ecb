import { Select } from 'antd'
import { useState } from 'react'
import { type MessageKind, messageKinds } from '../../../shared/messages/kinds'
import type { Message } from '../../../shared/messages/message'
import { filled } from '../../../shared/messages/templates'
import { messageValues } from '../../../shared/text/message-values'
import { now } from '../clock'
import { addDays, pointsWords, timeZone, todayAt } from '../format'
import { useLanguage, useText } from '../language'
import { type TemplateDraft, templateOf } from './template-draft'

/** A message of each kind, such as members get. */
function sampleOf(kind: MessageKind, today: string): Message {
  const named = { zh: '拿铁', en: 'Latte' }
  const soon = addDays(today, 7)
  const samples: Readonly<Record<MessageKind, Message>> = {
    points_received: { kind: 'points_received', why: 'order', points: 68, expiresOn: addDays(today, 365) },
    points_returned: { kind: 'points_returned', points: 260, ...named },
    points_adjusted: { kind: 'points_adjusted', points: 50, text: '补记上周的消费' },
    points_expiring: { kind: 'points_expiring', points: 120, on: soon },
    tier_changed: { kind: 'tier_changed', way: 'up', zh: '金卡', en: 'Gold' },
    tier_warning: { kind: 'tier_warning', missing: 180, until: soon, zh: '金卡', en: 'Gold' },
    voucher_expiring: { kind: 'voucher_expiring', voucherId: 'sample', on: soon, ...named },
    campaign_starting: { kind: 'campaign_starting', campaignId: 'sample', startsAt: new Date(now() + 3_600_000).toISOString(), zh: '双倍周', en: 'Double week' },
  }
  return samples[kind]
}

/** What WeChat would show, cut where WeChat cuts. */
export function TemplatePreview({ draft }: { readonly draft: TemplateDraft }) {
  const text = useText()
  const language = useLanguage()
  const known = draft.kinds.length === 0 ? messageKinds : draft.kinds
  const [chosen, choose] = useState<MessageKind>()
  const kind = known.find((one) => one === chosen) ?? known[0] ?? 'points_received'
  const values = filled(templateOf(draft), messageValues(sampleOf(kind, todayAt(now())), language, timeZone(), now(), pointsWords()))
  return (
    <aside className="template-preview">
      <div className="row spread"><b>{text.settings.preview}</b><Select size="small" aria-label={text.settings.previewOf} value={kind} onChange={choose} options={known.map((value) => ({ value, label: text.settings.kinds[value] }))} style={{ width: 130 }} /></div>
      <dl>{Object.entries(values).map(([field, value]) => <div key={field}><dt>{field}</dt><dd>{value}</dd></div>)}</dl>
    </aside>
  )
}
