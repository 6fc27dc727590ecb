import { useEffect, useRef, useState } from 'react'
import { now } from '../clock'

const SECOND_MS = 1_000
const secondsTo = (until: string): number => Math.max(0, Math.ceil((Date.parse(until) - now()) / SECOND_MS))

/** Whole seconds until an instant, by the server's clock; `onOver` is called once, when none is left. */
export function useSecondsLeft(until: string, onOver: () => void): number {
  const [left, setLeft] = useState(() => secondsTo(until))
  const over = useRef(onOver)
  over.current = onOver
  useEffect(() => {
    setLeft(secondsTo(until))
    const timer = setInterval(() => {
      const seconds = secondsTo(until)
      setLeft(seconds)
      if (seconds > 0) return
      clearInterval(timer)
      over.current()
    }, SECOND_MS)
    return () => clearInterval(timer)
  }, [until])
  return left
}
