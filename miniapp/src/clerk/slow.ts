import { useEffect, useState } from 'react'

const patienceMs = 4_000

/** True once something has been running for longer than people expect. */
export function useSlow(isRunning: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    setIsSlow(false)
    if (!isRunning) return undefined
    const timer = setTimeout(() => setIsSlow(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isRunning])
  return isSlow && isRunning
}
