import { Alert, Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Refusal } from '../../../shared/api/refusal'
import { useText } from '../language'
import { useFailureWords } from './failure'

interface Asked<Data> {
  readonly data: Data | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

interface AnswerProps<Data> {
  readonly of: Asked<Data>
  readonly isEmpty?: (data: Data) => boolean
  /** Shown in place of an empty answer: what to do first. */
  readonly empty?: ReactNode
  readonly rows?: number
  readonly children: (data: Data) => ReactNode
}

/** What is asked of the server in each of its states: coming, there, there but empty, refused, out of reach. */
export function Answer<Data>({ of, isEmpty, empty, rows = 5, children }: AnswerProps<Data>) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error !== null && <Failure of={of.error} again={() => void of.refetch()} />}
        {isEmpty?.(of.data) === true ? empty : children(of.data)}
      </>
    )
  }
  if (of.error !== null) return <Failure of={of.error} again={() => void of.refetch()} />
  return (
    <div role="status" aria-busy="true" className="coming">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

/** A refusal is an answer and calm; anything else is an error and can be tried again. */
export function Failure({ of, again }: { readonly of: unknown; readonly again?: () => void }) {
  const text = useText()
  const words = useFailureWords()
  if (of === undefined || of === null) return null
  const isCalm = of instanceof Refusal && of.code !== 'broken' && of.code !== 'unavailable'
  return (
    <Alert
      className="failure"
      type={isCalm ? 'warning' : 'error'}
      showIcon
      title={words(of)}
      action={again !== undefined && !isCalm && <Button size="small" onClick={again}>{text.common.again}</Button>}
    />
  )
}

/** Nothing here yet, and what to do about it. */
export function Nothing({ say, children }: { readonly say: string; readonly children?: ReactNode }) {
  return <Empty className="nothing" image={Empty.PRESENTED_IMAGE_SIMPLE} description={say}>{children}</Empty>
}
