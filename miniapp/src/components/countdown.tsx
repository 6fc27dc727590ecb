import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { now } from '../clock'
import './countdown.scss'

const second = 1_000

/** Which step of a period it is by the server's clock, drawn anew at each step: a changing code depends on it. */
export function useStep(periodMs: number): { step: number; startedAgoMs: number } {
  const [step, setStep] = useState(() => Math.floor(now() / periodMs))
  useEffect(() => {
    const timer = setInterval(() => setStep(Math.floor(now() / periodMs)), second / 4)
    return () => clearInterval(timer)
  }, [periodMs])
  return { step, startedAgoMs: now() - step * periodMs }
}

export interface CountdownProps {
  readonly periodMs: number
  /** The step now running, from `useStep`. */
  readonly step: number
  readonly startedAgoMs: number
}

/** A ring that empties over one period. The style sheet turns it, so nothing is sent to the view meanwhile. */
export function Countdown({ periodMs, step, startedAgoMs }: CountdownProps) {
  const timing = { animationDuration: `${periodMs}ms`, animationDelay: `-${Math.round(startedAgoMs)}ms` }
  return (
    <View className="countdown" key={step}>
      <View className="countdown__half countdown__half--right">
        <View className="countdown__arc countdown__arc--right" style={timing} />
      </View>
      <View className="countdown__half countdown__half--left">
        <View className="countdown__arc countdown__arc--left" style={timing} />
      </View>
    </View>
  )
}
