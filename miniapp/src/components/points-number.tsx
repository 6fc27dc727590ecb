import { Text } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { showNumber } from '../dates'
import { wantsStillness } from '../system'
import { classes } from './classes'
import './points-number.scss'

const steps = 12
const stepMs = 50

export interface PointsNumberProps {
  readonly points: number
  readonly size?: 'display' | 'large' | 'body'
  readonly look?: 'ink' | 'gold' | 'night'
  readonly id?: string
}

/** Points as a large figure; counts to a new value in steps that WeChat can draw without stutter. */
export function PointsNumber({ points, size = 'large', look = 'ink', id }: PointsNumberProps) {
  const shown = useCounting(points)
  return (
    <Text className={classes('points-number', `points-number--${size}`, `points-number--${look}`)} {...(id !== undefined && { id })}>
      {showNumber(shown)}
    </Text>
  )
}

function useCounting(target: number): number {
  const [shown, setShown] = useState(target)
  const from = useRef(target)
  useEffect(() => {
    const start = from.current
    if (start === target || wantsStillness()) {
      from.current = target
      setShown(target)
      return undefined
    }
    let step = 0
    const timer = setInterval(() => {
      step++
      from.current = step === steps ? target : Math.round(start + (target - start) * easeOut(step / steps))
      setShown(from.current)
      if (step === steps) clearInterval(timer)
    }, stepMs)
    return () => clearInterval(timer)
  }, [target])
  return shown
}

const easeOut = (part: number): number => 1 - (1 - part) ** 3
