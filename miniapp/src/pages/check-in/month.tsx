import { View } from '@tarojs/components'
import type { CheckInMonth } from '../../../../shared/earning/earning.api'
import { Calendar, type DayLook } from '../../components/calendar'
import { Card } from '../../components/card'
import { monthAfter, showMonth, showNumber } from '../../dates'
import { useText } from '../../text'
import { toast } from '../../toast'
import { usePageWords } from './page-words'

export interface MonthProps {
  readonly of: CheckInMonth
  readonly onTurn: (month: string) => void
  readonly onMend: (day: string) => void
  readonly onToday: () => void
}

/** The calendar; every day answers a tap. */
export function Month({ of, onTurn, onMend, onToday }: MonthProps) {
  const { text, language } = useText()
  const words = usePageWords()
  const thisMonth = of.today.slice(0, 7)
  const look = (day: string) => lookOf(day, of)
  const tap = (day: string) => {
    if (look(day) === 'open') onToday()
    if (look(day) === 'mendable') onMend(day)
    if (look(day) === 'missed') toast(words.cannotMakeUp)
    if (look(day) === 'ahead') toast(words.comeBack)
  }
  return (
    <Card id="calendar">
      <Calendar
        month={of.month}
        today={of.today}
        title={showMonth(of.month, language)}
        weekdays={text.app.weekdays}
        lookOf={look}
        onTapDay={tap}
        onEarlier={of.month > of.firstMonth ? () => onTurn(monthAfter(of.month, -1)) : undefined}
        onLater={of.month < thisMonth ? () => onTurn(monthAfter(of.month, 1)) : undefined}
      />
      <View className="month-legend">
        <View className="month-legend__mark month-legend__mark--done" />
        {words.legendDone}
        {of.makeUp && (
          <>
            <View className="month-legend__mark month-legend__mark--mendable" />
            {words.legendMendable}
          </>
        )}
      </View>
      {of.makeUp && (
        <View className="month-legend__rule" id="make-up-rule">
          {of.makeUp.leftThisMonth > 0
            ? words.makeUpLeft(of.makeUp.windowDays, of.makeUp.leftThisMonth, showNumber(of.makeUp.pricePoints))
            : words.makeUpNone(of.makeUp.windowDays)}
        </View>
      )}
    </Card>
  )
}

function lookOf(day: string, { today, checkedIn, canMakeUp }: CheckInMonth): DayLook {
  if (checkedIn.includes(day)) return 'done'
  if (canMakeUp.includes(day)) return 'mendable'
  if (day === today) return 'open'
  return day > today ? 'ahead' : 'missed'
}
