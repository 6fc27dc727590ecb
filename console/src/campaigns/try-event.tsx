import { Input, Select } from 'antd'
import { type EventType, eventTypes } from '../../../shared/events/event'
import type { TriedEvent } from '../../../shared/earning/trials.api'
import { useSaid, useText } from '../language'
import { Field, Money, WholeNumber } from '../parts/field'
import { useNames } from './names'

const AMOUNT_FEN = 10_000

/** An event of a type, as it would come most often. */
export function eventOf(type: EventType, name = ''): TriedEvent {
  switch (type) {
    case 'order_paid':
    case 'friend_purchased':
      return { type, amountFen: AMOUNT_FEN }
    case 'review_published':
      return { type, words: 20, pictures: 1 }
    case 'anniversary':
      return { type, years: 1 }
    case 'custom':
      return { type, name, count: 1, amountFen: 0 }
    case 'granted':
      return { type, points: 100 }
    case 'signed_up':
    case 'profile_completed':
    case 'checked_in':
    case 'share_opened':
    case 'birthday':
      return { type }
  }
}

/** Chooses what is to be tried. */
export function TryEvent({ value, change }: { readonly value: TriedEvent; readonly change: (event: TriedEvent) => void }) {
  const text = useText()
  const { customEvents } = useNames()
  return (
    <>
      <Field id="try-event" label={text.trials.event}>
        <Select<EventType> id="try-event" value={value.type} onChange={(type) => change(eventOf(type, customEvents[0]?.name))} options={eventTypes.map((type) => ({ value: type, label: text.events[type] }))} />
      </Field>
      <EventTerms value={value} change={change} />
    </>
  )
}

function EventTerms({ value, change }: { readonly value: TriedEvent; readonly change: (event: TriedEvent) => void }) {
  const text = useText()
  const said = useSaid()
  const { stores, customEvents } = useNames()
  switch (value.type) {
    case 'order_paid':
      return (
        <>
          <Field id="try-amount" label={text.trials.amount}><Money id="try-amount" value={value.amountFen} max={100_000_000} change={(amountFen = 0) => change({ ...value, amountFen })} /></Field>
          <Field id="try-store" label={text.trials.store}>
            <Select<string> id="try-store" value={value.storeId ?? ''} onChange={(id) => change({ type: value.type, amountFen: value.amountFen, storeId: stores.find((store) => store.id === id)?.id })} options={[{ value: '', label: text.trials.noStore }, ...stores.map(({ id, name }) => ({ value: id, label: name }))]} />
          </Field>
        </>
      )
    case 'friend_purchased':
      return <Field id="try-amount" label={text.trials.amount}><Money id="try-amount" value={value.amountFen} max={100_000_000} change={(amountFen = 0) => change({ ...value, amountFen })} /></Field>
    case 'checked_in':
      return <Field id="try-streak" label={text.trials.streak} hint={text.trials.streakHint}><WholeNumber id="try-streak" value={value.streak} min={1} max={10_000} unit={text.campaigns.days} change={(streak) => change({ type: value.type, streak })} /></Field>
    case 'review_published':
      return (
        <div className="grid-2">
          <Field id="try-words" label={text.trials.words}><WholeNumber id="try-words" value={value.words} max={100_000} change={(words = 0) => change({ ...value, words })} /></Field>
          <Field id="try-pictures" label={text.trials.pictures}><WholeNumber id="try-pictures" value={value.pictures} max={100} change={(pictures = 0) => change({ ...value, pictures })} /></Field>
        </div>
      )
    case 'anniversary':
      return <Field id="try-years" label={text.trials.years}><WholeNumber id="try-years" value={value.years} min={1} max={100} change={(years = 1) => change({ ...value, years })} /></Field>
    case 'custom':
      return (
        <Field id="try-custom" label={text.trials.custom}>
          {customEvents.length === 0 ? <Input id="try-custom" value={value.name} onChange={({ target }) => change({ ...value, name: target.value })} /> : <Select<string> id="try-custom" value={value.name} onChange={(name) => change({ ...value, name })} options={customEvents.map(({ name, title }) => ({ value: name, label: said(title) }))} />}
        </Field>
      )
    case 'granted':
      return <Field id="try-points" label={text.trials.points}><WholeNumber id="try-points" value={value.points} min={1} max={1_000_000} change={(points = 1) => change({ ...value, points })} /></Field>
    case 'signed_up':
    case 'profile_completed':
    case 'share_opened':
    case 'birthday':
      return null
  }
}
