import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { PAGE_ITEMS_MAX } from '../../../shared/api/page'
import { type CampaignView, marketingApi } from '../../../shared/campaigns/marketing.api'
import { addMonths, type BusinessDay, dayOf, endOfMonth, firstOfMonth, weekdayOf, addDays } from '../../../shared/time/day'
import { ask } from '../door'
import { now } from '../clock'
import { timeZone, todayAt, useFormat } from '../format'
import { useSaid, useText } from '../language'
import { useAddress } from '../parts/address'
import { Failure } from '../parts/answer'
import { Page } from '../parts/page'
import { More, useWhole } from '../parts/whole'
import { Stage } from './stage'

/** A month, each campaign a bar over its days. The month is in the address. */
export default function Calendar() {
  const text = useText()
  const format = useFormat()
  const { get, set } = useAddress()
  const today = todayAt(now())
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(get('month') ?? '') ? `${get('month')}-01` : firstOfMonth(today, 0)
  const { data, error, refetch } = useWhole([marketingApi.listCampaigns.path], (cursor) => ask(marketingApi.listCampaigns, { limit: PAGE_ITEMS_MAX, cursor }))
  const go = (months: number) => set({ month: addMonths(month, months).slice(0, 7) })
  const shown = (data?.items ?? []).filter(({ stage }) => stage !== 'cancelled')
  return (
    <Page
      title={text.campaigns.calendar}
      about={text.campaigns.calendarAbout}
      actions={
        <div className="row">
          <Button icon={<LeftOutlined />} aria-label={text.campaigns.monthBefore} onClick={() => go(-1)} />
          <b className="month-name">{format.month(month)}</b>
          <Button icon={<RightOutlined />} aria-label={text.campaigns.monthAfter} onClick={() => go(1)} />
          <Button onClick={() => set({ month: undefined })}>{text.campaigns.thisMonth}</Button>
        </div>
      }
    >
      <Failure of={error} again={refetch} />
      <div className="panel calendar" aria-busy={data?.isComing !== false}>
        <div className="week week-head" aria-hidden>{text.campaigns.weekdays.map((day) => <span key={day}>{day}</span>)}</div>
        {weeksOf(month).map((monday) => <Week key={monday} monday={monday} month={month} today={today} views={shown} />)}
      </div>
      {data !== undefined && <More of={data} />}
    </Page>
  )
}

function weeksOf(month: BusinessDay): readonly BusinessDay[] {
  const first = addDays(month, 1 - weekdayOf(month))
  const last = endOfMonth(month, 0)
  return [0, 1, 2, 3, 4, 5].map((week) => addDays(first, 7 * week)).filter((monday) => monday <= last)
}

interface WeekProps {
  readonly monday: BusinessDay
  readonly month: BusinessDay
  readonly today: BusinessDay
  readonly views: readonly CampaignView[]
}

function Week({ monday, month, today, views }: WeekProps) {
  const said = useSaid()
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(monday, day))
  const sunday = days[6] ?? monday
  const bars = views.flatMap((view) => {
    const [from, to] = [dayOf(Date.parse(view.campaign.startsAt), timeZone()), dayOf(Date.parse(view.campaign.endsAt) - 1, timeZone())]
    return from > sunday || to < monday ? [] : [{ view, first: from < monday ? 1 : weekdayOf(from), last: to > sunday ? 7 : weekdayOf(to), begins: from >= monday, ends: to <= sunday }]
  })
  return (
    <div className="week">
      {days.map((day, i) => <div key={day} className={`day ${day.slice(0, 7) === month.slice(0, 7) ? '' : 'day-other'} ${day === today ? 'day-today' : ''}`} style={{ gridColumn: i + 1, gridRow: `1 / span ${bars.length + 2}` }}><time dateTime={day}>{Number(day.slice(8))}</time></div>)}
      {bars.map(({ view, first, last, begins, ends }, i) => (
        <Link key={view.campaign.id} to={`/campaigns/${view.campaign.id}`} className={`bar-campaign bar-${view.stage} ${begins ? 'bar-begins' : ''} ${ends ? 'bar-ends' : ''}`} style={{ gridColumn: `${first} / ${last + 1}`, gridRow: i + 2 }} title={said(view.promise)}>
          <span>{said(view.campaign.name)}</span>
          {last - first > 1 && <Stage of={view.stage} />}
        </Link>
      ))}
    </div>
  )
}
