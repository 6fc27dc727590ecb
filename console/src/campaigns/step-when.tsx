import { Button, Checkbox, Input, Select, Switch } from 'antd'
import type { Recurrence } from '../../../shared/campaigns/campaign'
import { instantOf, wallClock } from '../format'
import { useText } from '../language'
import { Field } from '../parts/field'
import type { StepProps } from './step'

const monthDays = [...Array.from({ length: 31 }, (_, i) => i + 1), -1]

/** From when to when, and at which recurring times within. */
export function StepWhen({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const recurrence = terms.recurrence ?? {}
  const set = (part: Partial<Recurrence>) => {
    const next = Object.fromEntries(Object.entries({ ...recurrence, ...part }).filter(([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)))
    change({ recurrence: Object.keys(next).length === 0 ? undefined : next })
  }
  const time = (field: 'startsAt' | 'endsAt', isFixed: boolean) => (
    <Field id={field} label={field === 'startsAt' ? text.campaigns.starts : text.campaigns.ends} problem={problem(field)} hint={field === 'endsAt' ? text.campaigns.endsHint : undefined}>
      <Input id={field} type="datetime-local" disabled={isFixed} value={terms[field] === '' ? '' : wallClock(terms[field])} onChange={({ target }) => change({ [field]: instantOf(target.value) ?? '' })} />
    </Field>
  )
  return (
    <>
      <div className="grid-2">{time('startsAt', isLaunched)}{time('endsAt', false)}</div>
      <p className="faint">{text.campaigns.zoneHint}</p>
      <fieldset className="plain" disabled={isLaunched}>
        <Field id="weekdays" label={text.campaigns.onWeekdays} hint={text.campaigns.anyDayHint}>
          <Checkbox.Group<number> disabled={isLaunched} value={recurrence.weekdays ?? []} onChange={(weekdays) => set({ weekdays: [...weekdays].sort((a, b) => a - b) })} options={text.campaigns.weekdays.map((label, i) => ({ value: i + 1, label }))} />
        </Field>
        <Hours recurrence={recurrence} set={set} problem={problem} />
        <div className="grid-2">
          <Field id="monthDays" label={text.campaigns.onMonthDays}>
            <Select<number[]> id="monthDays" mode="multiple" allowClear disabled={isLaunched} value={recurrence.monthDays ?? []} onChange={(days) => set({ monthDays: days })} options={monthDays.map((day) => ({ value: day, label: day === -1 ? text.campaigns.lastDay : text.campaigns.dayOfMonth(day) }))} />
          </Field>
          <Field id="birthdayMonth" label={text.campaigns.birthdayMonth}><Switch id="birthdayMonth" checked={recurrence.birthdayMonth === true} onChange={(birthdayMonth) => set({ birthdayMonth })} /></Field>
        </div>
      </fieldset>
    </>
  )
}

const HOURS_MAX = 6

function Hours({ recurrence, set, problem }: { readonly recurrence: Recurrence; readonly set: (part: Partial<Recurrence>) => void; readonly problem: StepProps['problem'] }) {
  const text = useText()
  const hours = recurrence.hours ?? []
  const put = (at: number, part: Partial<(typeof hours)[number]>) => set({ hours: hours.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  return (
    <Field id="hours" label={text.campaigns.onHours} hint={text.campaigns.hoursHint} problem={problem('recurrence.hours')}>
      <div className="stack">
        {hours.map(({ from, to }, i) => (
          <div className="row" key={`${i}-${hours.length}`}>
            <Input type="time" className="time-field" aria-label={text.campaigns.from} value={from} onChange={({ target }) => put(i, { from: target.value })} />
            <span>–</span>
            <Input type="time" className="time-field" aria-label={text.campaigns.to} value={to === '24:00' ? '00:00' : to} onChange={({ target }) => put(i, { to: target.value === '00:00' ? '24:00' : target.value })} />
            <Button type="text" onClick={() => set({ hours: hours.filter((_, at) => at !== i) })}>{text.campaigns.remove}</Button>
          </div>
        ))}
        {hours.length < HOURS_MAX && <Button id="hours" onClick={() => set({ hours: [...hours, { from: '14:00', to: '17:00' }] })}>{text.campaigns.addHours}</Button>}
      </div>
    </Field>
  )
}
