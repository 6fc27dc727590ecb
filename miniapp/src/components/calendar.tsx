import { View } from '@tarojs/components'
import { daysIn, weekdayOf } from '../dates'
import { classes } from './classes'
import './calendar.scss'

export type DayLook = 'done' | 'mendable' | 'missed' | 'open' | 'ahead'

export interface CalendarProps {
  /** `YYYY-MM`. */
  readonly month: string
  readonly today: string
  readonly title: string
  /** Sunday first. */
  readonly weekdays: readonly string[]
  readonly lookOf: (businessDay: string) => DayLook
  readonly onTapDay?: (businessDay: string) => void
  readonly onEarlier?: (() => void) | undefined
  readonly onLater?: (() => void) | undefined
}

/** A month of check-ins: a gold dot for each day that was touched. */
export function Calendar({ month, today, title, weekdays, lookOf, onTapDay, onEarlier, onLater }: CalendarProps) {
  const days = Array.from({ length: daysIn(month) }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
  const lead = weekdayOf(`${month}-01`)
  return (
    <View className="calendar">
      <View className="calendar__head">
        <View className={classes('calendar__turn', 'calendar__turn--earlier', !onEarlier && 'calendar__turn--none')} id="earlier" onClick={() => onEarlier?.()} />
        <View className="calendar__title">{title}</View>
        <View className={classes('calendar__turn', 'calendar__turn--later', !onLater && 'calendar__turn--none')} id="later" onClick={() => onLater?.()} />
      </View>
      <View className="calendar__grid">
        {weekdays.map((name) => (
          <View key={name} className="calendar__weekday">
            {name}
          </View>
        ))}
        {days.map((day, index) => (
          <View
            key={day}
            id={`day-${day}`}
            className={classes('calendar__day', `calendar__day--${lookOf(day)}`, day === today && 'calendar__day--today')}
            {...(index === 0 && { style: { gridColumnStart: lead + 1 } })}
            onClick={() => onTapDay?.(day)}
          >
            <View className="calendar__dot">{String(index + 1)}</View>
          </View>
        ))}
      </View>
    </View>
  )
}
