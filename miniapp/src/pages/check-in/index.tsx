import { View } from '@tarojs/components'
import { useState } from 'react'
import { earningApi } from '../../../../shared/earning/earning.api'
import { Card } from '../../components/card'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { useText } from '../../text'
import { Cheer } from './cheer'
import { MakeUpSheet } from './make-up-sheet'
import { Month } from './month'
import { usePageWords } from './page-words'
import { StreakCard } from './streak-card'
import { type CheckedIn, useCheckIn } from './use-check-in'
import './index.scss'

export default function CheckInPage() {
  const { text, language } = useText()
  const words = usePageWords()
  const [month, setMonth] = useState<string | undefined>(undefined)
  const [mending, setMending] = useState<string | undefined>(undefined)
  const [cheered, setCheered] = useState<CheckedIn | undefined>(undefined)
  const load = useLoad(earningApi.checkInMonth, month === undefined ? {} : { month })
  const shown = load.state.type === 'data' ? load.state.data : undefined
  const reload = () => void load.reload()
  const checkIn = useCheckIn(
    shown?.today,
    (reply) => {
      setCheered(reply)
      reload()
    },
    reload,
  )
  return (
    <Screen title={text.earn.checkIn.title}>
      <States of={load} skeleton={<><Skeleton shape="hero" count={1} /><Skeleton shape="hero" count={2} /></>}>
        {(data) => (
          <>
            <StreakCard of={data} checkIn={checkIn} />
            <Month of={data} onTurn={(to) => setMonth(to === data.today.slice(0, 7) ? undefined : to)} onMend={setMending} onToday={() => checkIn.run(data.today)} />
            {data.steps.length > 0 && (
              <Card>
                <View className="check-in-page__heading">{words.stepsTitle}</View>
                {data.steps.map((step) => (
                  <View key={step.days} className={step.days <= data.streak ? 'check-in-step check-in-step--reached' : 'check-in-step'}>
                    <View className="check-in-step__dot" />
                    <View className="check-in-step__words">{words.step(step.days)}</View>
                    <View className="check-in-step__bonus">{words.stepReward(String(step.bonus))}</View>
                  </View>
                ))}
              </Card>
            )}
            <View className="check-in-page__rules" id="check-in-rules">{data.sentence[language]}</View>
            <MakeUpSheet day={mending} of={data} onClose={() => setMending(undefined)} onDone={reload} />
          </>
        )}
      </States>
      <Cheer reply={cheered} onClose={() => setCheered(undefined)} />
    </Screen>
  )
}
